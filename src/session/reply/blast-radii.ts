// The blast radius of many starts, each by itself: how much each takes and which targets it reaches. Starts whose pods
// are alike share one walk, and a step is only asked why where it may rest on an assumption.

import { mayRestOnAssumption, mayRestOutside } from '../../engine/attack/assumed-step.ts';
import { type Blast, blastWalker, type Walk } from '../../engine/attack/blast-radius.ts';
import { type Told, told } from '../../engine/attack/told.ts';
import { internetKey } from '../../engine/graph/attack-graph.ts';
import type { Reason } from '../../engine/model/assumptions.ts';
import type { Pod } from '../../engine/model/cluster.ts';
import type { AssumptionView, BlastRadii, ThingView } from '../answers.ts';
import type { Held, World } from '../held.ts';
import { podView } from '../present/ends.ts';
import { reliedOn } from '../present/envelope.ts';
import { isRefusal, type Question, type Refusal } from '../questions.ts';
import { openStep, reasonsOf, stepsOf } from './attack-steps.ts';
import { partialOf, startsOf, totalsOf, walkOf } from './blast-radius.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function blastRadiiReply({ now }: Held, question: Question<'blastRadii'>): Promise<BlastRadii | Refusal> {
  const compiled = now.compiled();
  const walk = walkOf(question, now);
  const blastFrom = blastWalker(compiled, walk);
  const reasonsFor = reasonsOfSteps(now, walk);
  const wanted = new Set(question.targets.map(keyOf));
  const assumptions = new Map<string, AssumptionView>();
  const partial = new Set<string>();
  const items: BlastRadii['items'][number][] = [];
  for (const start of question.starts) {
    const pods = startsOf(now, [start], question.namespace);
    if (isRefusal(pods)) return pods;
    const blast = blastFrom(pods);
    const shown = told(blast, pods, compiled.families);
    for (const view of reliedOn(reasonsFor(shown), now.cluster.assumptions))
      assumptions.set(JSON.stringify(view), view);
    for (const line of partialOf(shown.by)) partial.add(line);
    items.push({ start, reaches: hitsOf(blast, shown, wanted), totals: totalsOf(blast) });
  }
  return {
    apiVersion: 'firebreak/v1',
    kind: 'BlastRadii',
    assumptions: [...assumptions.values()],
    diagnostics: question.starts.length === 0 ? [] : await diagnosticsOf(now),
    partial: [...partial],
    items,
  };
}

function reasonsOfSteps(world: World, { ports, internet }: Walk): (shown: Told) => readonly Reason[] {
  const compiled = world.compiled();
  const known = new Map<Pod, Map<Pod | 'internet', readonly Reason[]>>();
  return ({ graph }) =>
    stepsOf(graph).flatMap(({ held, from }) => {
      const { pod } = held;
      const mayRest =
        pod === 'internet' ? mayRestOutside(compiled, from, internet) : mayRestOnAssumption(compiled, from, pod);
      if (!mayRest) return [];
      const ofSource = known.get(from) ?? new Map<Pod | 'internet', readonly Reason[]>();
      known.set(from, ofSource);
      const reasons = ofSource.get(pod) ?? reasonsOf(world, openStep(held, from, ports, world));
      ofSource.set(pod, reasons);
      return reasons;
    });
}

/** Nearer ones first, then in the order of their keys. */
function hitsOf(
  { internet }: Blast,
  { pods }: Told,
  wanted: ReadonlySet<string>,
): BlastRadii['items'][number]['reaches'] {
  if (wanted.size === 0) return [];
  const hits = pods
    .filter(({ key }) => wanted.has(key))
    .map(({ pod, key, hops }) => ({
      key,
      hit: { what: podView(pod) as ThingView, certainty: 'possible' as const, hops },
    }));
  if (internet === 'not-reached' || !wanted.has(internetKey)) return hits.map(({ hit }) => hit);
  const { hops, certainty } = internet;
  const outside = { key: internetKey, hit: { what: { kind: 'Outside', name: 'internet' }, certainty, hops } };
  return [...hits, outside].sort((a, b) => a.hit.hops - b.hit.hops || (a.key < b.key ? -1 : 1)).map(({ hit }) => hit);
}

/** As nodes of the attack graph are named. */
function keyOf({ kind, namespace = '', name = '' }: ThingView): string {
  return kind === 'Outside' ? name : `${namespace}/${kind}/${name}`;
}
