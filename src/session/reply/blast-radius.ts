// `blast-radius`: what an attacker who holds the starts can take over the network, step by step, each
// step with the policies and lines that leave it open.

import { type Blast, blastRadius, type Walk } from '../../engine/attack/blast-radius.ts';
import { mostTold, type Told, told } from '../../engine/attack/told.ts';
import { internetKey } from '../../engine/graph/attack-graph.ts';
import type { Pod } from '../../engine/model/cluster.ts';
import type { BlastRadius, Totals } from '../answers.ts';
import type { Held, World } from '../held.ts';
import { internet, refusal, resolve } from '../names.ts';
import { placesIn } from '../places.ts';
import { podView } from '../present/ends.ts';
import { envelope } from '../present/envelope.ts';
import { isRefusal, type Question, type Refusal } from '../questions.ts';
import { attackSteps, thingView } from './attack-steps.ts';
import { diagnosticsOf } from './diagnostics.ts';

const outOfScope = [
  'only steps over the network are walked: tokens, mounts, nodes and permissions are not looked at',
  'a reached port is not an exploited one: every pod beyond the starts is possible, none is certain',
];

export async function blastRadiusReply(
  { now }: Held,
  question: Question<'blastRadius'>,
): Promise<BlastRadius | Refusal> {
  const starts = startsOf(now, question.starts, question.namespace);
  if (isRefusal(starts)) return starts;
  const compiled = now.compiled();
  const walk = walkOf(question, now);
  const blast = blastRadius(compiled, starts, walk);
  const shown = told(blast, starts, compiled.families);
  const { steps, reasons, paths } = attackSteps(shown.graph, walk.ports, now, await placesIn(now.snapshot.sources));
  return {
    ...envelope('BlastRadius', reasons, now.cluster.assumptions, await diagnosticsOf(now)),
    starts: starts.map(podView),
    partial: partialOf(shown.by),
    reached: reachedViews(shown, paths),
    steps,
    entryPoints: [],
    chokePoints: [],
    bestEdits: [],
    totals: totalsOf(blast),
  };
}

export function walkOf(
  { certain, declaredPorts }: Pick<Question<'blastRadius'>, 'certain' | 'declaredPorts'>,
  { cluster }: World,
): Walk {
  return {
    ports: declaredPorts ? 'declared-ports' : 'every-port',
    steps: certain ? 'certain' : 'all',
    internet: internet(cluster),
  };
}

export function startsOf({ cluster }: World, names: readonly string[], namespace: string): readonly Pod[] | Refusal {
  const pods: Pod[] = [];
  for (const name of names) {
    const named = resolve(name, namespace, cluster);
    if (isRefusal(named)) return named;
    if (named.kind === 'addresses')
      return refusal('bad-question', `\`${name}\` is outside; a start is a pod, a workload or ns/NAME`);
    if (named.kind !== 'pods')
      return refusal('bad-question', `\`${name}\` is no pod; a start is a pod, a workload or ns/NAME`);
    pods.push(...named.pods);
  }
  if (pods.length === 0) return refusal('bad-question', 'name at least one pod or workload to start from');
  return [...new Set(pods)];
}

/** What answers of this size do not look at. */
export function partialOf(by: Told['by']): readonly string[] {
  if (by === 'pod') return outOfScope;
  const many = `the step to every single pod: more than ${mostTold.toLocaleString('en')} are reached, and`;
  const alike =
    by === 'workload'
      ? 'those of one workload that are reached alike share a step, told of the first of them'
      : 'those of one namespace that are as many steps away share the steps that lead to the first of them';
  return [...outOfScope, `${many} ${alike}`];
}

type Reached = BlastRadius['reached'][number];

function reachedViews({ graph, pods }: Told, paths: ReadonlyMap<string, readonly string[]>): readonly Reached[] {
  const things = pods.map(({ pod, key, hops, node }): { readonly key: string; readonly view: Reached } => ({
    key,
    view: { what: podView(pod), certainty: 'possible', hops, steps: paths.get(node) ?? [] },
  }));
  if (!graph.hasNode(internetKey)) return things.map(({ view }) => view);
  const held = graph.getNodeAttributes(internetKey);
  const { hops, certainty } = held;
  const outside: Reached = { what: thingView(held), certainty, hops, steps: paths.get(internetKey) ?? [] };
  const before = things.findIndex(({ key, view }) => view.hops > hops || (view.hops === hops && key > internetKey));
  return things.map(({ view }) => view).toSpliced(before < 0 ? things.length : before, 0, outside);
}

/** Only the starts are held for certain, and of what they reach only the internet may be. */
export function totalsOf({ pods, internet }: Blast): BlastRadius['totals'] {
  const namespaces = new Set(pods.flatMap((group) => group.pods.map(({ namespace }) => namespace.name)));
  const certainly = internet !== 'not-reached' && internet.certainty === 'certain';
  const count = pods.reduce((sum, group) => sum + group.pods.length, 0);
  return {
    certain: { ...nothing, internet: certainly },
    possible: { ...nothing, pods: count, namespaces: namespaces.size, internet: internet !== 'not-reached' },
  };
}

const nothing: Totals = {
  pods: 0,
  namespaces: 0,
  nodes: 0,
  identities: 0,
  secrets: 0,
  volumes: 0,
  tenants: 0,
  cloudIdentities: 0,
  internet: false,
  clusterAdmin: false,
};
