// The ports that a rule's list opens. Named ports are looked up on the destination pod, never on the source.

import { unionAll } from '../sets/intervals.ts';
import { everyPort, noPorts, type PortSet, type Protocol, portRange, protocols } from '../sets/ports.ts';
import type { Assumptions, Reason } from './assumptions.ts';
import type { Endpoint, Pod } from './cluster.ts';
import type { PortMatch } from './policy.ts';
import { hostNetwork } from './select.ts';

/** Ports that match for certain, and those that may: allowed ⊆ possible. */
export interface Ports {
  readonly allowed: PortSet;
  readonly possible: PortSet;
  readonly because: readonly Reason[];
}

/** The ports that a rule's list opens at this destination. */
export function portsAt(
  ports: 'every-port' | readonly PortMatch[],
  destination: Endpoint,
  assumptions: Assumptions,
): Ports {
  if (ports === 'every-port') return { allowed: everyPort, possible: everyPort, because: [] };
  return joined(ports.map((match) => portsOf(match, destination, assumptions)));
}

function joined(parts: readonly Ports[]): Ports {
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
  // A named port is looked up on the destination pod (R45): by name and protocol in NetworkPolicy (R46), in every
  // protocol in the cluster-wide kinds (R124); outside it matches nothing (R47).
  if (destination.kind === 'external') return { allowed: noPorts, possible: noPorts, because: [] };
  const meant = match.protocol === 'any' ? protocols : [match.protocol];
  return joined(meant.map((protocol) => namedPort(match.name, protocol, destination.pod, assumptions)));
}

function namedPort(name: string, protocol: Protocol, pod: Pod, assumptions: Assumptions): Ports {
  const nothing: Ports = { allowed: noPorts, possible: noPorts, because: [] };
  const named = pod.ports.filter((port) => port.name === name && port.protocol === protocol);
  const sidecars = assumptions['sidecar-ports'];
  const considered = sidecars === 'no' ? named.filter((port) => port.container === 'main') : named;
  const because: Reason[] = [];
  if (named.some((port) => port.container === 'sidecar')) {
    const taken = sidecars === 'no' ? ', which a policy is taken not to mean' : '';
    because.push({ flag: 'F8', key: 'sidecar-ports', why: `port name ${name} is a sidecar's${taken}` });
  }
  if (considered.length === 0) return { ...nothing, because };
  if (pod.network === 'host' && assumptions['host-network-pods'] === 'as-nodes') {
    return { ...nothing, because: [hostNetwork('counts as its node: port names are not looked up on it')] };
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
