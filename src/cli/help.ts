// The help texts' common part. Widths are fixed, so that help is the same bytes on every terminal.

import type { Command } from 'commander';
import type { Io } from './io.ts';

const exitCodes: Readonly<Record<number, string>> = {
  0: 'done',
  1: 'a check failed',
  2: 'bad usage, a name not found or ambiguous',
  3: 'nothing could be read, or --strict with an error; wins over 0, 1, 4 and 5',
};

/** Sends commander's output to our streams, and makes it return instead of ending the process. */
export function tame(command: Command, io: Io): Command {
  return command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // Errors are caught and printed by main, which knows more about them.
      writeErr: () => undefined,
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .helpOption('-h, --help', 'print this help');
}

export function examples(lines: readonly string[]): string {
  return ['', lines.length === 1 ? 'Example:' : 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n');
}

/** The table of exit codes; `own` overrides or adds to what every command has. */
export function exitCodeHelp(own: Readonly<Record<number, string>>): string {
  const all = Object.entries({ ...exitCodes, ...own }).filter(([, meaning]) => meaning !== '');
  return ['', 'Exit codes:', ...all.map(([code, meaning]) => `  ${code}  ${meaning}`)].join('\n');
}
