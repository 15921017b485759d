// Which kinds of a live cluster answers look at. What every cluster has is asked for as it is; of the rest a cluster
// tells itself what it has, so that one without a vendor's kinds is not asked for them.

import type { Get } from './connect.ts';

export interface Kind {
  readonly apiVersion: string;
  readonly plural: string;
  readonly kind: string;
}

/** Namespaces first: what follows refers to them. */
export const everyClusters: readonly Kind[] = [
  { apiVersion: 'v1', plural: 'namespaces', kind: 'Namespace' },
  { apiVersion: 'v1', plural: 'nodes', kind: 'Node' },
  { apiVersion: 'v1', plural: 'pods', kind: 'Pod' },
  { apiVersion: 'v1', plural: 'services', kind: 'Service' },
  { apiVersion: 'v1', plural: 'replicationcontrollers', kind: 'ReplicationController' },
  { apiVersion: 'apps/v1', plural: 'deployments', kind: 'Deployment' },
  { apiVersion: 'apps/v1', plural: 'statefulsets', kind: 'StatefulSet' },
  { apiVersion: 'apps/v1', plural: 'daemonsets', kind: 'DaemonSet' },
  { apiVersion: 'apps/v1', plural: 'replicasets', kind: 'ReplicaSet' },
  { apiVersion: 'batch/v1', plural: 'jobs', kind: 'Job' },
  { apiVersion: 'batch/v1', plural: 'cronjobs', kind: 'CronJob' },
  { apiVersion: 'discovery.k8s.io/v1', plural: 'endpointslices', kind: 'EndpointSlice' },
  { apiVersion: 'networking.k8s.io/v1', plural: 'networkpolicies', kind: 'NetworkPolicy' },
  { apiVersion: 'networking.k8s.io/v1', plural: 'ingresses', kind: 'Ingress' },
  { apiVersion: 'networking.k8s.io/v1', plural: 'ingressclasses', kind: 'IngressClass' },
];

interface Group {
  readonly group: string;
  readonly versions: RegExp;
  readonly kinds: readonly string[];
}

const gatewayRoutes = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

const groups: readonly Group[] = [
  { group: 'policy.networking.k8s.io', versions: /^v1alpha2$/, kinds: ['ClusterNetworkPolicy'] },
  {
    group: 'policy.networking.k8s.io',
    versions: /^v1alpha1$/,
    kinds: ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'],
  },
  {
    group: 'gateway.networking.k8s.io',
    versions: /^v1(beta1|alpha[23])?$/,
    kinds: ['GatewayClass', 'Gateway', 'ListenerSet', ...gatewayRoutes, 'ReferenceGrant'],
  },
  { group: 'gateway.networking.x-k8s.io', versions: /^v1alpha1$/, kinds: ['XListenerSet'] },
  { group: 'route.openshift.io', versions: /./, kinds: ['Route'] },
  { group: 'cilium.io', versions: /./, kinds: ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'] },
  { group: 'crd.projectcalico.org', versions: /./, kinds: ['NetworkPolicy', 'GlobalNetworkPolicy'] },
  { group: 'projectcalico.org', versions: /./, kinds: ['NetworkPolicy', 'GlobalNetworkPolicy'] },
  { group: 'crd.antrea.io', versions: /./, kinds: ['NetworkPolicy', 'ClusterNetworkPolicy'] },
  { group: 'security.istio.io', versions: /./, kinds: ['AuthorizationPolicy'] },
  { group: 'k8s.cni.cncf.io', versions: /./, kinds: ['MultiNetworkPolicy', 'NetworkAttachmentDefinition'] },
  { group: 'k8s.ovn.org', versions: /./, kinds: ['UserDefinedNetwork', 'ClusterUserDefinedNetwork'] },
];

export interface Beyond {
  readonly kinds: readonly Kind[];
  /** What the cluster would not tell, and why. */
  readonly untold: readonly { readonly what: string; readonly why: string }[];
}

/** What this cluster has of the kinds that not every cluster has, each in the first version that it serves. */
export async function beyondEveryClusters(get: Get): Promise<Beyond> {
  const all = await get('/apis');
  if (all.kind === 'unreachable') return { kinds: [], untold: [{ what: 'its API groups', why: all.why }] };
  if (all.kind === 'refused')
    return { kinds: [], untold: [{ what: 'its API groups', why: `${all.status} ${all.why}` }] };
  const served = objectsIn(all.body, 'groups').map((group) => ({
    name: textIn(group, 'name'),
    versions: objectsIn(group, 'versions').map((version) => textIn(version, 'groupVersion')),
  }));
  const kinds: Kind[] = [];
  const untold: { what: string; why: string }[] = [];
  for (const wanted of groups) {
    // Calico's aggregated API shows the same policies once more.
    if (wanted.group === 'projectcalico.org' && kinds.some(isOfCalico)) continue;
    const versions = served.find(({ name }) => name === wanted.group)?.versions ?? [];
    const readable = versions.filter((version) => wanted.versions.test(version.slice(version.indexOf('/') + 1)));
    const found: Kind[] = [];
    for (const version of readable) {
      const told = await kindsIn(get, version, wanted.kinds);
      found.push(...told.kinds);
      untold.push(...told.untold);
    }
    kinds.push(...firstOfEach(found));
  }
  return { kinds, untold };
}

async function kindsIn(get: Get, apiVersion: string, wanted: readonly string[]): Promise<Beyond> {
  const resources = await get(`/apis/${apiVersion}`);
  if (resources.kind !== 'object') {
    return { kinds: [], untold: [{ what: `the kinds of ${apiVersion}`, why: resources.why }] };
  }
  const found = listable(resources.body).filter(({ kind }) => wanted.includes(kind));
  return { kinds: found.map((one) => ({ apiVersion, ...one })), untold: [] };
}

/** A group may serve one kind in several versions. */
function firstOfEach(kinds: readonly Kind[]): readonly Kind[] {
  return kinds.filter(({ kind }, i) => kinds.findIndex((one) => one.kind === kind) === i);
}

function isOfCalico({ apiVersion }: Kind): boolean {
  return apiVersion.startsWith('crd.projectcalico.org/');
}

/** Subresources have a `/` in their name. */
function listable(body: object): readonly { readonly plural: string; readonly kind: string }[] {
  return objectsIn(body, 'resources')
    .map((resource) => ({ plural: textIn(resource, 'name'), kind: textIn(resource, 'kind') }))
    .filter(({ plural }) => /^[a-z0-9-]+$/.test(plural));
}

function objectsIn(body: object, name: string): readonly object[] {
  const list: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  return Array.isArray(list) ? list.filter((item): item is object => typeof item === 'object' && item !== null) : [];
}

function textIn(body: object, name: string): string {
  const value: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
}
