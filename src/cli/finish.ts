// How every command ends: the answer to stdout in the format asked for, its diagnostics to stderr, and
// the exit code.

import type { DiagnosticView, Envelope } from '../session/answers.ts';
import type { Refusal } from '../session/questions.ts';
import { isRefusal } from '../session/questions.ts';
import { writeDiagnostics } from './diagnostics.ts';
import { fail } from './fail.ts';
import { refused } from './input/load.ts';
import { type ExitCode, type Failure, type Io, isFailure, type Output } from './io.ts';
import type { Common } from './options.ts';
import { distinct } from './present/distinct.ts';

/** Big answers are written in pieces of about this many characters. */
const pieceSize = 65_536;

export interface Ending<A> {
  readonly answer: A | Refusal;
  /** What was known to be wrong with the input before the question; the answer adds its own. */
  readonly diagnostics: readonly DiagnosticView[];
  readonly print: (answer: A) => Iterable<string>;
  readonly code: (answer: A) => ExitCode;
}

export function finish<A extends Envelope<string>>(ending: Ending<A>, common: Common, io: Io): ExitCode {
  if (isRefusal(ending.answer)) return fail({ ...refused(ending.answer), diagnostics: ending.diagnostics }, io);
  const diagnostics = distinct([...ending.diagnostics, ...ending.answer.diagnostics]);
  const answer = { ...ending.answer, diagnostics };
  writeDiagnostics(diagnostics, common.diagnostics, io);
  write(ending.print(answer), io);
  const failed = common.errors === 'fail' && diagnostics.some((one) => one.severity === 'error');
  return failed ? 3 : ending.code(answer);
}

/** The same, for an answer that is worked out while it is written: never faster than it is read. */
export async function finishStream<A extends Envelope<string>>(
  { print, ...ending }: Ending<A>,
  common: Common,
  io: Io,
): Promise<ExitCode> {
  const { answer } = ending;
  const code = finish({ ...ending, print: () => [] }, common, io);
  if (isRefusal(answer)) return code;
  for (const piece of joined(print(answer))) await written(piece, io.stdout);
  return code;
}

/** Runs the rest of a command, unless what it needs failed. */
export async function unlessFailed<T extends object>(
  value: T | Failure,
  io: Io,
  rest: (value: T) => Promise<ExitCode>,
): Promise<ExitCode> {
  return isFailure(value) ? fail(value, io) : rest(value);
}

function write(pieces: Iterable<string>, io: Io): void {
  for (const piece of joined(pieces)) io.stdout.write(piece);
}

function* joined(pieces: Iterable<string>): Generator<string, void, undefined> {
  let waiting = '';
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < pieceSize) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting !== '') yield waiting;
}

/** Between two pieces there is time to hear that nobody reads any more, or that Ctrl-C was pressed. */
async function written(text: string, output: Output): Promise<void> {
  const { once } = output;
  const full = output.write(text) === false && once !== undefined;
  await new Promise<void>((go) => {
    if (full) once.call(output, 'drain', go);
    else setImmediate(go);
  });
}
