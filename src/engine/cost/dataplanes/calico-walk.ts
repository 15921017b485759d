// One packet through Calico's iptables chains: static rules, dispatch by interface, the pod's endpoint
// chain, then the policies in alphabetical order until one accepts. A rule that may match, by a fact that
// the input leaves open, does not end the walk: the walk is then the longer of the two.

import type { Direction, NetworkPolicy } from '../../model/policy.ts';
import { and, type Ternary, ternary } from '../../sets/ternary.ts';
import type { Kind } from '../kinds.ts';
import { type Attempt, type Operations, ops, type Packet, type Side, type Stage } from '../model.ts';
import { judgedSides, packet, sumOps } from '../path.ts';
import { portsHold } from '../rule-match.ts';
import { localEndpoints, peerHolds } from '../site.ts';
import { type Group, returnStride } from './calico-groups.ts';
import type { CalicoObjects } from './calico-objects.ts';
import { type CalicoRule, ofTable } from './calico-rules.ts';

/** FORWARD before any pod is looked at. */
const staticRules = 6;
/** Of the dispatch tree: some of at most 16 prefix rules, then the pods of one bucket. */
const dispatchRules = 8;
const podsPerBucketRule = 32;
/** Established accept, INVALID drop, two marks cleared, the end; on egress two rules more against tunnels. */
const endpointRules = { ingress: 5, egress: 7 } as const;

export function calicoSide(objects: CalicoObjects, attempt: Attempt, direction: Direction): Side {
  const kind = subjectKind(objects, attempt, direction);
  const stages: Stage[] = [stage(direction, 'endpoint chain', { ctLookup: 1, match: endpointRules[direction] - 1 })];
  const shares: Side['shares'][number][] = [];
  const groups = kind === undefined ? [] : objects.groupsAt(kind.index)[direction];
  // No policy isolates the pod in this direction: its namespace's profile allows.
  if (groups.length === 0) {
    stages.push({ ...stage(direction, 'profile chain', { jump: 2, match: 1 }), matched: true });
    return { stages, shares, verdictBy: 'not-isolated' };
  }
  for (const group of groups) {
    const accepted = walkGroup(objects, attempt, direction, group, stages, shares);
    if (accepted !== 'none') return { stages, shares, verdictBy: accepted };
  }
  stages.push({ ...stage(direction, 'end-of-tier drop', { match: 1 }), matched: true });
  return { stages, shares, verdictBy: 'default-deny' };
}

function walkGroup(
  objects: CalicoObjects,
  attempt: Attempt,
  direction: Direction,
  { policies }: Group,
  stages: Stage[],
  shares: Side['shares'][number][],
): NetworkPolicy | 'none' {
  const grouped = policies.length > 1;
  if (grouped) stages.push(stage(direction, 'group chain', { jump: 2 }));
  for (const [i, policy] of policies.entries()) {
    if (i > 0 && i % returnStride === 0) stages.push(stage(direction, 'group chain', { match: 1 }));
    // In a group's chain the check whether it was accepted waits for the next RETURN.
    const jump: Stage = {
      side: direction,
      stage: 'policy chain',
      policy,
      matched: false,
      ops: { jump: grouped ? 1 : 2 },
    };
    const looked = walkPolicy(objects, attempt, direction, policy);
    const decided = looked.some(({ matched }) => matched);
    const inside = [{ ...jump, matched: decided }, ...looked];
    stages.push(...inside);
    shares.push({ policy, decided, ops: sumOps(inside) });
    if (!decided) continue;
    if (grouped) stages.push(...restOfGroup(direction, i, policies.length));
    return policy;
  }
  return 'none';
}

/** After the accept: jumps whose mark no longer matches, up to the RETURN or the end of the chain. */
function restOfGroup(direction: Direction, at: number, size: number): readonly Stage[] {
  const boundary = Math.ceil((at + 1) / returnStride) * returnStride;
  const rest = boundary < size ? boundary - at : size - at - 1;
  return rest === 0 ? [] : [stage(direction, 'group chain', { match: rest })];
}

/** Its rules in order, one stage for each rule of the policy, until one matches for certain. */
function walkPolicy(
  objects: CalicoObjects,
  attempt: Attempt,
  direction: Direction,
  policy: NetworkPolicy,
): readonly Stage[] {
  const rules = ofTable(objects.rulesOf(policy, direction), attempt.family);
  const stages: Stage[] = [];
  for (const [i, rule] of rules.entries()) {
    const matched = ruleHolds(objects, rule, attempt, direction) === 'yes';
    const visited = rule.rules - (i === rules.length - 1 ? 1 : 0);
    const now: Operations = ops.sum([{ match: visited }, setLookups(objects, rule, attempt, direction)]);
    const last = stages.at(-1);
    if (last !== undefined && last.rule === rule.index) {
      stages[stages.length - 1] = { ...last, matched, ops: ops.sum([last.ops, now]) };
    } else {
      stages.push({ side: direction, stage: 'rule', policy, rule: rule.index, matched, ops: now });
    }
    if (matched) break;
  }
  return stages;
}

/** iptables compares the protocol before it asks a set. */
function setLookups(objects: CalicoObjects, rule: CalicoRule, { protocol }: Attempt, direction: Direction): Operations {
  if (rule.protocol !== 'any' && rule.protocol !== protocol) return ops.none;
  return ops.sum(
    objects.setsOfRule(rule, direction).map(({ type }) => (type === 'net' ? { setPrefix: 1 } : { setHash: 1 })),
  );
}

function ruleHolds({ site }: CalicoObjects, rule: CalicoRule, attempt: Attempt, direction: Direction): Ternary {
  const other = direction === 'egress' ? attempt.to : attempt.from;
  const ofProtocol = ternary(rule.protocol === 'any' || rule.protocol === attempt.protocol);
  if (ofProtocol === 'no') return 'no';
  const peer = rule.peer === 'anyone' ? 'yes' : peerHolds(site, rule.peer, other, attempt.family);
  return peer === 'no' ? 'no' : and(peer, portsHold(rule.ports, attempt, site.cluster.assumptions));
}

export function calicoPacket(objects: CalicoObjects, attempt: Attempt): Packet {
  const judged = judgedSides(objects.site.cluster, attempt);
  const sides: Side[] = [];
  const stages: Stage[] = [];
  let node: number | 'none' = 'none';
  for (const [direction] of judged) {
    const here = subjectNode(objects, attempt, direction);
    // Between pods of one node a packet passes FORWARD once, from one pod's chain to the other's.
    if (node !== here) stages.push(stage(direction, 'static rules', { cmp: staticRules }));
    node = here;
    const side = calicoSide(objects, attempt, direction);
    stages.push(stage(direction, 'dispatch', { cmp: dispatchSteps(objects, here) }), ...side.stages);
    sides.push(side);
  }
  return packet(stages, judged, sides);
}

/** On each node: static rules, dispatch, and the accept that ends it, also before the other pod's chain. */
export function calicoEstablished(objects: CalicoObjects, attempt: Attempt): Operations {
  const judged = judgedSides(objects.site.cluster, attempt);
  if (judged.some(([, holds]) => holds === 'no')) return ops.none;
  const nodes = new Set(judged.map(([direction]) => subjectNode(objects, attempt, direction)));
  return ops.sum([...nodes].map((node) => ({ cmp: staticRules + dispatchSteps(objects, node), ctLookup: 1 })));
}

function dispatchSteps({ site }: CalicoObjects, node: number | 'none'): number {
  return dispatchRules + (node === 'none' ? 0 : Math.round(localEndpoints(site, node) / podsPerBucketRule));
}

function subjectKind({ site }: CalicoObjects, { from, to }: Attempt, direction: Direction): Kind | undefined {
  const subject = direction === 'egress' ? from : to;
  return subject.kind === 'pod' ? site.kindOf(subject.pod) : undefined;
}

/** Of a workload that stands for its pods: the first node that has one. */
function subjectNode({ site }: CalicoObjects, { from, to }: Attempt, direction: Direction): number | 'none' {
  const subject = direction === 'egress' ? from : to;
  if (subject.kind === 'external') return 'none';
  const [node] = site.placement.on(subject.pod).keys();
  return node ?? 'none';
}

function stage(side: Direction, name: string, operations: Operations): Stage {
  return { side, stage: name, matched: false, ops: operations };
}
