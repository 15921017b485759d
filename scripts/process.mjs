// The two things every script here needs: where the project is, and a child process whose end can be awaited.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs `command` in the project with the terminal handed through; resolves to its exit code. */
export function run(command, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
    // Ctrl-C reaches the child by itself (same terminal); a supervisor's TERM only reaches us.
    const stop = () => child.kill('SIGTERM');
    process.once('SIGTERM', stop);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.removeListener('SIGTERM', stop);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** The same for a JavaScript file: run by this very Node. */
export function runNode(args, options) {
  return run(process.execPath, args, options);
}
