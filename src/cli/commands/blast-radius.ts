// `firebreak blast-radius START…`: what an attacker who holds the starts could take.

import type { CommandModule, Invocation } from '../command.ts';
import { fail } from '../fail.ts';
import { finish, unlessFailed } from '../finish.ts';
import { printer } from '../formats/print.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { type Loaded, load } from '../input/load.ts';
import { badUsage, type ExitCode, type Failure, type Io, isFailure } from '../io.ts';
import { commonFormats, flag, repeatable, strings } from '../options.ts';
import { blastRadiusPresentation } from '../present/blast-radius.ts';
import { type FailOn, failOn, named, question, reaches } from './attack.ts';
import { eachWorkload } from './each-workload.ts';

export const blastRadius: CommandModule = {
  formats: commonFormats,
  define: (command) => {
    command
      .description(
        'Tell what an attacker who holds the starts could reach, step by step. This version looks at the network only.',
      )
      .argument('[start...]', 'workloads or pods that the attacker holds')
      .usage('START... [-f PATH] [flags]')
      .option('--all', 'every workload as a start, each by itself; no START then')
      .option('--reverse', 'which workloads can reach START, instead of what START can reach')
      .option('--certain', 'only what is reached for certain')
      .option('--declared-ports', 'only over ports that the containers declare')
      .addOption(repeatable('--target <end>', 'what --fail-on looks for beside cluster-admin; repeatable'))
      .option('--fail-on <certainty>', 'exit with 1 when cluster-admin or a --target is reached: certain or possible')
      .addHelpText(
        'after',
        examples([
          'firebreak blast-radius shop/web -f cluster.yaml',
          'firebreak blast-radius shop/web --target shop/db --fail-on possible -f cluster.yaml',
        ]),
      )
      .addHelpText('after', exitCodeHelp({ 1: 'with --fail-on: cluster-admin or a target is reached' }));
  },
  run: async (invocation, io) => {
    const failing = failOn(invocation.parsed);
    if (isFailure(failing)) return fail(failing, io);
    const how = direction(invocation);
    if (isFailure(how)) return fail(how, io);
    return unlessFailed(await load(invocation.common, io), io, (loaded) =>
      how.kind === 'from-starts'
        ? answer(invocation, failing, loaded, io)
        : eachWorkload(invocation, failing, loaded, io),
    );
  },
};

/** One question about the starts, or one about each workload of the input. */
function direction({ operands, parsed }: Invocation): { readonly kind: 'from-starts' | 'each-workload' } | Failure {
  const all = flag(parsed, 'all');
  const reverse = flag(parsed, 'reverse');
  if (all && reverse) return badUsage('--all and --reverse answer different questions; give one');
  if (all && operands.length > 0) return badUsage('--all takes every workload, so no START');
  if (!all && operands.length === 0) return badUsage('give a START, or --all');
  return { kind: all || reverse ? 'each-workload' : 'from-starts' };
}

async function answer(invocation: Invocation, failing: FailOn, loaded: Loaded, io: Io): Promise<ExitCode> {
  const { operands, parsed, common, format } = invocation;
  const targets = await named(strings(parsed, 'target'), common.namespace, loaded.ask);
  if (isFailure(targets)) return fail(targets, io);
  const told = await loaded.ask('blastRadius', question(operands, common.namespace, parsed));
  return finish(
    {
      answer: told,
      diagnostics: loaded.diagnostics,
      print: printer(format, blastRadiusPresentation),
      code: (radius) => (failing.kind === 'on' && reaches(radius.reached, targets, failing.certainty) ? 1 : 0),
    },
    common,
    io,
  );
}
