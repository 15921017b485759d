// Which attempts an expectation is about, and whether one of them is as it must be.

import type { Trace } from '../engine/answer/explain.ts';
import type { Part } from '../engine/answer/outcomes.ts';
import type { Cluster, Endpoint } from '../engine/model/cluster.ts';
import { selectorHolds } from '../engine/model/select.ts';
import type { Service } from '../engine/model/service.ts';
import { externalName } from '../engine/services/backends.ts';
import { noAddresses } from '../engine/sets/addresses.ts';
import { equal, isSubset, unionAll } from '../engine/sets/intervals.ts';
import { everyPort, noPorts, portRange } from '../engine/sets/ports.ts';
import type { EndMatch, Expectation } from '../snapshot/expectations.ts';
import { type AskedPorts, askedPorts } from './asked-ports.ts';
import { type Attempt, allowedOf, attemptsOf, deniedOf, endsOf, isPair, unknownOf } from './attempts.ts';
import type { World } from './held.ts';
import { destination, type Named, resolve } from './names.ts';
import { isRefusal, type Refusal } from './questions.ts';
import { attemptsAt, type PortAttempts, serviceAttempts, servicePorts } from './service-attempts.ts';

export interface Against {
  readonly now: World;
  readonly baseline: World | 'none';
  readonly namespace: string;
}

/** `problem` says why there is nothing to check; '' where there is. */
export interface Found {
  /** For each pair of ends its attempts: one for each family that both have. */
  readonly pairs: readonly (readonly Attempt[])[];
  readonly problem: string;
}

function nothing(problem: string): Found {
  return { pairs: [], problem };
}

export function pairsFor({ from, to, ports }: Expectation, world: World, namespace: string): Found {
  const { cluster } = world;
  const [sources, targets] = [from, to].map((match) => matched(match, cluster, namespace));
  if (sources === undefined || targets === undefined) return nothing('needs two ends');
  if (isRefusal(sources)) return nothing(sources.message);
  if (isRefusal(targets)) return nothing(targets.message);
  if (targets.kind === 'service') return behindService(sources, targets.service, ports, world);
  const asked = portsOf(ports, targets);
  if (isRefusal(asked)) return nothing(asked.message);
  const pairs = endsOf(sources, cluster, 'source')
    .flatMap((source) => endsOf(targets, cluster, 'destination').map((target) => ({ source, target })))
    .filter(({ source, target }) => isPair(source, target));
  if (pairs.length === 0) return nothing('it matches no pair of pods, so it checks nothing');
  return { pairs: pairs.map(({ source, target }) => attemptsOf(cluster, source, target, asked)), problem: '' };
}

/** A source with a Service is a pair with each of its backends. */
function behindService(sources: Named, service: Service, ports: readonly string[], world: World): Found {
  const wanted = ports.length === 0 ? ['every' as const] : ports.map((port) => destination(`:${port}`).port);
  const found = wanted.map((port) => servicePorts(service, port));
  const refused = found.find((each) => isRefusal(each));
  if (refused !== undefined && isRefusal(refused)) return nothing(refused.message);
  const asked = found.flatMap((each) => (isRefusal(each) ? [] : each));
  const list = serviceAttempts(world, endsOf(sources, world.cluster, 'source'), service, asked);
  const pairs = list.map((each) => {
    const attempts = attemptsAt(each);
    return attempts.length > 0 ? attempts : [nobodyThere(each, service)];
  });
  return pairs.length === 0 ? nothing('the Service has no port that is asked about') : { pairs, problem: '' };
}

/** Without a backend nothing answers; what a name outside stands for is not known (rule 20). */
function nobodyThere({ from, port }: PortAttempts, service: Service): Attempt {
  const asked = portRange(port.protocol, port.port, port.port);
  const to: Endpoint = { kind: 'external', addresses: noAddresses };
  const named = externalName(service);
  if (named === undefined) return { from, to, asked, explained: 'no-common-family' };
  const part: Part = { ports: asked, verdict: { kind: 'undecided', policies: [] }, because: [named] };
  const trace: Trace = { steps: [], parts: [part] };
  const traces = { egress: trace, ingress: trace };
  const explained = { family: 'IPv4', traces, allowed: noPorts, possible: asked, because: [named] } as const;
  return { from, to, asked, explained };
}

function matched(match: EndMatch, cluster: Cluster, namespace: string): Named | Refusal {
  if (match.kind === 'name') return resolve(match.name, namespace, cluster);
  const pods = cluster.pods.filter(
    (pod) =>
      selectorHolds(match.namespaces, pod.namespace.labels) === 'yes' &&
      selectorHolds(match.pods, pod.labels) === 'yes',
  );
  return { kind: 'pods', pods, view: 'pod' };
}

function portsOf(ports: readonly string[], targets: Named): AskedPorts | Refusal {
  const asked = ports.map((port) => askedPorts(destination(`:${port}`).port, targets));
  const refused = asked.find((each) => isRefusal(each));
  if (refused !== undefined && isRefusal(refused)) return refused;
  const sets = asked.flatMap((each) => (isRefusal(each) ? [] : [each]));
  return {
    kind: 'AskedPorts',
    at: (pod) => (sets.length === 0 ? everyPort : unionAll(sets.map((set) => set.at(pod)))),
  };
}

export function holds({ must }: Expectation, attempt: Attempt, { baseline }: Against): boolean {
  switch (must) {
    case 'allow':
      return isSubset(attempt.asked, allowedOf(attempt));
    case 'deny':
      return equal(deniedOf(attempt), attempt.asked);
    case 'unknown':
      return isSubset(attempt.asked, unknownOf(attempt));
    case 'unchanged':
      return baseline !== 'none' && sameBefore(attempt, baseline.cluster);
  }
}

function sameBefore(attempt: Attempt, cluster: Cluster): boolean {
  const [from, to] = [attempt.from, attempt.to].map((end) => sameEnd(end, cluster));
  if (from === undefined || to === undefined) return false;
  const before = attemptsOf(cluster, from, to, { kind: 'AskedPorts', at: () => attempt.asked });
  return before.some(
    (each) =>
      familyOf(each) === familyOf(attempt) &&
      equal(allowedOf(each), allowedOf(attempt)) &&
      equal(unknownOf(each), unknownOf(attempt)),
  );
}

/** IPv4 opened and IPv6 closed is a change, though each answer was there before. */
function familyOf({ explained }: Attempt): string {
  return explained === 'no-common-family' ? explained : explained.family;
}

function sameEnd(end: Endpoint, { pods }: Cluster): Endpoint | undefined {
  if (end.kind === 'external') return end;
  const { kind, namespace, name } = end.pod;
  const pod = pods.find((each) => each.kind === kind && each.namespace.name === namespace.name && each.name === name);
  return pod === undefined ? undefined : { kind: 'pod', pod };
}
