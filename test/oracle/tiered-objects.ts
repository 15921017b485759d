// Short ways to write raw cluster-wide policies, Nodes and Services in the rows of a test.
type Json = Record<string, unknown>;

/** Everybody: every pod of every namespace. */
export const EVERY_POD = { namespaces: {} };

/** A ClusterNetworkPolicy of the Admin tier; its subject is every pod unless it says. */
export function admin(name: string, priority: number, rules: Json): object {
  return clusterPolicy(name, { tier: 'Admin', priority, ...rules });
}

export function baseline(name: string, priority: number, rules: Json): object {
  return clusterPolicy(name, { tier: 'Baseline', priority, ...rules });
}

function clusterPolicy(name: string, spec: Json): object {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: { subject: EVERY_POD, ...spec },
  };
}

/** An AdminNetworkPolicy, or the BaselineAdminNetworkPolicy where no priority is given. */
export function v1alpha1(name: string, priority: number | 'baseline', rules: Json): object {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: priority === 'baseline' ? 'BaselineAdminNetworkPolicy' : 'AdminNetworkPolicy',
    metadata: { name },
    spec: { subject: EVERY_POD, ...(priority === 'baseline' ? {} : { priority }), ...rules },
  };
}

/** One ingress rule: from every pod unless it says. */
export function from(action: string, over: Json = {}): Json {
  return { ingress: [{ action, from: [EVERY_POD], ...over }] };
}

/** One egress rule: to every pod unless it says. */
export function to(action: string, over: Json = {}): Json {
  return { egress: [{ action, to: [EVERY_POD], ...over }] };
}

/** Pods labelled app=NAME, wherever they are. */
export function labelled(app: string): Json {
  return { pods: { podSelector: { matchLabels: { app } } } };
}

/** What a Deployment's pods may or may not turn out to be. */
export const PERHAPS = { pods: { podSelector: { matchLabels: { 'pod-template-hash': 'a' } } } };

export function nodeAt(name: string, addresses: readonly string[], labels: Json = {}): object {
  return nodeWith(
    name,
    addresses.map((address) => ({ type: 'InternalIP', address })),
    labels,
  );
}

export function nodeWith(name: string, addresses: readonly Json[], labels: Json = {}): object {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { addresses } };
}

/** Service x/web for pods labelled app=b, port 80 unless it says. */
export function service(spec: Json = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'x' },
    spec: { clusterIP: '10.96.0.1', selector: { app: 'b' }, ports: [{ port: 80 }], ...spec },
  };
}

export function slice(endpoints: readonly Json[], ports: readonly Json[] = [{ name: '', port: 80 }]): object {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'web-1', namespace: 'x', labels: { 'kubernetes.io/service-name': 'web' } },
    endpoints,
    ports,
  };
}

export function foreign(apiVersion: string, kind: string, namespace: string, spec: unknown): object {
  return { apiVersion, kind, metadata: { name: 'foreign', ...(namespace === '' ? {} : { namespace }) }, spec };
}
