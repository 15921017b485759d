// Isolating egress and forgetting DNS is the commonest mistake of all: names stop resolving, and nothing says
// why. Which pods answer DNS, and which workloads may do something but not ask them (R98)?

import { type Reach, reach } from '../answer/reach.ts';
import { standsForSeveral } from '../answer/units.ts';
import { distinctReasons } from '../answer/verdict.ts';
import type { Compiled } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import { covering } from '../compile/rows.ts';
import type { Reason } from '../model/assumptions.ts';
import type { Cluster, Node, Pod, Workload } from '../model/cluster.ts';
import { type AddressSet, singleAddress } from '../sets/addresses.ts';
import { bitsetRange, bitsOf } from '../sets/bitset.ts';
import { isSubset, unionAll } from '../sets/intervals.ts';
import { type PortSet, portRange } from '../sets/ports.ts';
import { and, or, type Ternary } from '../sets/ternary.ts';
import { type Backend, backendsOf } from './backends.ts';
import { type Pairs, pairsOf } from './pairs.ts';

const dnsProtocols = ['UDP', 'TCP'] as const;
export type DnsProtocol = (typeof dnsProtocols)[number];

export interface DnsServers {
  /** Pods that answer, each at the port that it sees. */
  readonly backends: readonly Backend[];
  /** Whether a NodeLocal DNSCache answers first, on the pod's own node. */
  readonly cache: 'on-each-node' | 'none';
}

export interface WithoutDns {
  readonly workload: Workload;
  /** Those of its pods that lack it. */
  readonly pods: readonly Pod[];
  readonly missing: readonly DnsProtocol[];
  /** 'perhaps': what it lacks is open to question. */
  readonly certainty: 'certain' | 'perhaps';
  readonly because: readonly Reason[];
}

export type DnsFindings =
  | { readonly kind: 'known'; readonly servers: DnsServers; readonly without: readonly WithoutDns[] }
  /** No DNS pod is in the input: these may reach something, but nothing at all on port 53. */
  | { readonly kind: 'not-known'; readonly without: readonly WithoutDns[] };

/** Names that distributions give the Service: kubeadm, its charts, RKE2, OpenShift. */
const serviceName = /^(kube-dns|coredns|[a-z0-9-]+-coredns|rke2-coredns-[a-z0-9-]+|dns-default)$/;

export function dnsServers(cluster: Cluster): DnsServers {
  const services = cluster.services.filter(({ name }) => serviceName.test(name));
  const served = services.flatMap((service) =>
    dnsProtocols.flatMap((protocol) => backendsOf(cluster, service, 53, protocol, 'outside')),
  );
  const backends = served.some(({ endpoint }) => endpoint.kind === 'pod') ? served : labelledPods(cluster);
  return { backends: backends.filter(({ endpoint }) => endpoint.kind === 'pod'), cache: cacheOf(cluster) };
}

/** Without its Service the pods are told by the label that every distribution keeps, at port 53. */
function labelledPods({ pods }: Cluster): readonly Backend[] {
  return pods
    .filter(({ labels }) => labels.values.get('k8s-app') === 'kube-dns')
    .flatMap((pod) =>
      dnsProtocols.map((protocol): Backend => {
        const named = pod.ports.find((port) => port.protocol === protocol && /^dns(-tcp)?$/.test(port.name));
        const port = named?.port ?? 53;
        const ports = portRange(protocol, port, port);
        return { endpoint: { kind: 'pod', pod }, protocol, port, ports, certainty: 'certain', because: [] };
      }),
    );
}

function cacheOf({ pods }: Cluster): DnsServers['cache'] {
  const cached = pods.some(
    ({ workload, labels }) => workload.name === 'node-local-dns' || labels.values.get('k8s-app') === 'node-local-dns',
  );
  return cached ? 'on-each-node' : 'none';
}

/** Sorted by namespace, name and kind of the workload. */
export function withoutDns(compiled: Compiled): DnsFindings {
  const servers = dnsServers(compiled.cluster);
  const pairs = pairsOf(compiled);
  const known = servers.backends.length > 0;
  const asking: Asking = known
    ? (pod, protocol) => dnsOf(compiled, pairs, pod, protocol, servers)
    : (pod, protocol) => openAnywhere(compiled, pod, protocol);
  const without = lackingOf(compiled, asking, new Set(servers.backends.flatMap(({ endpoint }) => podOf(endpoint))));
  return known ? { kind: 'known', servers, without } : { kind: 'not-known', without };
}

function podOf(endpoint: Backend['endpoint']): readonly Pod[] {
  return endpoint.kind === 'pod' ? [endpoint.pod] : [];
}

interface Answer {
  readonly holds: Ternary;
  readonly because: readonly Reason[];
}

type Asking = (pod: Pod, protocol: DnsProtocol) => Answer;

function lackingOf(compiled: Compiled, asking: Asking, servers: ReadonlySet<Pod>): readonly WithoutDns[] {
  const found = new Map<string, WithoutDns>();
  const byClass = new Map<string, Omit<WithoutDns, 'workload' | 'pods'>>();
  for (const pod of compiled.cluster.pods) {
    if (pod.network === 'host' || servers.has(pod) || pod.readiness === 'finished') continue;
    const classes = compiled.families.map((family) => family.classes.ofPod.get(pod) ?? '-').join(' ');
    const lack = byClass.get(classes) ?? lackOf(compiled, asking, pod);
    byClass.set(classes, lack);
    if (lack.missing.length === 0) continue;
    const { kind, namespace, name } = pod.workload;
    const key = JSON.stringify([namespace, name, kind, lack.missing, lack.certainty]);
    const known = found.get(key);
    found.set(key, { workload: pod.workload, ...lack, pods: [...(known?.pods ?? []), pod] });
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

function lackOf(compiled: Compiled, asking: Asking, pod: Pod): Omit<WithoutDns, 'workload' | 'pods'> {
  // Whoever may do everything lacks nothing, and whoever may do nothing was not meant to ask.
  const egress = egressOf(compiled, pod);
  if (egress === 'open' || egress.possible.length === 0) return { missing: [], certainty: 'certain', because: [] };
  const answers = dnsProtocols.map((protocol) => ({ protocol, ...asking(pod, protocol) }));
  const lacking = answers.filter(({ holds }) => holds !== 'yes');
  return {
    missing: lacking.map(({ protocol }) => protocol),
    certainty: lacking.some(({ holds }) => holds === 'no') ? 'certain' : 'perhaps',
    because: distinctReasons(lacking.flatMap(({ because }) => because)),
  };
}

/** What its egress opens to anyone else, whoever lets it in; 'open' where no policy closes anything. */
function egressOf({ families, ports }: Compiled, pod: Pod): 'open' | Reach {
  const rows = families.flatMap(({ classes, egress }) => {
    const own = classes.ofPod.get(pod);
    if (own === undefined) return [];
    const everyone = bitsetRange(0, classes.list.length);
    const cells = covering(rowOf(egress, own), everyone, ports.none);
    const alone = classes.list[own]?.pods.length === 1 && !standsForSeveral(pod);
    return [{ cells, count: classes.list.length, itself: alone ? own : 'among-others' }] as const;
  });
  const closesNothing = rows.every(({ cells, count }) => {
    const open = cells.filter(({ allowed }) => allowed === ports.every).map(({ peers }) => bitsOf(peers).length);
    return open.reduce((sum, peers) => sum + peers, 0) === count;
  });
  if (closesNothing) return 'open';
  const cells = rows.flatMap((row) =>
    row.cells.filter(({ peers }) => bitsOf(peers).some((peer) => peer !== row.itself)),
  );
  return {
    allowed: unionAll(cells.map(({ allowed }) => ports.portSet(allowed))),
    possible: unionAll(cells.map(({ possible }) => ports.portSet(possible))),
  };
}

function dnsOf(
  { cluster }: Compiled,
  pairs: Pairs,
  pod: Pod,
  protocol: DnsProtocol,
  { backends, cache }: DnsServers,
): Answer {
  if (cache === 'on-each-node') return cacheAnswer(cluster, pod, protocol);
  const asked = backends.filter((backend) => backend.protocol === protocol);
  // A server that does not answer TCP is no matter of policies.
  if (asked.length === 0) return { holds: 'yes', because: [] };
  const answers = asked.flatMap(({ endpoint, ports, certainty }) =>
    podOf(endpoint).flatMap((server) =>
      pairs.between(pod, server, 'service').map((each) => {
        const holds = holdsFor(each, ports);
        return { holds: certainty === 'perhaps' ? and(holds, 'unknown') : holds, because: each.because };
      }),
    ),
  );
  return {
    holds: answers.map(({ holds }) => holds).reduce(or, 'no'),
    because: answers.flatMap(({ because }) => because),
  };
}

/** The cache listens on a link-local address of every node: for a pod it is its own node (R81, F4). */
function cacheAnswer(cluster: Cluster, pod: Pod, protocol: DnsProtocol): Answer {
  const own = pod.node === 'unknown' ? 'its own node' : pod.node;
  const labels: Node['labels'] = { values: new Map(), open: 'every-other-key' };
  const node: Node = { name: own, labels, addresses: cacheAddress, internal: cacheAddress, origin: pod.origin };
  const from = { kind: 'pod', pod: { ...pod, node: own } } as const;
  const to = { kind: 'external', addresses: cacheAddress, node } as const;
  const ports = portRange(protocol, 53, 53);
  const answers = reach(cluster, from, to, ports);
  return {
    holds: answers.map((each) => holdsFor(each, ports)).reduce(or, 'no'),
    because: answers.flatMap(({ because }) => because),
  };
}

/** 169.254.20.10, which NodeLocal DNSCache's manifest takes. */
const cacheAddress: AddressSet = singleAddress({ family: 'IPv4', value: ((169 * 256 + 254) * 256 + 20) * 256 + 10 });

function openAnywhere(compiled: Compiled, pod: Pod, protocol: DnsProtocol): Answer {
  const egress = egressOf(compiled, pod);
  return { holds: egress === 'open' ? 'yes' : holdsFor(egress, portRange(protocol, 53, 53)), because: [] };
}

function holdsFor({ allowed, possible }: Reach, ports: PortSet): Ternary {
  if (isSubset(ports, allowed)) return 'yes';
  return isSubset(ports, possible) ? 'unknown' : 'no';
}
