// What stands as one card in a diagram: a workload, a whole namespace that is folded, or a block of outside
// addresses, which is one card as a source (at the left) and another as a destination (at the right).
// Nothing is left out: an end that no workload of the list explains gets a card of its own.

import type { EndpointView } from '../session/answers.ts';
import type { WorkloadView } from '../session/questions.ts';
import { blockName, endKey } from './ends.ts';
import { grouped } from './grouped.ts';
import type { Link } from './links.ts';

export type Posture = 'yes' | 'no' | 'unknown' | 'some';

export interface Unit {
  readonly key: string;
  readonly kind: 'workload' | 'namespace' | 'source' | 'destination';
  readonly name: string;
  readonly detail: string;
  /** '' for outside blocks and for what is in no namespace. */
  readonly namespace: string;
  readonly pods: number;
  readonly workloads: number;
  readonly isolated: { readonly ingress: Posture; readonly egress: Posture };
  readonly end: EndpointView;
}

export interface UnitOf {
  readonly units: readonly Unit[];
  readonly source: (end: EndpointView) => string;
  readonly destination: (end: EndpointView) => string;
}

type Member = Pick<WorkloadView, 'workload' | 'isolated'> & { readonly podCount: number };

export interface Folds {
  /** Whether a namespace stands as one card. */
  readonly isFolded: (namespace: string) => boolean;
  /** 'folded': all outside sources are one card, and all outside destinations. */
  readonly outside: 'each' | 'folded';
}

export function unitsOf(workloads: readonly WorkloadView[], links: readonly Link[], folds: Folds): UnitOf {
  const { isFolded } = folds;
  const ownerOf = ownersOf(workloads);
  const members = withStrangers(workloads, links, ownerOf);
  const inside = (end: EndpointView): string => {
    const namespace = namespaceOf(end);
    if (end.kind === 'Namespace' || isFolded(namespace)) return namespaceKey(namespace);
    const key = endKey(end);
    return ownerOf.get(key) ?? key;
  };
  const block = (end: EndpointView) => (folds.outside === 'each' ? endKey(end) : 'outside');
  const source = (end: EndpointView) => ('cidrs' in end ? `from ${block(end)}` : inside(end));
  const destination = (end: EndpointView) => ('cidrs' in end ? `to ${block(end)}` : inside(end));
  const units = [
    ...members.filter((m) => !isFolded(namespaceOf(m.workload))).map(workloadUnit),
    ...folded(members.filter((m) => isFolded(namespaceOf(m.workload)))),
    ...outside(
      links.map((link) => link.from),
      source,
      'source',
    ),
    ...outside(
      links.map((link) => link.to),
      destination,
      'destination',
    ),
  ];
  return { units: units.sort(byNamespaceAndName), source, destination };
}

export function namespaceOf(end: EndpointView): string {
  if ('cidrs' in end) return '';
  return end.kind === 'Namespace' ? end.name : (end.namespace ?? '');
}

function namespaceKey(namespace: string): string {
  return endKey({ kind: 'Namespace', name: namespace });
}

function ownersOf(workloads: readonly WorkloadView[]): ReadonlyMap<string, string> {
  return new Map(workloads.flatMap((w) => w.pods.map(({ pod }) => [endKey(pod), endKey(w.workload)] as const)));
}

function withStrangers(
  workloads: readonly WorkloadView[],
  links: readonly Link[],
  ownerOf: ReadonlyMap<string, string>,
): readonly Member[] {
  const known = new Set(workloads.map((w) => endKey(w.workload)));
  const members: Member[] = workloads.map((w) => ({ ...w, podCount: w.pods.length }));
  for (const end of links.flatMap(({ from, to }) => [from, to])) {
    const key = endKey(end);
    if ('cidrs' in end || end.kind === 'Namespace' || known.has(key) || ownerOf.has(key)) continue;
    known.add(key);
    members.push({ workload: end, isolated: { ingress: 'unknown', egress: 'unknown' }, podCount: 1 });
  }
  return members;
}

function workloadUnit({ workload, isolated, podCount }: Member): Unit {
  return {
    key: endKey(workload),
    kind: 'workload',
    name: workload.name,
    // a workload without pods stands for them, as templates in files do
    detail: podCount === 0 ? workload.kind : `${workload.kind} · ${counted(podCount, 'pod')}`,
    namespace: workload.namespace ?? '',
    pods: podCount,
    workloads: 1,
    isolated,
    end: workload,
  };
}

function folded(members: readonly Member[]): readonly Unit[] {
  const groups = grouped(members, (member) => namespaceOf(member.workload));
  return [...groups].map(([namespace, group]) => {
    const pods = group.reduce((sum, member) => sum + member.podCount, 0);
    const end = { kind: 'Namespace', name: namespace };
    return {
      key: namespaceKey(namespace),
      kind: 'namespace' as const,
      name: namespace === '' ? 'no namespace' : namespace,
      detail: `${counted(group.length, 'workload')}${pods === 0 ? '' : ` · ${counted(pods, 'pod')}`}`,
      namespace,
      pods,
      workloads: group.length,
      isolated: {
        ingress: together(group.map((member) => member.isolated.ingress)),
        egress: together(group.map((member) => member.isolated.egress)),
      },
      end,
    };
  });
}

function together(postures: readonly Posture[]): Posture {
  const [first = 'unknown'] = postures;
  return postures.every((posture) => posture === first) ? first : 'some';
}

function outside(
  ends: readonly EndpointView[],
  keyOf: (end: EndpointView) => string,
  kind: 'source' | 'destination',
): readonly Unit[] {
  const blocks = new Map(ends.flatMap((end) => ('cidrs' in end ? [[endKey(end), end] as const] : [])));
  return [...grouped([...blocks.values()], keyOf)].map(([key, [first, ...more]]) => ({
    key,
    kind,
    ...(more.length === 0 ? blockName(first) : { name: 'outside', detail: `${more.length + 1} sets of addresses` }),
    namespace: '',
    pods: 0,
    workloads: 0,
    isolated: { ingress: 'no', egress: 'no' },
    end: first,
  }));
}

export function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}

function byNamespaceAndName(a: Unit, b: Unit): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name) || compare(a.key, b.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
