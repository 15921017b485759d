// May an outside address use that port of a Service? Only by a way in: a node port, a load balancer, an external
// address, an Ingress or a route. What the backend then sees, the ways say (005, rewritten sources).

import type { Explained } from '../answer/reach.ts';
import { reach } from '../answer/reach.ts';
import { distinctReasons } from '../answer/verdict.ts';
import type { Compiled } from '../compile/compile.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { Service, ServicePort } from '../model/service.ts';
import { type AddressSet, disjoint, noAddresses, unionAddresses, within } from '../sets/addresses.ts';
import { isSubset } from '../sets/intervals.ts';
import { noPorts } from '../sets/ports.ts';
import { type JudgedBackend, type ServiceAnswer, type ServiceDecision, together } from './ask-service.ts';
import { type Entry, entriesOf } from './entries.ts';
import { type Admission, northSouth } from './north-south.ts';

/** Every way into the cluster, worked out once for many questions. */
export interface WaysIn {
  /** Whether anything lets the outside in to the Service. */
  readonly leadTo: (service: Service) => boolean;
  readonly ask: (from: AddressSet, service: Service, port: ServicePort) => ServiceAnswer;
}

export function waysInto(compiled: Compiled): WaysIn {
  const { entries } = entriesOf(compiled.cluster);
  const admissions = northSouth(compiled, entries);
  const at = (service: Service, port: ServicePort) => (entry: Entry) =>
    entry.service === service && entry.servicePort.port === port.port && entry.servicePort.protocol === port.protocol;
  return {
    leadTo: (service) => entries.some((entry) => entry.service === service),
    ask: (from, service, port) => {
      const meant = at(service, port);
      const behind = entries.filter(meant).flatMap(({ backends }) => backends);
      const keys = new Map(behind.map((backend) => [JSON.stringify(key(backend.endpoint)), backend]));
      const judged = [...keys.values()].map((backend): JudgedBackend => {
        const met = admissions.filter(({ entry, to }) => meant(entry) && isAt(backend.endpoint, to));
        return judgedBy(compiled, from, backend, met);
      });
      const because = judged.flatMap(({ reach: each }) => each.flatMap((one) => one.because));
      const decision = together(judged.map((each) => each.decision));
      return { decision, backends: judged, because: distinctReasons(because) };
    },
  };
}

function key(end: Endpoint): readonly string[] {
  return end.kind === 'pod'
    ? [end.pod.kind, end.pod.namespace.name, end.pod.name]
    : [end.addresses.v4.join(), end.addresses.v6.join()];
}

function isAt(end: Endpoint, pod: Admission['to']): boolean {
  return end.kind === 'pod' && end.pod === pod;
}

/** By any of the ways; of a backend that is no pod, no policy judges what arrives. */
function judgedBy(
  { cluster }: Compiled,
  from: AddressSet,
  backend: JudgedBackend['backend'],
  met: readonly Admission[],
): JudgedBackend {
  const { ports, endpoint } = backend;
  const [first] = met;
  const source: Endpoint =
    first === undefined || first.proxy === 'none'
      ? { kind: 'external', addresses: from }
      : { kind: 'pod', pod: first.proxy };
  const told = reach(cluster, source, endpoint, ports, 'service');
  if (endpoint.kind === 'external') return { backend, reach: told, decision: 'yes' };
  const decision = decided(from, met, ports);
  const because = distinctReasons(met.flatMap((each) => each.because));
  return {
    backend,
    decision,
    reach: told.map((each): Explained => ({ ...each, ...portsOf(decision, ports), because })),
  };
}

function decided(from: AddressSet, met: readonly Admission[], ports: Explained['allowed']): ServiceDecision {
  const open = (side: 'allowed' | 'possible'): AddressSet =>
    met
      .filter((admission) => isSubset(ports, admission[side]))
      .map((admission) => admission.from)
      .reduce(unionAddresses, noAddresses);
  const [allowed, possible] = [open('allowed'), open('possible')];
  if (within(from, allowed)) return 'yes';
  if (disjoint(from, possible)) return 'no';
  return within(from, possible) || disjoint(from, allowed) ? 'unknown' : 'partly';
}

function portsOf(decision: ServiceDecision, ports: Explained['allowed']): Pick<Explained, 'allowed' | 'possible'> {
  return {
    allowed: decision === 'yes' ? ports : noPorts,
    possible: decision === 'no' || decision === 'partly' ? noPorts : ports,
  };
}
