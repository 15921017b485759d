#!/usr/bin/env node
// The executable: binds the whole command line to this process, and is the only place that does.

import { fileURLToPath } from 'node:url';
import { disk } from './disk.ts';
import { main } from './main.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;
const controller = new AbortController();
const abort = () => controller.abort();

/** Only what can stop by itself asks for this: elsewhere Ctrl-C ends the process at once, as it should. */
function interrupted(): AbortSignal {
  for (const signal of signals) process.once(signal, abort);
  return controller.signal;
}

function interruptible(): void {
  for (const signal of signals) process.off(signal, abort);
}

// Whoever reads our output may stop early (`firebreak flows | head`): that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** EX_SOFTWARE: a crash must not read as an answer. */
const crashed = 70;

try {
  process.exitCode = await main(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    files: disk,
    env: process.env,
    page: fileURLToPath(new URL('../page/', import.meta.url)),
    interrupted,
    interruptible,
  });
} catch (thrown) {
  process.stderr.write(
    `firebreak: this is a fault of ours, please report it\n${thrown instanceof Error ? thrown.stack : thrown}\n`,
  );
  process.exitCode = crashed;
}
