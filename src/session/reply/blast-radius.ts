// `blast-radius`: what an attacker who holds the starts can take over the network, step by step, each
// step with the policies and lines that leave it open.

import { explain, type Trace } from '../../engine/answer/explain.ts';
import { commonFamilies } from '../../engine/answer/reach.ts';
import { attackGraph } from '../../engine/attack/blast-radius.ts';
import {
  type AttackGraph,
  type AttackStep,
  firstParent,
  type Held as HeldThing,
  internetKey,
} from '../../engine/graph/attack-graph.ts';
import type { Reason } from '../../engine/model/assumptions.ts';
import type { Endpoint, Pod } from '../../engine/model/cluster.ts';
import { directions } from '../../engine/model/policy.ts';
import { cidrCover } from '../../engine/sets/cidrs.ts';
import { intersection } from '../../engine/sets/intervals.ts';
import type { PortSet } from '../../engine/sets/ports.ts';
import type { AttackStepView, BlastRadius, EndpointView, ThingView, Totals } from '../answers.ts';
import { pieces } from '../attempts.ts';
import type { Held, World } from '../held.ts';
import { internet, refusal, resolve } from '../names.ts';
import { type Places, placesIn } from '../places.ts';
import { endName, podView, policyView, portsView } from '../present/ends.ts';
import { envelope, reasonView } from '../present/envelope.ts';
import { verdictWords } from '../present/words.ts';
import { isRefusal, type Question, type Refusal } from '../questions.ts';
import { diagnosticsOf } from './diagnostics.ts';

const outOfScope = [
  'only steps over the network are walked: tokens, mounts, nodes and permissions are not looked at',
  'a reached port is not an exploited one: every pod beyond the starts is possible, none is certain',
];

export async function blastRadiusReply(
  { now }: Held,
  question: Question<'blastRadius'>,
): Promise<BlastRadius | Refusal> {
  const starts = startsOf(now, question);
  if (isRefusal(starts)) return starts;
  const compiled = now.compiled();
  const graph = attackGraph(compiled, starts, {
    ports: question.declaredPorts ? 'declared-ports' : 'every-port',
    steps: question.certain ? 'certain' : 'all',
    internet: internet(now.cluster),
  });
  const told = tell(graph, now, await placesIn(now.snapshot.sources));
  return {
    ...envelope('BlastRadius', told.reasons, now.cluster.assumptions, await diagnosticsOf(now)),
    starts: starts.map(podView),
    partial: outOfScope,
    reached: told.reached,
    steps: told.steps,
    entryPoints: [],
    chokePoints: [],
    bestEdits: [],
    totals: { certain: totals(graph, ['certain']), possible: totals(graph, ['certain', 'possible']) },
  };
}

function startsOf({ cluster }: World, { starts, namespace }: Question<'blastRadius'>): readonly Pod[] | Refusal {
  const pods: Pod[] = [];
  for (const name of starts) {
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

interface Told {
  readonly reached: BlastRadius['reached'];
  readonly steps: readonly AttackStepView[];
  readonly reasons: readonly Reason[];
}

/** Nodes in the order of their rings; each has one step that first led to it, and through it a path. */
function tell(graph: AttackGraph, world: World, places: Places): Told {
  const nodes = graph.mapNodes((key, held) => ({ key, held })).filter(({ held }) => held.hops > 0);
  const sorted = nodes.toSorted((a, b) => a.held.hops - b.held.hops || (a.key < b.key ? -1 : 1));
  const paths = new Map<string, readonly string[]>();
  const steps: AttackStepView[] = [];
  const reasons: Reason[] = [];
  const reached = sorted.map(({ key, held }) => {
    const parent = firstParent(graph, key) ?? key;
    const id = `s${steps.length + 1}`;
    const told = stepView(id, graph, parent, key, world, places);
    steps.push(told.step);
    reasons.push(...told.reasons);
    paths.set(key, [...(paths.get(parent) ?? []), id]);
    return { what: thingView(held), certainty: held.certainty, hops: held.hops, steps: paths.get(key) ?? [] };
  });
  return { reached, steps, reasons };
}

function thingView({ pod }: HeldThing): ThingView {
  return pod === 'internet' ? { kind: 'Outside', name: 'internet' } : podView(pod);
}

function stepView(id: string, graph: AttackGraph, from: string, to: string, world: World, places: Places) {
  const source = graph.getNodeAttributes(from);
  const target = graph.getNodeAttributes(to);
  const edge = graph.getEdgeAttributes(from, to);
  const [fromEnd, toEnd] = [endOf(source, edge), endOf(target, edge)];
  const why = whyOpen(world, fromEnd, toEnd, edge.opening.possible, places);
  const view: AttackStepView = {
    id,
    step: to === internetKey ? 'reach-internet' : 'reach-pod',
    needs: [thingView(source)],
    to: thingView(target),
    certainty: edge.certainty,
    because: why.because,
    evidence: why.evidence,
    flow: { from: viewOf(source, edge), to: viewOf(target, edge), ports: portsView(edge.opening.possible) },
    harderBy: [],
    assumptions: why.reasons.map(reasonView),
    references: to === internetKey ? [] : ['MS-TA9034'],
  };
  return { step: view, reasons: why.reasons };
}

function endOf({ pod }: HeldThing, { outside }: AttackStep): Endpoint {
  if (pod !== 'internet') return { kind: 'pod', pod };
  return { kind: 'external', addresses: outside === 'none' ? { v4: [], v6: [] } : outside };
}

function viewOf({ pod }: HeldThing, { outside }: AttackStep): EndpointView {
  if (pod !== 'internet') return podView(pod);
  return { kind: 'IPBlock', cidrs: outside === 'none' ? [] : cidrCover(outside) };
}

/** Both sides in a sentence, with the rules that leave the flow open. */
function whyOpen(world: World, from: Endpoint, to: Endpoint, ports: PortSet, places: Places) {
  const target =
    to.kind === 'external' ? { kind: to.kind, addresses: pieces(to.addresses, world.cluster)[0] ?? to.addresses } : to;
  const [family] = commonFamilies(world.cluster, from, target);
  if (family === undefined) return { because: '', evidence: [], reasons: [] };
  const traces = explain(world.cluster, { from, to: target, family, ports });
  const sides = directions.map((direction) => {
    const subject = direction === 'egress' ? from : target;
    const parts = openParts(traces[direction], ports);
    const [first] = parts;
    const name = subject.kind === 'pod' ? endName(podView(subject.pod)) : 'the outside';
    return {
      words: first === undefined ? '' : `${direction}: ${verdictWords(first.verdict, direction, name)}`,
      evidence: parts.flatMap(({ verdict }) =>
        verdict.kind === 'allowed-by'
          ? [{ object: policyView(verdict.policy), at: places.ofRule(verdict, direction) }]
          : [],
      ),
      reasons: parts.flatMap(({ because }) => because),
    };
  });
  return {
    because: sides.map(({ words }) => words).join('; '),
    evidence: sides.flatMap(({ evidence }) => evidence),
    reasons: sides.flatMap(({ reasons }) => reasons),
  };
}

function openParts({ parts }: Trace, ports: PortSet): Trace['parts'] {
  return parts.filter((part) => part.verdict.kind !== 'isolated-by' && intersection(part.ports, ports).length > 0);
}

function totals(graph: AttackGraph, certainties: readonly string[]): Totals {
  const held = graph
    .mapNodes((_, attributes) => attributes)
    .filter(({ hops, certainty }) => hops > 0 && certainties.includes(certainty));
  const pods = held.flatMap(({ pod }) => (pod === 'internet' ? [] : [pod]));
  return {
    pods: pods.length,
    namespaces: new Set(pods.map(({ namespace }) => namespace.name)).size,
    nodes: 0,
    identities: 0,
    secrets: 0,
    volumes: 0,
    tenants: 0,
    cloudIdentities: 0,
    internet: held.some(({ pod }) => pod === 'internet'),
    clusterAdmin: false,
  };
}
