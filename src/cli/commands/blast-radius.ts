// `firebreak blast-radius START…`: what an attacker who holds the starts could take.

import type { BlastRadius, Certainty, ThingView } from '../../session/answers.ts';
import { type Ask, isRefusal, type Refusal } from '../../session/questions.ts';
import type { CommandModule, Invocation } from '../catalogue.ts';
import { fail } from '../fail.ts';
import { finish, unlessFailed } from '../finish.ts';
import { printer } from '../formats/print.ts';
import { objectText } from '../formats/words.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { type Loaded, load, refused } from '../input/load.ts';
import { badUsage, type ExitCode, type Failure, type Io, isFailure } from '../io.ts';
import { commonFormats, flag, type Parsed, repeatable, strings, text } from '../options.ts';
import { blastRadiusPresentation } from '../present/blast-radius.ts';
import { type BlastRadiusList, blastRadiusListPresentation } from '../present/blast-radius-list.ts';
import { distinct } from '../present/distinct.ts';

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

type FailOn = { readonly kind: 'never' } | { readonly kind: 'on'; readonly certainty: Certainty };

function failOn(parsed: Parsed): FailOn | Failure {
  const asked = text(parsed, 'failOn');
  if (asked === 'certain' || asked === 'possible') return { kind: 'on', certainty: asked };
  if (asked !== '') return badUsage(`--fail-on is certain or possible, not \`${asked}\``);
  if (strings(parsed, 'target').length > 0) return badUsage('--target needs --fail-on certain or --fail-on possible');
  return { kind: 'never' };
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
      code: (radius) => (failing.kind === 'on' && reaches(radius, targets, failing.certainty) ? 1 : 0),
    },
    common,
    io,
  );
}

function question(starts: readonly string[], namespace: string, parsed: Parsed) {
  return { starts, namespace, certain: flag(parsed, 'certain'), declaredPorts: flag(parsed, 'declaredPorts') };
}

async function eachWorkload(invocation: Invocation, failing: FailOn, loaded: Loaded, io: Io): Promise<ExitCode> {
  const { operands, parsed, common, format } = invocation;
  const wanted = await named(strings(parsed, 'target'), common.namespace, loaded.ask);
  if (isFailure(wanted)) return fail(wanted, io);
  const targets = await named(operands, common.namespace, loaded.ask);
  if (isFailure(targets)) return fail(targets, io);
  const radii = await everyRadius(invocation, loaded);
  if (isFailure(radii)) return fail(radii, io);
  const sought = failing.kind === 'on' ? failing.certainty : 'possible';
  const failed = failing.kind === 'on' && radii.some((radius) => reaches(radius, wanted, sought));
  return finish(
    {
      answer: summed(radii, targets.slice(1)),
      diagnostics: loaded.diagnostics,
      print: printer(format, blastRadiusListPresentation),
      code: () => (failed ? 1 : 0),
    },
    common,
    io,
  );
}

async function everyRadius({ parsed, common }: Invocation, loaded: Loaded): Promise<readonly BlastRadius[] | Failure> {
  const radii: BlastRadius[] = [];
  const inventory = await loaded.ask('inventory', {});
  if (isRefusal(inventory)) return refused(inventory);
  for (const { workload } of inventory.workloads) {
    if (common.report.length > 0 && !common.report.includes(workload.namespace ?? '')) continue;
    const told = await loaded.ask('blastRadius', question([objectText(workload)], common.namespace, parsed));
    if (isRefusal(told)) return refused(told);
    radii.push(told);
  }
  return radii;
}

/** One item a start; with targets, only the starts that reach one of them. */
function summed(radii: readonly BlastRadius[], targets: readonly ThingView[]): BlastRadiusList {
  const wanted = new Set(targets.map(thingKey));
  const items = radii.flatMap(({ starts, reached, totals }) => {
    const hits = reached.filter(({ what }) => wanted.has(thingKey(what)));
    const found = hits.map(({ what, certainty, hops }) => ({ what, certainty, hops }));
    const kept = targets.length === 0 || found.length > 0;
    return kept ? starts.map((start) => ({ start, reaches: found, totals })) : [];
  });
  return {
    apiVersion: 'firebreak/v1',
    kind: 'BlastRadiusList',
    assumptions: distinct(radii.flatMap((radius) => radius.assumptions)),
    diagnostics: distinct(radii.flatMap((radius) => radius.diagnostics)),
    targets,
    partial: distinct(radii.flatMap((radius) => radius.partial)),
    items,
  };
}

const clusterAdmin: ThingView = { kind: 'ClusterAdmin' };

/** What the names mean: the session tells when it is asked about them as starts. */
async function named(names: readonly string[], namespace: string, ask: Ask): Promise<readonly ThingView[] | Failure> {
  const things: ThingView[] = [clusterAdmin];
  for (const name of names.filter((given) => given !== 'cluster-admin')) {
    const told: BlastRadius | Refusal = await ask('blastRadius', question([name], namespace, {}));
    if (isRefusal(told)) return refused(told);
    things.push(...told.starts);
  }
  return things;
}

function reaches(radius: BlastRadius, targets: readonly ThingView[], certainty: Certainty): boolean {
  const wanted = new Set(targets.map(thingKey));
  return radius.reached.some(
    (reached) => wanted.has(thingKey(reached.what)) && (certainty === 'possible' || reached.certainty === 'certain'),
  );
}

function thingKey({ kind, namespace = '', name = '' }: ThingView): string {
  return JSON.stringify([kind, namespace, name]);
}
