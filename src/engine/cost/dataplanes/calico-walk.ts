// One packet through Calico's iptables chains: static rules, dispatch by interface, the pod's endpoint
// chain, then the policies in alphabetical order until one accepts. A rule that may match, by a fact that
// the input leaves open, does not end the walk: the walk is then the longer of the two.

import type { Direction, NetworkPolicy } from '../../model/policy.ts';
import type { Kind } from '../kinds.ts';
import { type Attempt, type Operations, ops, type Packet, type Side, type Stage } from '../model.ts';
import { judgedSides, packet } from '../path.ts';
import { localEndpoints } from '../site.ts';
import { type Group, returnStride } from './calico-groups.ts';
import type { CalicoObjects } from './calico-objects.ts';
import type { VisitPolicy } from './calico-visits.ts';

/** FORWARD before any pod is looked at. */
const staticRules = 6;
/** Of the dispatch tree: some of at most 16 prefix rules, then the pods of one bucket. */
const dispatchRules = 8;
const podsPerBucketRule = 32;
/** Established accept, INVALID drop, two marks cleared, the end; on egress two rules more against tunnels. */
const endpointRules = { ingress: 5, egress: 7 } as const;

type Share = Side['shares'][number];

export interface CalicoWalks {
  readonly side: (attempt: Attempt, direction: Direction) => Side;
  readonly firstPacket: (attempt: Attempt) => Packet;
  readonly established: (attempt: Attempt) => Operations;
}

export function calicoWalks(objects: CalicoObjects, visit: VisitPolicy): CalicoWalks {
  const side = (attempt: Attempt, direction: Direction) => walkSide(objects, visit, attempt, direction);
  return {
    side,
    firstPacket: (attempt) => walkPacket(objects, side, attempt),
    established: (attempt) => walkEstablished(objects, attempt),
  };
}

function walkSide(objects: CalicoObjects, visit: VisitPolicy, attempt: Attempt, direction: Direction): Side {
  const kind = subjectKind(objects, attempt, direction);
  const stages: Stage[] = [stage(direction, 'endpoint chain', { ctLookup: 1, match: endpointRules[direction] - 1 })];
  const shares: Share[] = [];
  const groups = kind === undefined ? [] : objects.groupsAt(kind.index)[direction];
  // No policy isolates the pod in this direction: its namespace's profile allows.
  if (groups.length === 0) {
    stages.push({ ...stage(direction, 'profile chain', { jump: 2, match: 1 }), matched: true });
    return { stages, shares, verdictBy: 'not-isolated' };
  }
  for (const group of groups) {
    const accepting = walkGroup(visit, attempt, direction, group, stages, shares);
    if (accepting !== 'none') return { stages, shares, verdictBy: accepting };
  }
  stages.push({ ...stage(direction, 'end-of-tier drop', { match: 1 }), matched: true });
  return { stages, shares, verdictBy: 'default-deny' };
}

/** Appends to the walk; a group of one is its policy. */
function walkGroup(
  visit: VisitPolicy,
  attempt: Attempt,
  direction: Direction,
  { policies }: Group,
  stages: Stage[],
  shares: Share[],
): NetworkPolicy | 'none' {
  const grouped = policies.length > 1;
  // In a group's chain the check whether a policy accepted waits for the next RETURN.
  const jump: Operations = grouped ? { jump: 1 } : { jump: 2 };
  if (grouped) stages.push(stage(direction, 'group chain', { jump: 2 }));
  for (const [i, policy] of policies.entries()) {
    if (i > 0 && i % returnStride === 0) stages.push(stage(direction, 'group chain', { match: 1 }));
    const { decided, stages: rules, ops: inside } = visit(policy, direction, attempt);
    stages.push({ side: direction, stage: 'policy chain', policy, matched: decided, ops: jump }, ...rules);
    shares.push({ policy, decided, ops: ops.sum([jump, inside]) });
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

function walkPacket(objects: CalicoObjects, side: CalicoWalks['side'], attempt: Attempt): Packet {
  const judged = judgedSides(objects.site.cluster, attempt);
  const sides: Side[] = [];
  const stages: Stage[] = [];
  let node: number | 'none' = 'none';
  for (const [direction] of judged) {
    const here = subjectNode(objects, attempt, direction);
    // Between pods of one node a packet passes FORWARD once, from one pod's chain to the other's.
    if (stages.length === 0 || node !== here) stages.push(stage(direction, 'static rules', { cmp: staticRules }));
    node = here;
    const walked = side(attempt, direction);
    stages.push(stage(direction, 'dispatch', { cmp: dispatchSteps(objects, here) }), ...walked.stages);
    sides.push(walked);
  }
  return packet(stages, judged, sides);
}

/** On each node: static rules, dispatch, and the accept that ends it, also before the other pod's chain. */
function walkEstablished(objects: CalicoObjects, attempt: Attempt): Operations {
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
