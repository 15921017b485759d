// A copy of the project in which a fault can be planted, tested and undone.
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Fault } from './fault.ts';

const LEFT_OUT = ['node_modules', 'dist', '.cache', '.git', 'coverage'];
/** A fault may make a loop endless. */
const PATIENCE = 180_000;

export type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly test: string }
  | { readonly kind: 'timed out' };

export function copyTree(from: string, to: string): string {
  cpSync(from, to, { recursive: true, filter: (path) => !LEFT_OUT.includes(basename(path)) });
  symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'));
  return to;
}

export type Planted =
  | { readonly kind: 'planted'; readonly undo: () => void }
  | { readonly kind: 'misfit'; readonly times: number };

export function plant(tree: string, { file, find, replace }: Fault): Planted {
  const path = join(tree, file);
  const text = readFileSync(path, 'utf8');
  const times = text.split(find).length - 1;
  if (times !== 1) return { kind: 'misfit', times };
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
  return { kind: 'planted', undo: () => writeFileSync(path, text) };
}

/** Runs the tests of these files, or all that need neither a browser nor a build, up to the first that fails. */
export function runTests(tree: string, files: readonly string[]): Promise<Outcome> {
  const results = join(tree, 'test-results.json');
  rmSync(results, { force: true });
  const options = ['--project', 'unit', '--bail', '1', '--maxWorkers', '1', '--reporter', './scripts/reporter.mjs'];
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...options, ...files], {
    cwd: tree,
    stdio: 'ignore',
    env: { ...process.env, FIREBREAK_TEST_RESULTS: results },
  });
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(outcomeOf(results)));
  });
  return withPatience(ended, () => child.kill('SIGKILL'));
}

function outcomeOf(results: string): Outcome {
  const { passed, failed }: { passed: number; failed: readonly string[] } = JSON.parse(readFileSync(results, 'utf8'));
  const [test] = failed;
  if (test !== undefined) return { kind: 'failed', test };
  if (passed === 0) throw new Error('no test ran');
  return { kind: 'passed' };
}

function withPatience(ended: Promise<Outcome>, stop: () => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ kind: 'timed out' });
      stop();
    }, PATIENCE);
    ended.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
