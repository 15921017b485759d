// From a Service's port to the pods and addresses behind it, and to the port that each is reached at
// (005 rule 20). What is open about one (a label, a node) makes it a backend only perhaps.

import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Endpoint, Pod } from '../model/cluster.ts';
import { selectorHolds } from '../model/select.ts';
import type { GivenBackend, Service, ServicePort } from '../model/service.ts';
import { type PortSet, type Protocol, portRange } from '../sets/ports.ts';
import { and, type Ternary, ternary } from '../sets/ternary.ts';
import { addressKeys, podIndex } from './pod-index.ts';
import { servicePort, targetPort } from './target-port.ts';

export interface Backend {
  readonly endpoint: Endpoint;
  readonly protocol: Protocol;
  /** What the backend sees, and the policies with it (R43). */
  readonly port: number;
  readonly ports: PortSet;
  readonly certainty: 'certain' | 'perhaps';
  /** Why only perhaps, or what else is worth saying of it. */
  readonly because: readonly Reason[];
}

/** Who asks: 'outside' comes through a node or a proxy, for which `internalTrafficPolicy` is no matter. */
export type Client = Endpoint | 'outside';

/** `asked`: the Service's port, by number or name. [] too where it has no such port, or is a name outside. */
export function backendsOf(
  cluster: Cluster,
  service: Service,
  asked: number | string,
  protocol: Protocol,
  client: Client,
): readonly Backend[] {
  const port = servicePort(service, asked, protocol);
  return port === undefined ? [] : backendsAt(cluster, service, port, client);
}

/** Behind one of its ports, as a client meets them: at a headless Service, at the asked port. */
export function backendsAt(cluster: Cluster, service: Service, port: ServicePort, client: Client): readonly Backend[] {
  return behind(cluster, service, service.headless ? { ...port, target: port.port } : port, client);
}

/** Behind one of its ports, as a proxy meets them that reads the slices itself: at the target port, always. */
export function proxiedBackends(cluster: Cluster, service: Service, port: ServicePort): readonly Backend[] {
  return behind(cluster, service, port, 'outside');
}

function behind(cluster: Cluster, service: Service, port: ServicePort, client: Client): readonly Backend[] {
  switch (service.backends.kind) {
    case 'external-name':
      return [];
    case 'given':
      return distinct(
        service.backends.backends.flatMap((given) => givenBackend(cluster, service, given, port, client)),
      );
    case 'selected':
      return selectedBackends(cluster, service, port, client);
  }
}

/** ExternalName: a name in DNS, and what it stands for is not in the input (R94). */
export function externalName({ namespace, name, backends }: Service): Reason | undefined {
  if (backends.kind !== 'external-name') return undefined;
  const why = `Service ${namespace}/${name} is another name for \`${backends.host}\`, whose addresses are not known`;
  return { flag: 'F20', key: 'none', why };
}

interface Selected {
  readonly pod: Pod;
  readonly port: number;
  readonly holds: Ternary;
  readonly because: readonly Reason[];
}

function selectedBackends(cluster: Cluster, service: Service, port: ServicePort, client: Client): readonly Backend[] {
  const selected = (podIndex(cluster).inNamespace.get(service.namespace) ?? []).flatMap((pod) =>
    selectedPod(service, port, pod, client),
  );
  const ready = selected.filter(({ pod }) => pod.readiness === 'ready' || publishes(service, pod));
  const made = (each: Selected): Backend => podBackend(each, port.protocol);
  if (ready.some(({ holds }) => holds === 'yes')) return ready.map(made);
  // Those that terminate and still serve stand in where none is ready (R96).
  const serving = selected.filter(({ pod }) => pod.readiness === 'terminating' && !publishes(service, pod));
  const standIns = ready.length === 0 ? serving : serving.map(standingIn);
  return [...ready, ...standIns].map(made);
}

function publishes({ publishNotReady }: Service, pod: Pod): boolean {
  return publishNotReady && pod.readiness !== 'finished';
}

function standingIn(each: Selected): Selected {
  const why = `${nameOf(each.pod)} is terminating: it gets traffic only where no pod is ready`;
  return { ...each, holds: 'unknown', because: [...each.because, { flag: 'F16', key: 'none', why }] };
}

function selectedPod(service: Service, port: ServicePort, pod: Pod, client: Client): readonly Selected[] {
  if (service.backends.kind !== 'selected') return [];
  const byLabels = selectorHolds(service.backends.selector, pod.labels);
  if (byLabels === 'no') return [];
  const number = targetPort(port, pod);
  if (number === undefined) return [];
  const local = isLocal(service, client, pod.node);
  const holds = and(byLabels, local);
  if (holds === 'no') return [];
  const because = [
    ...(byLabels === 'unknown' ? [openLabels(service, pod)] : []),
    ...(local === 'unknown' ? [openNode(service, nameOf(pod))] : []),
  ];
  return [{ pod, port: number, holds, because }];
}

/** `internalTrafficPolicy: Local`: only on the client's node. It is kube-proxy's, so a headless Service has none. */
function isLocal({ internalTraffic, headless }: Service, client: Client, node: string | 'unknown'): Ternary {
  if (internalTraffic === 'Cluster' || headless || client === 'outside') return 'yes';
  const own = client.kind === 'pod' ? client.pod.node : (client.node?.name ?? 'unknown');
  return own === 'unknown' || node === 'unknown' ? 'unknown' : ternary(own === node);
}

function podBackend({ pod, port, holds, because }: Selected, protocol: Protocol): Backend {
  return backend({ kind: 'pod', pod }, protocol, port, holds, because);
}

/** A slice of several ports gives each address once for each. */
function distinct(backends: readonly Backend[]): readonly Backend[] {
  const seen = new Map<string, Backend>();
  for (const each of backends) {
    const { endpoint, port } = each;
    const key = endpoint.kind === 'pod' ? nameOf(endpoint.pod) : addressKeys(endpoint.addresses).join();
    if (!seen.has(`${key} ${port}`)) seen.set(`${key} ${port}`, each);
  }
  return [...seen.values()];
}

function backend(
  endpoint: Endpoint,
  protocol: Protocol,
  port: number,
  holds: Ternary,
  because: readonly Reason[],
): Backend {
  const certainty = holds === 'yes' ? 'certain' : 'perhaps';
  return { endpoint, protocol, port, ports: portRange(protocol, port, port), certainty, because };
}

/** An address that is a pod's own is that pod, whose policies judge what arrives. */
function givenBackend(
  cluster: Cluster,
  service: Service,
  given: GivenBackend,
  port: ServicePort,
  client: Client,
): readonly Backend[] {
  if (!given.ready) return [];
  const number = givenPort(service, given, port);
  const local = isLocal(service, client, given.node);
  if (number === undefined || local === 'no') return [];
  const [key = ''] = addressKeys(given.addresses);
  const pod = podIndex(cluster).atAddress.get(key);
  const endpoint: Endpoint =
    pod === undefined ? { kind: 'external', addresses: given.addresses } : { kind: 'pod', pod };
  const because = [selectorless(service), ...(local === 'unknown' ? [openNode(service, 'the backend')] : [])];
  return [backend(endpoint, port.protocol, number, local, because)];
}

/** A slice's port is for the Service's port of the same name; without a translation the asked port is taken. */
function givenPort(service: Service, given: GivenBackend, port: ServicePort): number | undefined {
  if (service.headless && port.target === port.port) return port.port;
  if (given.portName !== port.name || given.protocol !== port.protocol) return undefined;
  if (given.port !== 'every') return given.port;
  return typeof port.target === 'number' ? port.target : undefined;
}

function selectorless({ namespace, name }: Service): Reason {
  const why = `Service ${namespace}/${name} has no selector: its backends are the addresses that its slices give`;
  return { flag: 'F20', key: 'none', why };
}

function openLabels({ namespace, name }: Service, pod: Pod): Reason {
  const why = `Service ${namespace}/${name} selects by a label that the controller of ${nameOf(pod)} may add`;
  return { flag: 'F19', key: 'controller-labels', why };
}

function openNode({ namespace, name }: Service, who: string): Reason {
  const why = `Service ${namespace}/${name} keeps traffic on the client's node, and whether ${who} is there is not known`;
  return { flag: 'F11', key: 'none', why };
}

function nameOf({ kind, namespace, name }: Pod): string {
  return `${kind} ${namespace.name}/${name}`;
}
