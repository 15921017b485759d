// The steps of an attack graph as plain data: each with the policies and lines that leave it open.

import { explain, type Trace } from '../../engine/answer/explain.ts';
import { commonFamilies } from '../../engine/answer/reach.ts';
import { opening, outsideOpening, type PortScope } from '../../engine/attack/network.ts';
import { type AttackGraph, type Held, internetKey, parentOf } from '../../engine/graph/attack-graph.ts';
import type { Reason } from '../../engine/model/assumptions.ts';
import type { Endpoint, Pod } from '../../engine/model/cluster.ts';
import { directions } from '../../engine/model/policy.ts';
import { cidrCover } from '../../engine/sets/cidrs.ts';
import { intersection } from '../../engine/sets/intervals.ts';
import type { PortSet } from '../../engine/sets/ports.ts';
import type { AttackStepView, ThingView } from '../answers.ts';
import { pieces } from '../attempts.ts';
import type { World } from '../held.ts';
import { internet } from '../names.ts';
import type { Places } from '../places.ts';
import { endName, podView, policyView, portsView } from '../present/ends.ts';
import { reasonView } from '../present/envelope.ts';
import { verdictWords } from '../present/words.ts';

export interface AttackSteps {
  readonly steps: readonly AttackStepView[];
  readonly reasons: readonly Reason[];
  /** By node: the steps that lead there, from a start. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

/** Nodes in the order of their rings; each has one step that first led to it, and through it a path. */
export function attackSteps(graph: AttackGraph, ports: PortScope, world: World, places: Places): AttackSteps {
  const paths = new Map<string, readonly string[]>();
  const steps: AttackStepView[] = [];
  const reasons: Reason[] = [];
  for (const { key, held, from } of stepsOf(graph)) {
    const step = openStep(held, from, ports, world);
    const why = whyOpen(world, step, places);
    const id = `s${steps.length + 1}`;
    const parent = parentOf(graph, key) ?? key;
    steps.push(stepView(id, graph, key, step, why));
    reasons.push(...why.reasons);
    paths.set(key, [...(paths.get(parent) ?? []), id]);
  }
  return { steps, reasons, paths };
}

export function thingView({ pod }: Held): ThingView {
  return pod === 'internet' ? { kind: 'Outside', name: 'internet' } : podView(pod);
}

/** In the order of their rings, and there of their keys. */
export function stepsOf(graph: AttackGraph) {
  const nodes = graph.mapNodes((key, held) => ({ key, held })).filter(({ held }) => held.hops > 0);
  const sorted = nodes.toSorted((a, b) => a.held.hops - b.held.hops || (a.key < b.key ? -1 : 1));
  return sorted.flatMap(({ key, held }) => graph.mapInEdges(key, (_, { from }) => ({ key, held, from })));
}

/** A step with what is open to it. */
export interface OpenStep {
  readonly from: Extract<Endpoint, { readonly kind: 'pod' }>;
  readonly to: Endpoint;
  readonly ports: PortSet;
}

export function openStep({ pod }: Held, from: Pod, ports: PortScope, world: World): OpenStep {
  const source = { kind: 'pod', pod: from } as const;
  const compiled = world.compiled();
  if (pod !== 'internet') {
    return { from: source, to: { kind: 'pod', pod }, ports: opening(compiled, from, pod, ports).possible };
  }
  const { addresses, possible } = outsideOpening(compiled, from, internet(world.cluster));
  return { from: source, to: { kind: 'external', addresses }, ports: possible };
}

function stepView(
  id: string,
  graph: AttackGraph,
  key: string,
  { from, to, ports }: OpenStep,
  why: Why,
): AttackStepView {
  const held = graph.getNodeAttributes(key);
  const isOutside = key === internetKey;
  return {
    id,
    step: isOutside ? 'reach-internet' : 'reach-pod',
    needs: [podView(from.pod)],
    to: thingView(held),
    certainty: held.certainty,
    because: why.because,
    evidence: why.evidence,
    flow: {
      from: podView(from.pod),
      to: to.kind === 'pod' ? podView(to.pod) : { kind: 'IPBlock', cidrs: cidrCover(to.addresses) },
      ports: portsView(ports),
    },
    harderBy: [],
    assumptions: why.reasons.map(reasonView),
    references: isOutside ? [] : ['MS-TA9034'],
    ...(held.pods > 1 ? { pods: held.pods } : {}),
  };
}

type Why = Pick<AttackStepView, 'because' | 'evidence'> & { readonly reasons: readonly Reason[] };

/** Both sides in a sentence, with the rules that leave the flow open. */
function whyOpen(world: World, step: OpenStep, places: Places): Why {
  const sides = openSides(world, step).map(({ direction, name, parts }) => {
    const [first] = parts;
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

/** What the step rests on. */
export function reasonsOf(world: World, step: OpenStep): readonly Reason[] {
  return openSides(world, step).flatMap(({ parts }) => parts.flatMap(({ because }) => because));
}

function openSides(world: World, { from, to, ports }: OpenStep) {
  const target =
    to.kind === 'external' ? { kind: to.kind, addresses: pieces(to.addresses, world.cluster)[0] ?? to.addresses } : to;
  const [family] = commonFamilies(world.cluster, from, target);
  if (family === undefined) return [];
  const traces = explain(world.cluster, { from, to: target, family, ports });
  return directions.map((direction) => {
    const subject = direction === 'egress' ? from : target;
    const name = subject.kind === 'pod' ? endName(podView(subject.pod)) : 'the outside';
    return { direction, name, parts: openParts(traces[direction], ports) };
  });
}

function openParts({ parts }: Trace, ports: PortSet): Trace['parts'] {
  return parts.filter((part) => part.verdict.kind !== 'isolated-by' && intersection(part.ports, ports).length > 0);
}
