// `blast-radius --all` and `--reverse`: the same question about every workload by itself, and the answers
// side by side.

import type { BlastRadius, ObjectView, ThingView } from '../../session/answers.ts';
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
import { distinct } from '../present/distinct.ts';
import { type FailOn, named, question, reaches, thingKey } from './attack.ts';

export async function eachWorkload(invocation: Invocation, failing: FailOn, loaded: Loaded, io: Io): Promise<ExitCode> {
  const { operands, parsed, common, format } = invocation;
  const wanted = await named(strings(parsed, 'target'), common.namespace, loaded.ask);
  if (isFailure(wanted)) return fail(wanted, io);
  const targets = await named(operands, common.namespace, loaded.ask);
  if (isFailure(targets)) return fail(targets, io);
  const radii = await everyRadius(invocation, loaded);
  if (isFailure(radii)) return fail(radii, io);
  const sought = failing.kind === 'on' ? failing.certainty : 'possible';
  const failed = failing.kind === 'on' && radii.some(({ radius }) => reaches(radius, wanted, sought));
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

interface Radius {
  readonly workload: ObjectView;
  readonly radius: BlastRadius;
}

async function everyRadius({ parsed, common }: Invocation, loaded: Loaded): Promise<readonly Radius[] | Failure> {
  const radii: Radius[] = [];
  const inventory = await loaded.ask('inventory', {});
  if (isRefusal(inventory)) return refused(inventory);
  for (const { workload } of inventory.workloads) {
    if (common.report.length > 0 && !common.report.includes(workload.namespace ?? '')) continue;
    const radius = await loaded.ask('blastRadius', question([objectText(workload)], common.namespace, parsed));
    if (isRefusal(radius)) return refused(radius);
    radii.push({ workload, radius });
  }
  return radii;
}

/** One item a workload; with targets, only the starts that reach one of them. */
function summed(radii: readonly Radius[], targets: readonly ThingView[]): BlastRadiusList {
  const wanted = new Set(targets.map(thingKey));
  const items = radii.flatMap(({ workload: start, radius }) => {
    const hits = radius.reached.filter(({ what }) => wanted.has(thingKey(what)));
    const found = hits.map(({ what, certainty, hops }) => ({ what, certainty, hops }));
    const kept = targets.length === 0 || found.length > 0;
    return kept ? [{ start, reaches: found, totals: radius.totals }] : [];
  });
  return {
    apiVersion: 'firebreak/v1',
    kind: 'BlastRadiusList',
    assumptions: distinct(radii.flatMap(({ radius }) => radius.assumptions)),
    diagnostics: distinct(radii.flatMap(({ radius }) => radius.diagnostics)),
    targets,
    partial: distinct(radii.flatMap(({ radius }) => radius.partial)),
    items,
  };
}
