// The compiled form after a few pods came and went. A pod of a known kind only joins its class. One of a new kind takes
// a number that was kept free: rows of signatures that name it are made again when they are asked for, and no other.

import type { Cluster, Pod } from '../model/cluster.ts';
import { namedIn } from '../model/in-namespace.ts';
import { type Direction, directions, type NetworkPolicy } from '../model/policy.ts';
import { selectsPod } from '../model/select.ts';
import { hasFamily } from '../sets/addresses.ts';
import { firstPlace } from '../sets/first-place.ts';
import type { ListDifference } from '../sets/list-difference.ts';
import type { AnswerTable } from './answer-table.ts';
import { type Classes, type ClassNumbers, classNumbers, type EndpointClass } from './classes.ts';
import type { CompiledFamily } from './compile.ts';
import { type DirectionTable, type LaterSignature, laterSignature, laterTable } from './direction-table.ts';
import { type Fresh, freshClass, selectorWithFresh } from './fresh-selector.ts';
import { namingPolicies } from './naming-policies.ts';
import { rowMaker } from './row-maker.ts';
import type { RowMaker, Signature } from './rows.ts';
import { type NamedFresh, variedTable } from './varied-table.ts';

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
      fresh.push(freshClass(i, pod, family.family, cluster.assumptions));
    }
    list[i] = withPods(list[i]!, [...list[i]!.pods, pod]);
    moved.set(pod, i);
  }
  const now: Classes = { ...classes, list, ofPod: numbersAfter(classes.ofPod, moved, list) };
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

/** Those of its namespace stand side by side, but for kinds that came later. */
function classLike(
  pod: Pod,
  list: readonly EndpointClass[],
  { keyOf, firstVacant, firstExternal }: Classes,
): number | undefined {
  const key = keyOf(pod);
  const namespaceOf = (i: number): string => {
    const { representative } = list[i]!;
    return representative.kind === 'pod' ? representative.pod.namespace.name : '';
  };
  const isLike = (i: number): boolean => {
    const { representative } = list[i]!;
    return (
      representative.kind === 'pod' &&
      representative.pod.namespace === pod.namespace &&
      keyOf(representative.pod) === key
    );
  };
  const { name } = pod.namespace;
  for (let i = firstPlace(firstVacant, (at) => namespaceOf(at) >= name); i < firstVacant; i++) {
    if (namespaceOf(i) !== name) break;
    if (isLike(i)) return i;
  }
  for (let i = firstVacant; i < firstExternal; i++) if (isLike(i)) return i;
  return undefined;
}

/** So many pods are told apart from those of before; then all are numbered again. */
const mostMoved = 1024;

function numbersAfter(before: ClassNumbers, moved: ReadonlyMap<Pod, number | undefined>, list: Classes['list']) {
  const late = new Map([...before.late, ...moved]);
  if (late.size <= mostMoved) return classNumbers(before.first, late);
  return classNumbers(new Map(list.flatMap(({ pods }, i) => pods.map((pod) => [pod, i] as const))), new Map());
}

function familyWithClasses(
  family: CompiledFamily,
  cluster: Cluster,
  fresh: readonly Fresh[],
  answers: AnswerTable,
): CompiledFamily {
  const selector = selectorWithFresh(family.selector, fresh);
  const named = directions.map((direction) =>
    fresh.map((each) => ({ ...each, naming: namingPolicies(direction, cluster.policies, family, each) })),
  );
  const changed = new Set(named.flat().flatMap(({ naming }) => [...naming.keys()]));
  const maker = rowMaker(family.classes, selector, answers, family.zones, cluster.assumptions, {
    maker: family.maker,
    changed,
  });
  const [egress, ingress] = directions.map((direction, at) =>
    tableWithClasses(direction, family, maker, cluster, named[at] ?? [], answers),
  );
  return { ...family, selector, maker, egress: egress!, ingress: ingress! };
}

function tableWithClasses(
  direction: Direction,
  family: CompiledFamily,
  maker: RowMaker,
  cluster: Cluster,
  fresh: readonly NamedFresh[],
  answers: AnswerTable,
): DirectionTable {
  const table = family[direction];
  const first = variedTable(direction, family, maker, fresh, answers);
  const { count } = table.first.signatures;
  const later: LaterSignature[] = table.later.map((each, at) =>
    first.varied(count + at) ? laterSignature(direction, each.signature, each.stretches, each.subject, maker) : each,
  );
  const signatureOf = table.signatureOf.slice();
  for (const { i, pod } of fresh) {
    signatureOf[i] = count + later.length;
    const own = selecting(direction, pod, cluster);
    const stretches = own === 'open' ? [] : [{ end: 'itself', policies: own.certain } as const];
    later.push(laterSignature(direction, own, stretches, { kind: 'pod', pod }, maker));
  }
  return laterTable(first, signatureOf, later);
}

function selecting(direction: Direction, pod: Pod, { policies, assumptions }: Cluster): Signature | 'open' {
  const [certain, perhaps]: [NetworkPolicy[], NetworkPolicy[]] = [[], []];
  for (const policy of namedIn(policies, pod.namespace.name)) {
    if (policy[direction] === 'open') continue;
    const { holds } = selectsPod(policy.subject, pod, assumptions);
    if (holds !== 'no') (holds === 'yes' ? certain : perhaps).push(policy);
  }
  if (certain.length + perhaps.length === 0) return 'open';
  return { admin: [], certain, perhaps, baseline: [], skipsBaseline: 'no', foreign: 'nothing' };
}
