// Short ways to write raw objects in the rows of a test. A row says only what matters to it.
type Json = Record<string, unknown>;

export function pod(
  name: string,
  over: { labels?: unknown; spec?: Json; status?: Json; metadata?: Json } = {},
): object {
  const [namespace, short] = name.split('/') as [string, string];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: short, namespace, labels: over.labels ?? { app: short }, ...over.metadata },
    spec: { containers: [{ name: 'main' }], ...over.spec },
    status: { phase: 'Running', ...over.status },
  };
}

/** A pod with these addresses, IPv4 or IPv6. */
export function podAt(name: string, ...addresses: readonly string[]): object {
  return pod(name, { status: { podIP: addresses[0], podIPs: addresses.map((ip) => ({ ip })) } });
}

/** A host-network pod; no node where the name is left out. */
export function hostPod(name: string, node?: string, ports: readonly object[] = []): object {
  const spec = {
    hostNetwork: true,
    containers: [{ name: 'main', ports }],
    ...(node === undefined ? {} : { nodeName: node }),
  };
  return pod(name, { spec, status: { podIP: '192.168.0.1' } });
}

export function workload(
  name: string,
  over: { labels?: unknown; spec?: Json; podSpec?: Json; metadata?: Json } = {},
): object {
  const [namespace, kind, short] = name.split('/') as [string, string, string];
  const template = {
    metadata: { labels: over.labels ?? { app: short } },
    spec: { containers: [{ name: 'main' }], ...over.podSpec },
  };
  const batch = kind === 'Job' || kind === 'CronJob';
  return {
    apiVersion: batch ? 'batch/v1' : kind === 'ReplicationController' ? 'v1' : 'apps/v1',
    kind,
    metadata: { name: short, namespace, ...over.metadata },
    spec: { ...(kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template }), ...over.spec },
  };
}

export function ownedBy(kind: string, name: string): Json {
  return { ownerReferences: [{ apiVersion: 'apps/v1', kind, name, controller: true }] };
}

export function namespace(name: string, labels?: unknown): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

export function node(name: string, ...podCIDRs: readonly string[]): object {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: { podCIDR: podCIDRs[0], podCIDRs } };
}

/** A NetworkPolicy with exactly this spec. */
export function policy(name: string, spec: unknown): object {
  const [namespace, short] = name.split('/') as [string, string];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: short, namespace },
    spec,
  };
}

/** A policy of namespace x for pods labelled app=b that admits these peers on these ports. */
export function admits(from: unknown, ports?: unknown): object {
  return policy('x/admits', {
    podSelector: { matchLabels: { app: 'b' } },
    policyTypes: ['Ingress'],
    ingress: [{ from, ports }],
  });
}

/** A policy of namespace x for pods labelled app=a that lets out to these peers on these ports. */
export function letsOut(to: unknown, ports?: unknown): object {
  return policy('x/lets-out', {
    podSelector: { matchLabels: { app: 'a' } },
    policyTypes: ['Egress'],
    egress: [{ to, ports }],
  });
}

/** Every pod of the namespace takes nothing in. */
export function closes(namespace: string, selector: unknown = {}): object {
  return policy(`${namespace}/closes`, { podSelector: selector, policyTypes: ['Ingress'] });
}
