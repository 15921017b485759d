// Endpoints that no selector, block or named port can tell apart share one answer to every question
// (but a pod to itself, and to the host-network pods of its own node). Classes are made for one
// family of addresses; a pod without an address stands wherever its range lies.

import type { Cluster, Endpoint, Pod } from '../model/cluster.ts';
import type { LabelSet } from '../model/labels.ts';
import { type AddressSet, type Family, hasFamily, isEmpty, noAddresses, ofFamily } from '../sets/addresses.ts';
import { entry } from '../sets/entry.ts';
import { type AddressRanges, addressRanges } from './address-ranges.ts';
import type { Relevance } from './relevance.ts';

export interface EndpointClass {
  readonly representative: Endpoint;
  /** [] for outside addresses; and for classes of pods that have none, or none any more. */
  readonly pods: readonly Pod[];
}

/** The number of a pod's class; undefined where it takes no part in the family. */
export interface ClassNumbers {
  readonly get: (pod: Pod) => number | undefined;
  /** As they were first given, and what events changed since: undefined for pods that are gone. */
  readonly first: ReadonlyMap<Pod, number>;
  readonly late: ReadonlyMap<Pod, number | undefined>;
}

export function classNumbers(first: ClassNumbers['first'], late: ClassNumbers['late']): ClassNumbers {
  return { get: (pod) => (late.has(pod) ? late.get(pod) : first.get(pod)), first, late };
}

export interface Classes {
  readonly family: Family;
  /** Pods first, those of a namespace side by side; outside addresses last, in order, those of no block at the end. */
  readonly list: readonly EndpointClass[];
  readonly ofPod: ClassNumbers;
  /** Where numbers begin that are kept free for pods of new kinds; nothing selects them. */
  readonly firstVacant: number;
  /** Where the outside classes begin. */
  readonly firstExternal: number;
  /** What numbers mean: each time some are given to pods of a new kind, one more. */
  readonly numbering: readonly object[];
  /** What tells a pod from the others of its namespace. */
  readonly keyOf: (pod: Pod) => string;
  readonly ranges: AddressRanges;
}

export function classesOf(cluster: Cluster, family: Family, relevance: Relevance): Classes {
  const ranges = addressRanges(family, relevance.blocks.values());
  const list: EndpointClass[] = [];
  const numbers = new Map<Pod, number>();
  const keyOf = podKeys(family, relevance, ranges);
  let groups = new Map<string, { readonly pods: Pod[]; readonly number: number }>();
  let namespace = '';
  let last = { key: '', namespace: '', pods: [] as Pod[], number: 0 }; // neighbours are as a rule of one class
  for (const pod of cluster.pods) {
    if (!hasFamily(pod.addresses, family)) continue;
    if (pod.namespace.name !== namespace) {
      namespace = pod.namespace.name;
      groups = new Map();
    }
    const key = keyOf(pod);
    if (key !== last.key || last.namespace !== namespace) {
      const group = entry(groups, key, () => {
        const pods: Pod[] = [];
        return { pods, number: list.push({ representative: { kind: 'pod', pod }, pods }) - 1 };
      });
      last = { ...group, key, namespace };
    }
    last.pods.push(pod);
    numbers.set(pod, last.number);
  }
  const firstVacant = list.length;
  for (let kept = vacancies(firstVacant); kept > 0; kept--) list.push({ representative: vacant, pods: [] });
  const firstExternal = list.length;
  for (const addresses of ranges.held) list.push({ representative: { kind: 'external', addresses }, pods: [] });
  if (!isEmpty(ranges.elsewhere)) {
    list.push({ representative: { kind: 'external', addresses: ranges.elsewhere }, pods: [] });
  }
  const ofPod = classNumbers(numbers, new Map());
  return { family, list, ofPod, firstVacant, firstExternal, numbering: [{}], keyOf, ranges };
}

/** Whether a number that both use means the same endpoints in both. */
export function sharesNumbers(a: Classes, b: Classes): boolean {
  const [short, long] = a.numbering.length <= b.numbering.length ? [a, b] : [b, a];
  return short.numbering.every((each, i) => each === long.numbering[i]);
}

function vacancies(classes: number): number {
  return Math.min(1 + (classes >> 4), 256);
}

/** Of no namespace, and without anything that could be asked about. */
const vacant: Endpoint = {
  kind: 'pod',
  pod: {
    kind: 'Pod',
    namespace: { name: '', labels: { values: new Map(), open: 'none' }, origin: 'not-given' },
    name: '',
    labels: { values: new Map(), open: 'none' },
    addresses: noAddresses,
    addressing: 'assigned',
    ports: [],
    declared: [],
    network: 'pod',
    readiness: 'ready',
    node: 'unknown',
    workload: { kind: 'Pod', namespace: '', name: '' },
    replicas: 1,
    origin: { file: '', start: 0, end: 0, items: [] },
  },
};

/** The classes of outside addresses that have a part of these, ascending. */
export function outsideClasses({ ranges, firstExternal }: Classes, addresses: AddressSet): readonly number[] {
  const { bounds, elsewhere } = ranges.touching(addresses);
  const found: number[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    for (let at = bounds[i]!; at < bounds[i + 1]!; at++) found.push(firstExternal + at);
  }
  return elsewhere ? [...found, firstExternal + ranges.held.length] : found;
}

/** What tells a pod from the others of its namespace. The replicas of a workload share their labels and ports. */
function podKeys(family: Family, relevance: Relevance, ranges: AddressRanges): (pod: Pod) => string {
  const unassigned = new Map<AddressSet, string>();
  let last: { readonly pod: Pod; readonly key: string } | undefined;

  function addressKey({ addresses, addressing }: Pod): string {
    if (ranges.held.length === 0 && addressing === 'assigned') return '';
    // An assigned address counts by the blocks that hold it; an unassigned one by its whole range.
    if (addressing === 'assigned') return ranges.touching(addresses).bounds.join();
    return entry(unassigned, addresses, () => {
      const { v4, v6 } = ofFamily(addresses, family);
      return `range ${v4.join()}|${v6.join()}`;
    });
  }
  function spokenOf(pod: Pod): string {
    const labels = relevance.keysIn(pod.namespace.name).map((key) => labelKey(key, pod.labels));
    const ports = relevance.portNames.map((name) =>
      pod.ports
        .filter((port) => `${port.protocol}/${port.name}` === name || `any/${port.name}` === name)
        .map((port) => `${port.port}${port.protocol}${port.container}`)
        .join('+'),
    );
    return JSON.stringify([labels, ports, pod.network]);
  }
  return (pod) => {
    if (last === undefined || !isSpokenOfAlike(last.pod, pod)) last = { pod, key: spokenOf(pod) };
    const where = addressKey(pod);
    return where === '' ? last.key : `${last.key} ${where}`;
  };
}

/** Whether what selectors and port names can ask of the two is the same value. */
function isSpokenOfAlike(a: Pod, b: Pod): boolean {
  return (
    a.labels.values === b.labels.values &&
    a.labels.open === b.labels.open &&
    a.ports === b.ports &&
    a.network === b.network &&
    a.namespace === b.namespace
  );
}

function labelKey(key: string, { values, open }: LabelSet): string | 0 | 1 {
  const value = values.get(key);
  if (value !== undefined) return value;
  return open === 'every-other-key' || (open !== 'none' && open.has(key)) ? 1 : 0;
}
