// A failure told on stderr; the text may quote the input, so nothing in it may steer the terminal.

import { writeDiagnostics } from './diagnostics.ts';
import { visible } from './formats/visible.ts';
import type { ExitCode, Failure, Io } from './io.ts';

/** `help`: the command whose help says more, or ''. */
export function fail({ code, message, diagnostics }: Failure, io: Io, help = ''): ExitCode {
  writeDiagnostics(diagnostics, 'first', io);
  io.stderr.write(`firebreak: ${message.split('\n').map(visible).join('\n')}\n`);
  if (help !== '') io.stderr.write(`see ${help}\n`);
  return code;
}
