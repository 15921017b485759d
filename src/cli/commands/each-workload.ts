// `blast-radius --all` and `--reverse`: the same question about every workload by itself, and the answers
// side by side.

import type { BlastRadii, ObjectView, ThingView } from '../../session/answers.ts';
import { isRefusal } from '../../session/questions.ts';
import type { Invocation } from '../command.ts';
import { fail } from '../fail.ts';
import { finish } from '../finish.ts';
import { printer } from '../formats/print.ts';
import { objectText } from '../formats/words.ts';
import { type Loaded, refused } from '../input/load.ts';
import { type ExitCode, type Failure, type Io, isFailure } from '../io.ts';
import { strings } from '../options.ts';
import { type BlastRadiusList, blastRadiusListPresentation } from '../present/blast-radius-list.ts';
import { type FailOn, named, question, reaches, thingKey } from './attack.ts';

export async function eachWorkload(invocation: Invocation, failing: FailOn, loaded: Loaded, io: Io): Promise<ExitCode> {
  const { operands, parsed, common, format } = invocation;
  const wanted = await named(strings(parsed, 'target'), common.namespace, loaded.ask);
  if (isFailure(wanted)) return fail(wanted, io);
  const targets = await named(operands, common.namespace, loaded.ask);
  if (isFailure(targets)) return fail(targets, io);
  const radii = await everyRadius(invocation, [...wanted, ...targets], loaded);
  if (isFailure(radii)) return fail(radii, io);
  const sought = failing.kind === 'on' ? failing.certainty : 'possible';
  const failed = failing.kind === 'on' && radii.answer.items.some((item) => reaches(item.reaches, wanted, sought));
  return finish(
    {
      answer: summed(radii, targets),
      diagnostics: loaded.diagnostics,
      print: printer(format, blastRadiusListPresentation),
      code: () => (failed ? 1 : 0),
    },
    common,
    io,
  );
}

interface Radii {
  readonly workloads: readonly ObjectView[];
  /** Of each workload, in their order. */
  readonly answer: BlastRadii;
}

async function everyRadius(
  { parsed, common }: Invocation,
  targets: readonly ThingView[],
  loaded: Loaded,
): Promise<Radii | Failure> {
  const inventory = await loaded.ask('inventory', {});
  if (isRefusal(inventory)) return refused(inventory);
  const workloads = inventory.workloads
    .map(({ workload }) => workload)
    .filter(({ namespace = '' }) => common.report.length === 0 || common.report.includes(namespace));
  const asked = question(workloads.map(objectText), common.namespace, parsed);
  const answer = await loaded.ask('blastRadii', { ...asked, targets });
  return isRefusal(answer) ? refused(answer) : { workloads, answer };
}

/** One item a workload; with targets, only the starts that reach one of them. */
function summed({ workloads, answer }: Radii, targets: readonly ThingView[]): BlastRadiusList {
  const wanted = new Set(targets.map(thingKey));
  const items = workloads.flatMap((start, i) => {
    const item = answer.items[i];
    const found = item?.reaches.filter(({ what }) => wanted.has(thingKey(what))) ?? [];
    const kept = item !== undefined && (targets.length === 0 || found.length > 0);
    return kept ? [{ start, reaches: found, totals: item.totals }] : [];
  });
  const { assumptions, diagnostics, partial } = answer;
  return { apiVersion: 'firebreak/v1', kind: 'BlastRadiusList', assumptions, diagnostics, targets, partial, items };
}
