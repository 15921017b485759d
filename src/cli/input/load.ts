// Gives the session its input, from files or from the live cluster, and says why where it cannot.

import type { DiagnosticView } from '../../session/answers.ts';
import { type Ask, type InputFile, isRefusal, type Refusal } from '../../session/questions.ts';
import { createSession } from '../../session/session.ts';
import { badUsage, type Failure, type Io, isFailure, nothingRead } from '../io.ts';
import type { Common } from '../options.ts';
import { type Input, readPaths, streamFailure, streamPaths } from './files.ts';
import { watchReading } from './progress.ts';
import { unzip } from './unzip.ts';

/** A message names this many files before it counts them. */
const shownNames = 3;

export interface Loaded extends Input<InputFile> {
  readonly ask: Ask;
  /** What is missing, and what reading the sources said. */
  readonly diagnostics: readonly DiagnosticView[];
}

export async function load(common: Common, io: Io): Promise<Loaded | Failure> {
  if (common.paths.length === 0) {
    const input = await live(common, io);
    return isFailure(input) ? input : loadInput(input, common, io);
  }
  const sources = await streamPaths(common.paths, io);
  return isFailure(sources) ? sources : loadInput({ sources, missing: [] }, common, io);
}

/** The files of -f, or the live cluster where there is no -f. */
export async function gather(common: Common, io: Io): Promise<Input | Failure> {
  if (common.paths.length === 0) return live(common, io);
  const sources = await readPaths(common.paths, io);
  return isFailure(sources) ? sources : { sources, missing: [] };
}

/** The Kubernetes client is big, so it is loaded only here. */
export async function live(common: Common, io: Io): Promise<Input | Failure> {
  const { capture } = await import('../capture/capture.ts');
  return capture({ context: common.context, kubeconfig: common.kubeconfig }, io);
}

export async function loadInput(input: Input<InputFile>, common: Common, io: Io): Promise<Loaded | Failure> {
  const watch = watchReading(input.sources, io);
  const ask = createSession({ ...watch.reading, unzip });
  const question = {
    sources: input.sources,
    assume: common.assume,
    lenient: common.reading === 'lenient',
    ...(common.profile === 'none' ? {} : { profile: common.profile }),
  };
  const opened = await ask('open', question).catch(streamFailure).finally(watch.end);
  if (isFailure(opened)) return opened;
  if (isRefusal(opened)) return refused(opened);
  const diagnostics = [...input.missing, ...opened.diagnostics];
  if (opened.objects > 0) return { ...input, ask, diagnostics };
  const names = input.sources.map(({ file }) => `\`${file}\``);
  const where = names.length > shownNames ? `the ${names.length} files` : names.join(', ');
  return { ...nothingRead(`no manifest in ${where}`), diagnostics };
}

/** A refusal as a failure: the candidates that its message does not name follow, one a line. */
export function refused({ code, message, candidates }: Refusal): Failure {
  if (code === 'nothing-read') return nothingRead(message);
  if (code === 'cancelled') return { kind: 'failure', code: 130, message, diagnostics: [] };
  const more = candidates.filter((name) => !message.includes(name));
  return badUsage([message, ...more.map((name) => `  ${name}`)].join('\n'));
}
