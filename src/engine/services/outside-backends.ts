// Services that lead out of the cluster, to addresses that are no pod's: `default/kubernetes` and its control
// plane, a database beside the cluster (R92). What pods send there, their egress policies judge as those addresses.

import { reach } from '../answer/reach.ts';
import { reachable } from '../answer/reachable.ts';
import type { Compiled } from '../compile/compile.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Endpoint, Pod } from '../model/cluster.ts';
import type { Service } from '../model/service.ts';
import type { AddressSet } from '../sets/addresses.ts';
import { intersection, union } from '../sets/intervals.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';
import { type Backend, backendsAt } from './backends.ts';
import { clientGroups } from './through-services.ts';

/** Pods that no policy tells apart, at one address. */
export interface Outbound {
  readonly clients: readonly Pod[];
  readonly to: AddressSet;
  readonly allowed: PortSet;
  readonly possible: PortSet;
  readonly because: readonly Reason[];
}

export function outboundOf(compiled: Compiled, service: Service): readonly Outbound[] {
  const backends = service.ports.flatMap((port) => backendsAt(compiled.cluster, service, port, 'outside'));
  const outside = backends.filter(({ endpoint }) => endpoint.kind === 'external');
  if (outside.length === 0) return [];
  return clientGroups(compiled).flatMap((clients) => outside.flatMap((backend) => sent(compiled, clients, backend)));
}

function sent(compiled: Compiled, clients: readonly Pod[], backend: Backend): readonly Outbound[] {
  const [pod] = clients;
  const { endpoint, ports, certainty } = backend;
  if (pod === undefined || endpoint.kind === 'pod') return [];
  const from: Endpoint = { kind: 'pod', pod };
  const each = reachable(compiled, from, endpoint);
  const over = (side: 'allowed' | 'possible'): PortSet =>
    intersection(ports, each.map((one) => one[side]).reduce(union, noPorts));
  if (over('possible').length === 0) return [];
  const because = [...backend.because, ...reach(compiled.cluster, from, endpoint, ports).flatMap((one) => one.because)];
  const allowed = certainty === 'certain' ? over('allowed') : noPorts;
  return [{ clients, to: endpoint.addresses, allowed, possible: over('possible'), because }];
}
