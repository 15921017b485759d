// The leaves of every decision: does a selector, a peer or a port match? Three-valued, with the
// assumptions that the answer relied on (docs/decisions/002-three-values.md has the rules).

import { type AddressSet, disjoint, type Family, ofFamily, within } from '../sets/addresses.ts';
import { unionAll } from '../sets/intervals.ts';
import { everyPort, noPorts, type PortSet, portRange } from '../sets/ports.ts';
import { and, type Ternary, ternary } from '../sets/ternary.ts';
import type { Assumptions, Reason } from './assumptions.ts';
import type { Endpoint, Pod } from './cluster.ts';
import type { LabelSelector, LabelSet, Requirement } from './labels.ts';
import type { Peer, PodScope, PortMatch } from './policy.ts';
import { unreachable } from './unreachable.ts';

export interface Match {
  readonly holds: Ternary;
  readonly because: readonly Reason[];
}

/** Ports that match for certain, and those that may: allowed ⊆ possible. */
export interface Ports {
  readonly allowed: PortSet;
  readonly possible: PortSet;
  readonly because: readonly Reason[];
}

export function selectorHolds(selector: LabelSelector, labels: LabelSet): Ternary {
  return selector.map((requirement) => requirementHolds(requirement, labels)).reduce(and, 'yes');
}

export function requirementHolds(requirement: Requirement, labels: LabelSet): Ternary {
  const value = labels.values.get(requirement.key);
  if (value === undefined && isOpen(requirement.key, labels)) return 'unknown';
  switch (requirement.op) {
    case 'In':
      return ternary(value !== undefined && requirement.values.includes(value));
    case 'NotIn':
      // An absent key satisfies NotIn, as in apimachinery.
      return ternary(value === undefined || !requirement.values.includes(value));
    case 'Exists':
      return ternary(value !== undefined);
    case 'DoesNotExist':
      return ternary(value === undefined);
    default:
      return unreachable(requirement);
  }
}

function isOpen(key: string, { open }: LabelSet): boolean {
  return open === 'every-other-key' || (open !== 'none' && open.has(key));
}

/** Whether the scope selects the pod, as the subject of a policy or as a peer. */
export function selectsPod(scope: PodScope, pod: Pod, assumptions: Assumptions): Match {
  const inNamespace =
    scope.namespaces.kind === 'named'
      ? ternary(scope.namespaces.name === pod.namespace.name)
      : selectorHolds(scope.namespaces.selector, pod.namespace.labels);
  if (inNamespace === 'no') return { holds: 'no', because: [] };
  const byLabels = selectorHolds(scope.pods, pod.labels);
  const holds = and(inNamespace, byLabels);
  const because = [
    ...namespaceReasons(scope, pod, inNamespace),
    ...(byLabels === 'unknown' ? [controllerLabels(pod)] : []),
  ];
  return pod.network === 'host' ? onHostNetwork(holds, because, assumptions) : { holds, because };
}

function namespaceReasons({ namespaces }: PodScope, pod: Pod, holds: Ternary): readonly Reason[] {
  if (namespaces.kind === 'named' || pod.namespace.origin !== 'not-given') return [];
  const beyondName = namespaces.selector.some(({ key }) => key !== metadataName);
  if (!beyondName) return [];
  const name = pod.namespace.name;
  return [
    {
      flag: 'F19',
      key: 'namespace-labels',
      why:
        holds === 'unknown'
          ? `the input has no Namespace ${name}, so its labels are not known`
          : `the input has no Namespace ${name}: it is taken to have no label but its name`,
    },
  ];
}

export const metadataName = 'kubernetes.io/metadata.name';

function controllerLabels(pod: Pod): Reason {
  const keys = pod.labels.open === 'none' || pod.labels.open === 'every-other-key' ? [] : [...pod.labels.open];
  return {
    flag: 'F19',
    key: 'controller-labels',
    why: `the controller of ${pod.kind} ${pod.namespace.name}/${pod.name} adds labels whose values files lack (${keys.join(', ')})`,
  };
}

function onHostNetwork(holds: Ternary, because: readonly Reason[], assumptions: Assumptions): Match {
  if (holds === 'no') return { holds, because };
  switch (assumptions['host-network-pods']) {
    case 'as-pods':
      return { holds, because: [...because, hostNetwork('is treated like any other pod')] };
    case 'as-nodes':
      return { holds: 'no', because: [hostNetwork('counts as its node: no pod selector selects it')] };
    case 'unknown':
      return {
        holds: 'unknown',
        because: [...because, hostNetwork('may count as its node or as a pod')],
      };
    default:
      return unreachable(assumptions['host-network-pods']);
  }
}

function hostNetwork(what: string): Reason {
  return { flag: 'F3', key: 'host-network-pods', why: `a pod on the host network ${what}` };
}

export function matchesPeer(peer: Peer, end: Endpoint, family: Family, assumptions: Assumptions): Match {
  if (peer.kind === 'pods') {
    return end.kind === 'pod' ? selectsPod(peer, end.pod, assumptions) : { holds: 'no', because: [] };
  }
  const addresses = ofFamily(end.kind === 'pod' ? end.pod.addresses : end.addresses, family);
  const holds = contains(peer.addresses, addresses);
  return end.kind === 'pod' ? podInBlock(holds, end.pod, assumptions) : { holds, because: [] };
}

/** Where an end's address may lie decides: all inside, none inside, or open. */
function contains(block: AddressSet, addresses: AddressSet): Ternary {
  if (disjoint(block, addresses)) return 'no';
  return within(addresses, block) ? 'yes' : 'unknown';
}

function podInBlock(holds: Ternary, pod: Pod, assumptions: Assumptions): Match {
  if (holds === 'no') return { holds, because: [] };
  const placed = placedInBlock(holds, pod, assumptions);
  const reading = pod.network === 'host' ? assumptions['host-network-pods'] : 'as-pods';
  if (reading === 'as-nodes') return placed;
  const asPod = matchedAsPod(placed, assumptions);
  if (reading === 'as-pods' || asPod.holds === placed.holds) return asPod;
  return { holds: 'unknown', because: [...asPod.because, hostNetwork('may count as its node or as a pod')] };
}

function placedInBlock(holds: Ternary, pod: Pod, assumptions: Assumptions): Match {
  if (holds !== 'unknown') return { holds, because: [] };
  return assumptions['missing-addresses'] === 'no-match'
    ? { holds: 'no', because: [missingAddress(pod, 'is taken to lie outside the block')] }
    : { holds, because: [missingAddress(pod, 'may lie in the block or not')] };
}

function matchedAsPod({ holds, because }: Match, assumptions: Assumptions): Match {
  if (holds === 'no') return { holds, because };
  switch (assumptions['ip-block-matches-pods']) {
    case 'no':
      return { holds: 'no', because: [blockAndPods('blocks are taken not to match pods')] };
    case 'unknown':
      return {
        holds: 'unknown',
        because: [...because, blockAndPods('a network plugin may match pods by block or not')],
      };
    case 'yes':
      return {
        holds,
        because: [...because, blockAndPods('a pod is matched by its address, as upstream tests require')],
      };
    default:
      return unreachable(assumptions['ip-block-matches-pods']);
  }
}

function missingAddress(pod: Pod, what: string): Reason {
  return {
    flag: 'F11',
    key: 'missing-addresses',
    why: `${pod.kind} ${pod.namespace.name}/${pod.name} has no address in the input: it ${what}`,
  };
}

function blockAndPods(why: string): Reason {
  return { flag: 'F1', key: 'ip-block-matches-pods', why };
}

/** The ports that a rule's list opens at this destination. */
export function portsAt(
  ports: 'every-port' | readonly PortMatch[],
  destination: Endpoint,
  assumptions: Assumptions,
): Ports {
  if (ports === 'every-port') return { allowed: everyPort, possible: everyPort, because: [] };
  const parts = ports.map((match) => portsOf(match, destination, assumptions));
  return {
    allowed: unionAll(parts.map((part) => part.allowed)),
    possible: unionAll(parts.map((part) => part.possible)),
    because: parts.flatMap((part) => part.because),
  };
}

function portsOf(match: PortMatch, destination: Endpoint, assumptions: Assumptions): Ports {
  if (match.kind === 'range') {
    const ports = portRange(match.protocol, match.first, match.last);
    return { allowed: ports, possible: ports, because: [] };
  }
  // A named port is looked up on the destination pod, by name and protocol (R45, R46); outside it matches nothing (R47).
  if (destination.kind === 'external') return { allowed: noPorts, possible: noPorts, because: [] };
  return namedPort(match.name, match.protocol, destination.pod, assumptions);
}

function namedPort(name: string, protocol: string, pod: Pod, assumptions: Assumptions): Ports {
  const nothing: Ports = { allowed: noPorts, possible: noPorts, because: [] };
  const named = pod.ports.filter((port) => port.name === name && port.protocol === protocol);
  const sidecars = assumptions['sidecar-ports'];
  const considered = sidecars === 'no' ? named.filter((port) => port.container === 'main') : named;
  if (considered.length === 0) return nothing;
  if (pod.network === 'host' && assumptions['host-network-pods'] === 'as-nodes') {
    return { ...nothing, because: [hostNetwork('counts as its node: port names are not looked up on it')] };
  }
  const because: Reason[] = [];
  if (considered.some((port) => port.container === 'sidecar')) {
    because.push({ flag: 'F8', key: 'sidecar-ports', why: `port name ${name} is a sidecar's` });
  }
  const numbers = new Set(considered.map((port) => port.port));
  const duplicates = assumptions['duplicate-port-names'];
  if (numbers.size > 1) {
    because.push({ flag: 'F8', key: 'duplicate-port-names', why: `several containers name different ports ${name}` });
  }
  const chosen = duplicates === 'first' ? considered.slice(0, 1) : considered;
  const possible = unionAll(chosen.map((port) => portRange(port.protocol, port.port, port.port)));
  const certain = chosen.filter((port) => port.container === 'main' || sidecars === 'yes');
  const allowed =
    duplicates === 'unknown' && numbers.size > 1
      ? noPorts
      : unionAll(certain.map((port) => portRange(port.protocol, port.port, port.port)));
  if (pod.network === 'host' && assumptions['host-network-pods'] === 'unknown') {
    return { allowed: noPorts, possible, because: [...because, hostNetwork('may count as its node or as a pod')] };
  }
  return { allowed, possible, because };
}

/** Whether two pods run on one node: known only where both say their node. */
export function sharesNode(a: Pod, b: Pod): Ternary {
  if (a.node === 'unknown' || b.node === 'unknown') return 'unknown';
  return ternary(a.node === b.node);
}
