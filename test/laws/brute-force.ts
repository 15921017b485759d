// Questions about a whole cluster answered by asking the oracle about one attempt after the other: which unit an end
// belongs to, what a pair of ends does on one port, and which ports are worth asking about.
import { podAttempts, spread } from '../arbitrary/attempts.ts';
import type { Assume, Attempt, End, Oracle } from '../oracle/oracle.ts';
import { list, nameOf, namespaceOf, own, text } from '../oracle/raw.ts';

export type Port = Pick<Attempt, 'protocol' | 'port'>;

/** Some of the ports at the edges of what the objects mention, and one that they don't. */
export function somePorts(objects: readonly object[], assume: Assume, count = 200): readonly Port[] {
  const all = podAttempts(objects, assume);
  // The attempts from the first end to itself come first, one for each port.
  const first = all.filter(({ from, to }) => from === all[0]?.from && to === all[0]?.to);
  return spread(first, count).map(({ protocol, port }) => ({ protocol, port }));
}

/** What a pair of ends does on a port, over the families that both have. */
export interface PairAnswer {
  /** There is a family, and in each the answer is yes. */
  readonly every: boolean;
  readonly some: boolean;
  readonly unknown: boolean;
}

export function pairAnswer({ ask, families }: Oracle, from: End, to: End, port: Port): PairAnswer {
  const answers = families.map((family) => ask({ from, to, ...port, family }));
  return {
    every: ask({ from, to, ...port }) === 'yes',
    some: answers.includes('yes'),
    unknown: answers.includes('unknown'),
  };
}

/** 'namespace/Kind/name' of the last controller among the objects, or of the end itself. */
export function workloadOf(end: string, objects: readonly object[]): string {
  const [namespace, kind, name] = parts(end);
  const object = objects.find(
    (each) => namespaceOf(each) === namespace && text(each, 'kind') === kind && nameOf(each) === name,
  );
  const owner = list(object, 'metadata', 'ownerReferences').find((each) => own(each, 'controller') === true);
  if (owner === undefined) return `${namespace}/${kind}/${name}`;
  return workloadOf(`${namespace}/${text(owner, 'kind')}/${text(owner, 'name')}`, objects);
}

/** Namespace, kind and name of an end: 'x/web' is a Pod, 'x/Job/web' a workload that stands for its pods. */
export function parts(end: string): readonly [namespace: string, kind: string, name: string] {
  const [namespace = '', second = '', third] = end.split('/');
  return third === undefined ? [namespace, 'Pod', second] : [namespace, second, third];
}

/** Whether the end is a workload with at least two pods, so that one of them may call another. */
export function isSeveral(end: string, objects: readonly object[]): boolean {
  const [namespace, kind, name] = parts(end);
  if (kind === 'Pod' || kind === 'DaemonSet') return kind === 'DaemonSet';
  return objects.some(
    (each) =>
      namespaceOf(each) === namespace &&
      text(each, 'kind') === kind &&
      nameOf(each) === name &&
      Number(own(each, 'spec', 'replicas') ?? 1) > 1,
  );
}
