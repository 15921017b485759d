// The oracle's door: what decision 002 answers, worked out from raw Kubernetes objects by plain loops.
import { familyOf } from './address.ts';
import { familiesOf } from './blocks.ts';
import { endsOf, type PodEnd } from './ends.ts';
import { policiesAllow } from './policies.ts';
import {
  type Answer,
  type Assume,
  type Attempt,
  and,
  assumed,
  type Direction,
  type End,
  type Family,
  or,
} from './three.ts';

export type { Answer, Assume, Attempt, Direction, End, Family } from './three.ts';

/** An input whose ends were listed once, to be asked many times. */
export interface Oracle {
  readonly families: readonly Family[];
  readonly ends: readonly string[];
  readonly ask: (attempt: Attempt) => Answer | 'partly';
  readonly side: (direction: Direction, attempt: Attempt & { readonly family: Family }) => Answer;
}

/** The families in play. */
export function families(objects: readonly unknown[], assume: Assume = {}): readonly Family[] {
  return oracle(objects, assume).families;
}

/** Every pod and every workload that stands for its pods, sorted. */
export function ends(objects: readonly unknown[], assume: Assume = {}): readonly string[] {
  return oracle(objects, assume).ends;
}

/** The answer in the attempt's family; without one, over the families in play. */
export function ask(objects: readonly unknown[], attempt: Attempt, assume: Assume = {}): Answer | 'partly' {
  return oracle(objects, assume).ask(attempt);
}

/** What one side says, whatever the other says and whether or not both ends take part in the family. */
export function side(
  objects: readonly unknown[],
  direction: Direction,
  attempt: Attempt & { readonly family: Family },
  assume: Assume = {},
): Answer {
  return oracle(objects, assume).side(direction, attempt);
}

export function oracle(objects: readonly unknown[], assume: Assume = {}): Oracle {
  const pods = endsOf(objects, assume);
  const inPlay = familiesOf(objects, pods);

  function lookUp(end: End): PodEnd | { readonly address: string } {
    if ('address' in end) return end;
    const found = pods.find((pod) => pod.name === end.pod);
    if (found === undefined) throw new Error(`no such end: ${end.pod}`);
    return found;
  }

  function oneSide(direction: Direction, attempt: Attempt & { readonly family: Family }): Answer {
    const from = lookUp(attempt.from);
    const to = lookUp(attempt.to);
    // 002 rule 1. A workload is many pods (R87), so only a Pod of the input is surely itself.
    if ('kind' in from && from === to && from.kind === 'Pod') return 'yes';
    const [subject, other] = direction === 'ingress' ? [to, from] : [from, to];
    // 002 rule 2: "not a pod: yes"
    if ('address' in subject) return 'yes';
    const { protocol, port, family } = attempt;
    return or([
      ownNode(direction, subject, other, assume),
      policiesAllow({ objects, assume, direction, subject, other, protocol, port, family }),
    ]);
  }

  function inFamily(attempt: Attempt, family: Family): Answer {
    // 002 rule 10: "Both ends must take part in the attempt's family, else the answer is no."
    if (!takesPart(lookUp(attempt.from), family, inPlay) || !takesPart(lookUp(attempt.to), family, inPlay)) return 'no';
    return and([oneSide('egress', { ...attempt, family }), oneSide('ingress', { ...attempt, family })]);
  }

  function answer(attempt: Attempt): Answer | 'partly' {
    if (attempt.family !== undefined) return inFamily(attempt, attempt.family);
    const answers = sharedFamilies(attempt).map((family) => inFamily(attempt, family));
    if (answers.length === 0) return 'no';
    // "yes and no → depends on the family (partly)"
    if (answers.includes('yes') && answers.includes('no')) return 'partly';
    return answers.includes('unknown') ? 'unknown' : and(answers);
  }

  /** 002 rule 10: "those that both ends take part in (none: no)" */
  function sharedFamilies({ from, to }: Attempt): readonly Family[] {
    return inPlay.filter((family) => takesPart(lookUp(from), family, inPlay) && takesPart(lookUp(to), family, inPlay));
  }

  return { families: inPlay, ends: pods.map((pod) => pod.name).sort(), ask: answer, side: oneSide };
}

/** 002 rule 4: whether the subject's own node is exempt from its policies, and the other end is that node. */
function ownNode(direction: Direction, subject: PodEnd, other: PodEnd | { address: string }, assume: Assume): Answer {
  if ('address' in other || !other.hostNetwork) return 'no';
  const reading = assumed(assume, 'host-network-pods');
  if (reading === 'as-pods') return 'no';
  const egress = assumed(assume, 'own-node-egress');
  if (direction === 'egress' && egress === 'policy') return 'no';
  const answers: Answer[] = [sameNode(subject.node, other.node)];
  if (direction === 'egress' && egress === 'unknown') answers.push('unknown');
  // "Under host-network-pods: unknown the exemption is at most unknown."
  if (reading === 'unknown') answers.push('unknown');
  return and(answers);
}

function sameNode(a: string, b: string): Answer {
  if (a === '' || b === '') return 'unknown';
  return a === b ? 'yes' : 'no';
}

/** "A pod with addresses takes part in the families of its addresses; one without in every family in play." */
function takesPart(end: PodEnd | { address: string }, family: Family, inPlay: readonly Family[]): boolean {
  if ('address' in end) return familyOf(end.address) === family;
  if (end.addresses.length === 0) return inPlay.includes(family);
  return end.addresses.some((address) => familyOf(address) === family);
}
