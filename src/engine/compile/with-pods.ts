// The compiled form after a few pods came and went. A pod of a known kind only joins its class. One of a new kind takes
// a number that was kept free: rows of signatures that name it are made again when they are asked for, and no other.

import type { Cluster, Pod } from '../model/cluster.ts';
import { type Direction, directions, type NetworkPolicy } from '../model/policy.ts';
import { selectsPod } from '../model/select.ts';
import { hasFamily } from '../sets/addresses.ts';
import { eachBit, hasBit } from '../sets/bitset.ts';
import type { AnswerTable } from './answer-table.ts';
import type { Classes, ClassNumbers, EndpointClass } from './classes.ts';
import type { CompiledFamily } from './compile.ts';
import {
  type DirectionTable,
  type FirstTable,
  type LaterSignature,
  laterSignature,
  laterTable,
} from './direction-table.ts';
import type { ListDifference } from './edited.ts';
import { type Fresh, selectorWithFresh } from './fresh-selector.ts';
import { entry } from './label-index.ts';
import { namingPolicies, policiesIn } from './naming-policies.ts';
import type { PeerMap } from './peer-map.ts';
import { rowMaker } from './row-maker.ts';
import type { Row, Signature } from './rows.ts';

/** 'anew' where no number is free. The cluster has no policies but NetworkPolicies where a pod is of a new kind. */
export function familyWithPods(
  family: CompiledFamily,
  cluster: Cluster,
  changed: ListDifference<Pod>,
  answers: AnswerTable,
): CompiledFamily | 'anew' {
  const { classes } = family;
  const list: EndpointClass[] = classes.list.slice();
  const moved = new Map<Pod, number | undefined>();
  for (const pod of changed.gone) {
    const i = classes.ofPod.get(pod);
    if (i === undefined) continue;
    const pods = list[i]!.pods.filter((other) => other !== pod);
    list[i] = withPods(list[i]!, pods);
    moved.set(pod, undefined);
  }
  const fresh: Fresh[] = [];
  let free = freeNumber(classes);
  for (const pod of changed.come) {
    if (!hasFamily(pod.addresses, family.family)) continue;
    let i = classLike(pod, list, classes);
    if (i === undefined) {
      if (free === classes.firstExternal) return 'anew';
      i = free++;
      list[i] = { representative: { kind: 'pod', pod }, pods: [] };
      fresh.push({ i, representative: { kind: 'pod', pod } });
    }
    list[i] = withPods(list[i]!, [...list[i]!.pods, pod]);
    moved.set(pod, i);
  }
  const now: Classes = { ...classes, list, ofPod: numbersAfter(classes.ofPod, moved) };
  if (fresh.length === 0) return { ...family, classes: now };
  if (cluster.clusterPolicies.length + cluster.foreignPolicies.length > 0) return 'anew';
  const numbering = [...classes.numbering, {}];
  return familyWithClasses({ ...family, classes: { ...now, numbering } }, cluster, fresh, answers);
}

/** Whoever stands for a class is in it, as long as somebody is. */
function withPods({ representative }: EndpointClass, pods: readonly Pod[]): EndpointClass {
  const [first] = pods;
  const stays = representative.kind === 'pod' && pods.includes(representative.pod);
  return { representative: first === undefined || stays ? representative : { kind: 'pod', pod: first }, pods };
}

function freeNumber({ list, firstVacant, firstExternal }: Classes): number {
  let i = firstVacant;
  while (i < firstExternal && hasName(list[i]!)) i++;
  return i;
}

/** A number that was kept free has nobody's name. */
function hasName({ representative }: EndpointClass): boolean {
  return representative.kind === 'pod' && representative.pod.name !== '';
}

function classLike(pod: Pod, list: readonly EndpointClass[], { keyOf, firstExternal }: Classes): number | undefined {
  const key = keyOf(pod);
  for (let i = 0; i < firstExternal; i++) {
    const { representative } = list[i]!;
    if (representative.kind === 'external' || representative.pod.namespace !== pod.namespace) continue;
    if (keyOf(representative.pod) === key) return i;
  }
  return undefined;
}

function numbersAfter(before: ClassNumbers, moved: ReadonlyMap<Pod, number | undefined>): ClassNumbers {
  return { get: (pod) => (moved.has(pod) ? moved.get(pod) : before.get(pod)) };
}

function familyWithClasses(
  family: CompiledFamily,
  cluster: Cluster,
  fresh: readonly Fresh[],
  answers: AnswerTable,
): CompiledFamily {
  const selector = selectorWithFresh(family.selector, fresh, family.family, cluster);
  const naming = directions.map((direction) => namingPolicies(direction, family, cluster, fresh));
  const changed = new Set(naming.flat());
  const maker = rowMaker(family.classes, selector, answers, family.zones, cluster.assumptions, {
    maker: family.maker,
    changed,
  });
  const next: CompiledFamily = { ...family, selector, maker };
  const [egress, ingress] = directions.map((direction, at) =>
    tableWithClasses(direction, next, cluster, fresh, naming[at] ?? [], answers),
  );
  return { ...next, egress: egress!, ingress: ingress! };
}

function tableWithClasses(
  direction: Direction,
  family: CompiledFamily,
  cluster: Cluster,
  fresh: readonly Fresh[],
  naming: readonly NetworkPolicy[],
  answers: AnswerTable,
): DirectionTable {
  const table = family[direction];
  const { selector, maker, classes } = family;
  const touched = new Map<number, NetworkPolicy[]>();
  for (const policy of naming) {
    const numbers = new Set<number>();
    eachBit(selector.scope(policy.subject).possible, (i) => void numbers.add(table.signatureOf[i] ?? 0));
    for (const number of numbers) entry(touched, number, () => []).push(policy);
  }
  const varied = new Set([...table.first.varied, ...touched.keys()]);
  const made = new Map<number, Row>();
  const { signatures } = table.first;
  const subjectOf = (number: number) => classes.list[signatures.subject(number)]!.representative;
  const whole = (number: number): Row => {
    const signature = signatures.signature(number);
    if (signature === 'open') return maker.openRow;
    return maker.row(direction, signature, subjectOf(number), signatures.stretches(number));
  };
  const first: FirstTable = {
    ...table.first,
    varied,
    row: (number) => (varied.has(number) ? entry(made, number, () => whole(number)) : table.first.row(number)),
    towards: (number, i) => {
      const signature = number < signatures.count ? signatures.signature(number) : 'open';
      // Policies for certain add up; what is only possible does not.
      if (signature === 'open' || signature.perhaps.length > 0 || !fresh.some((each) => each.i === i)) {
        return 'ask-the-row';
      }
      const { rest } = table.first.row(number);
      const said = (touched.get(number) ?? []).map((policy) =>
        valueAt(maker.ofPolicy(direction, policy, subjectOf(number)).map, i),
      );
      return answers.reach(said.reduce(answers.union, answers.of(rest[0]!.allowed, rest[0]!.possible)));
    },
  };
  const later: LaterSignature[] = table.later.map((each, at) =>
    varied.has(table.first.signatures.count + at)
      ? laterSignature(direction, each.signature, each.stretches, each.subject, maker)
      : each,
  );
  const signatureOf = table.signatureOf.slice();
  for (const { i, representative } of fresh) {
    signatureOf[i] = table.first.signatures.count + later.length;
    const own = representative.kind === 'pod' ? selecting(direction, representative.pod, cluster) : 'open';
    const stretches = own === 'open' ? [] : [{ end: 'itself', policies: own.certain } as const];
    later.push(laterSignature(direction, own, stretches, representative, maker));
  }
  return laterTable(first, signatureOf, later);
}

/** A class that came lies in zone 0. */
function valueAt({ rest, parts }: PeerMap, i: number): number {
  return parts.find(({ peers }) => hasBit(peers, i))?.value ?? rest.by[0]!;
}

function selecting(direction: Direction, pod: Pod, { policies, assumptions }: Cluster): Signature | 'open' {
  const [certain, perhaps]: [NetworkPolicy[], NetworkPolicy[]] = [[], []];
  for (const policy of policiesIn(pod.namespace.name, policies)) {
    if (policy[direction] === 'open') continue;
    const { holds } = selectsPod(policy.subject, pod, assumptions);
    if (holds !== 'no') (holds === 'yes' ? certain : perhaps).push(policy);
  }
  if (certain.length + perhaps.length === 0) return 'open';
  return { admin: [], certain, perhaps, baseline: [], skipsBaseline: 'no', foreign: 'nothing' };
}
