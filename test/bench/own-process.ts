// A fresh process for one task: its heap holds nothing of the last one, and its peak is its own.
import { spawn } from 'node:child_process';
import type { Benchmark } from './measure.ts';

/** The largest clusters are held as parsed objects, which no user has to do. */
const PLENTY = ['--max-old-space-size=12288'];

/** The lines that it printed. */
export async function inOwnProcess({ name, memory }: Benchmark, args: readonly string[]): Promise<readonly string[]> {
  const node = ['--expose-gc', ...(memory === 'plenty' ? PLENTY : [])];
  const child = spawn(process.execPath, [...node, process.argv[1] ?? '', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}`);
  return Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}
