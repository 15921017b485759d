// What stands as one card in a diagram: a workload, a whole namespace that is folded, or a block of outside
// addresses, which is one card as a source (at the left) and another as a destination (at the right).
// Nothing is left out: an end that no workload of the list explains gets a card of its own.

import type { EndpointView, ObjectView } from '../session/answers.ts';
import type { WorkloadView } from '../session/questions.ts';
import { blockName, endKey } from './ends.ts';
import { grouped } from './grouped.ts';
import type { Link } from './links.ts';

/** 'judged': nothing isolates it, but a cluster-wide policy has rules about it. */
export type Posture = 'yes' | 'no' | 'unknown' | 'some' | 'judged';

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
  /** 'elsewhere': of namespaces that the list says nothing of. */
  readonly standing?: 'elsewhere';
  readonly end: EndpointView;
}

export interface UnitOf {
  readonly units: readonly Unit[];
  /** The keys of the cards that a link leads from and to. */
  readonly source: (link: Link) => string;
  readonly destination: (link: Link) => string;
}

type Member = Pick<Unit, 'isolated'> & { readonly workload: ObjectView; readonly podCount: number };

export interface Folds {
  /** Whether a namespace stands as one card. */
  readonly isFolded: (namespace: string) => boolean;
  /** 'folded': all outside sources are one card, and all outside destinations. */
  readonly outside: 'each' | 'folded';
}

export function unitsOf(workloads: readonly WorkloadView[], links: readonly Link[], folds: Folds): UnitOf {
  const { isFolded } = folds;
  const ownerOf = ownersOf(workloads);
  const froms = distinct(links, (link) => [link.fromKey, link.from]);
  const tos = distinct(links, (link) => [link.toKey, link.to]);
  const inside = (key: string, end: EndpointView): string => {
    if (end.kind === 'Namespaces') return key;
    const namespace = namespaceOf(end);
    if (end.kind === 'Namespace' || isFolded(namespace)) return namespaceKey(namespace);
    return ownerOf.get(key) ?? key;
  };
  const block = (key: string) => (folds.outside === 'each' ? key : 'outside');
  const unitKeys = (ends: Ends, side: 'from' | 'to') =>
    new Map([...ends].map(([key, end]) => [key, 'cidrs' in end ? `${side} ${block(key)}` : inside(key, end)] as const));
  const sources = unitKeys(froms, 'from');
  const destinations = unitKeys(tos, 'to');
  const members = withStrangers(workloads, new Map([...froms, ...tos]), ownerOf);
  const units = [
    ...members.filter((m) => !isFolded(namespaceOf(m.workload))).map(workloadUnit),
    ...folded(members.filter((m) => isFolded(namespaceOf(m.workload)))),
    ...elsewhere(new Map([...froms, ...tos]), new Set(workloads.map(({ workload }) => workload.namespace))),
    ...outside(froms, sources, 'source'),
    ...outside(tos, destinations, 'destination'),
  ];
  return {
    units: units.sort(byNamespaceAndName),
    source: (link) => sources.get(link.fromKey) ?? link.fromKey,
    destination: (link) => destinations.get(link.toKey) ?? link.toKey,
  };
}

type Ends = ReadonlyMap<string, EndpointView>;

function distinct(links: readonly Link[], endOf: (link: Link) => readonly [string, EndpointView]): Ends {
  return new Map(links.map(endOf));
}

export function namespaceOf(end: EndpointView): string {
  if ('cidrs' in end) return '';
  return end.kind === 'Namespace' ? end.name : (end.namespace ?? '');
}

/** Of the card of a folded namespace. */
export function namespaceKey(namespace: string): string {
  return endKey({ kind: 'Namespace', name: namespace });
}

function ownersOf(workloads: readonly WorkloadView[]): ReadonlyMap<string, string> {
  return new Map(workloads.flatMap((w) => w.pods.map(({ pod }) => [endKey(pod), endKey(w.workload)] as const)));
}

function withStrangers(
  workloads: readonly WorkloadView[],
  ends: Ends,
  ownerOf: ReadonlyMap<string, string>,
): readonly Member[] {
  const known = new Set(workloads.map((w) => endKey(w.workload)));
  const strangers = [...ends].flatMap(([key, end]): readonly Member[] => {
    if ('cidrs' in end || isOfNamespaces(end) || known.has(key) || ownerOf.has(key)) return [];
    // No policy selects nodes and Services.
    const posture = isUnselected(end) ? 'no' : 'unknown';
    return [{ workload: end, isolated: { ingress: posture, egress: posture }, podCount: isUnselected(end) ? 0 : 1 }];
  });
  const given = workloads.map((w) => ({ workload: w.workload, isolated: postureOf(w), podCount: w.pods.length }));
  return [...given, ...strangers];
}

/** Namespaces that are told as one end, of which the list has no workload: cards of their own, which cannot be opened here. */
function elsewhere(ends: Ends, listed: ReadonlySet<string | undefined>): readonly Unit[] {
  return [...ends].flatMap(([key, end]): readonly Unit[] => {
    if ('cidrs' in end || !isOfNamespaces(end) || listed.has(end.name)) return [];
    const [name, detail] = end.kind === 'Namespace' ? [end.name, 'namespace'] : inTwoLines(end.name);
    const isolated = { ingress: 'no', egress: 'no' } as const;
    const counts = { pods: 0, workloads: 1 };
    return [
      { key, kind: 'namespace', name, detail, namespace: end.name, ...counts, isolated, standing: 'elsewhere', end },
    ];
  });
}

/** `team-1 and 11 more namespaces` */
function inTwoLines(name: string): readonly [string, string] {
  const at = name.lastIndexOf(' and ');
  return at < 0 ? [name, 'together'] : [name.slice(0, at), name.slice(at + 1)];
}

/** Whether it stands for a namespace, or for several that fare alike. */
export function isOfNamespaces({ kind }: EndpointView): boolean {
  return kind === 'Namespace' || kind === 'Namespaces';
}

export function isUnselected({ kind }: EndpointView): boolean {
  return kind === 'Node' || kind === 'Service';
}

const whereOpen = { yes: 'judged', unknown: 'unknown', no: 'no' } as const;

export function postureOf({ isolated, judged }: Pick<WorkloadView, 'isolated' | 'judged'>): Unit['isolated'] {
  const of = (direction: 'ingress' | 'egress'): Posture => {
    if (isolated[direction] !== 'no') return isolated[direction];
    return whereOpen[judged?.[direction] ?? 'no'];
  };
  return { ingress: of('ingress'), egress: of('egress') };
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
      name: namespace === '' ? nameless(group.map((member) => member.workload)) : namespace,
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

/** Of what is in no namespace. */
export function nameless(ends: readonly EndpointView[]): string {
  return ends.every(({ kind }) => kind === 'Node') ? 'nodes' : 'no namespace';
}

function together(postures: readonly Posture[]): Posture {
  const [first = 'unknown'] = postures;
  return postures.every((posture) => posture === first) ? first : 'some';
}

function outside(ends: Ends, keys: ReadonlyMap<string, string>, kind: 'source' | 'destination'): readonly Unit[] {
  const blocks = [...ends].flatMap(([key, end]) => ('cidrs' in end ? [{ unit: keys.get(key) ?? key, end }] : []));
  return [...grouped(blocks, ({ unit }) => unit)].map(([key, [{ end }, ...more]]) => ({
    key,
    kind,
    ...(more.length === 0 ? blockName(end) : { name: 'outside', detail: `${more.length + 1} sets of addresses` }),
    namespace: '',
    pods: 0,
    workloads: 0,
    isolated: { ingress: 'no', egress: 'no' },
    end,
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
