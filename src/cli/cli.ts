#!/usr/bin/env node
// The executable: binds the whole command line to this process, and is the only place that does.

import { fileURLToPath } from 'node:url';
import { disk } from './disk.ts';
import { main } from './main.ts';

/** Only commands that wait ask for this: elsewhere Ctrl-C ends the process at once, as it should. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
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
  });
} catch (thrown) {
  process.stderr.write(
    `firebreak: this is a fault of ours, please report it\n${thrown instanceof Error ? thrown.stack : thrown}\n`,
  );
  process.exitCode = crashed;
}
