// `firebreak diff BEFORE AFTER`: what changes in flows between two inputs, or when manifests are laid
// over the live cluster.

import type { FlowDiff, Level } from '../../session/answers.ts';
import type { Refusal, SourceFile } from '../../session/questions.ts';
import { isRefusal } from '../../session/questions.ts';
import type { CommandModule, Invocation } from '../command.ts';
import { fail } from '../fail.ts';
import { finish, unlessFailed } from '../finish.ts';
import { printer } from '../formats/print.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { readPaths } from '../input/files.ts';
import { type Loaded, live, loadInput } from '../input/load.ts';
import { textOf } from '../input/text.ts';
import { badUsage, type ExitCode, type Failure, type Io, isFailure } from '../io.ts';
import { type Common, commonFormats, flag } from '../options.ts';
import { flowDiffPresentation } from '../present/flow-diff.ts';
import { level, levelOption } from './level.ts';

export const diff: CommandModule = {
  formats: commonFormats,
  define: (command) => {
    command
      .description(
        'Tell which flows are gained, lost or changed between BEFORE and AFTER, per port, and which policies cause it.',
      )
      .argument('<before>', 'a file, a directory or - for stdin; with --live, the manifests to lay over the cluster')
      .argument('[after]', 'a file, a directory or - for stdin')
      .usage('BEFORE AFTER [flags]\n       firebreak diff --live AFTER [flags]')
      .addOption(levelOption())
      .option('--live', 'take the live cluster as BEFORE and lay AFTER over it')
      .option('--exit-code', 'exit with 1 when something changed, as git does')
      .addHelpText(
        'after',
        examples(['firebreak diff main/ branch/ --exit-code', 'firebreak diff --live policies/ -o markdown']),
      )
      .addHelpText('after', exitCodeHelp({ 1: 'with --exit-code: something changed' }));
  },
  run: async (invocation, io) => {
    const paths = operands(invocation);
    if (isFailure(paths)) return fail(paths, io);
    return unlessFailed(level(invocation.parsed), io, async ({ by }: { readonly by: Level }) =>
      unlessFailed(await compare(invocation.common, paths, by, io), io, async ({ loaded, answer }) =>
        end(invocation, loaded, answer, io),
      ),
    );
  },
};

interface Paths {
  readonly before: string | 'live';
  readonly after: string;
}

interface Compared {
  readonly loaded: Loaded;
  readonly answer: FlowDiff | Refusal;
}

function operands({ operands: [first = '', second], parsed, common }: Invocation): Paths | Failure {
  if (common.paths.length > 0) return badUsage('diff takes its inputs as BEFORE and AFTER, not with -f');
  if (flag(parsed, 'live')) {
    return second === undefined ? { before: 'live', after: first } : badUsage('with --live there is only AFTER');
  }
  if (second === undefined) return badUsage('diff takes BEFORE and AFTER, or --live and AFTER');
  if (first === '-' && second === '-') return badUsage('only one of BEFORE and AFTER can be stdin');
  return { before: first, after: second };
}

async function compare(common: Common, paths: Paths, by: Level, io: Io): Promise<Compared | Failure> {
  const after = await readPaths([paths.after], io);
  if (isFailure(after)) return after;
  if (paths.before === 'live') return overlay(common, after, by, io);
  // Loaded by itself first: an input in which nothing could be read would look like everything lost.
  const other = await loadInput({ sources: after, missing: [] }, common, io);
  if (isFailure(other)) return other;
  const before = await readPaths([paths.before], io);
  if (isFailure(before)) return before;
  const loaded = await loadInput({ sources: before, missing: [] }, common, io);
  if (isFailure(loaded)) return loaded;
  return { loaded, answer: await loaded.ask('diff', { after, by, namespaces: common.report }) };
}

/** As `kubectl apply` of the manifests would change the cluster. */
async function overlay(common: Common, after: readonly SourceFile[], by: Level, io: Io): Promise<Compared | Failure> {
  const input = await live(common, io);
  if (isFailure(input)) return input;
  const loaded = await loadInput(input, common, io);
  if (isFailure(loaded)) return loaded;
  const edits = after.map((source) => ({ kind: 'apply' as const, id: source.file, text: textOf(source) }));
  const edited = await loaded.ask('edit', { edits });
  const answer = isRefusal(edited) ? edited : await loaded.ask('changes', { by, namespaces: common.report });
  return { loaded, answer };
}

function end({ parsed, common, format }: Invocation, loaded: Loaded, answer: FlowDiff | Refusal, io: Io): ExitCode {
  const telling = flag(parsed, 'exitCode');
  return finish(
    {
      answer,
      // What was wrong with BEFORE; the answer brings what was wrong with AFTER.
      diagnostics: loaded.diagnostics,
      print: printer(format, flowDiffPresentation),
      code: ({ items }) => (telling && items.length > 0 ? 1 : 0),
    },
    common,
    io,
  );
}
