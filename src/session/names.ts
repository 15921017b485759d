// Names as people type them: `web`, `shop/web`, `shop/deploy/web`, `shop/svc/web`, `ns/shop`, `node/n1`, `10.0.0.0/8`, `internet`;
// a destination takes `:PORT` or `:PORT/PROTOCOL`. A name that fits nothing, or several things, is refused.

import type { Cluster, Node, Pod } from '../engine/model/cluster.ts';
import type { Service } from '../engine/model/service.ts';
import {
  type AddressSet,
  everyAddress,
  ofFamily,
  subtractAddresses,
  unionAddresses,
  within,
} from '../engine/sets/addresses.ts';
import { cidrCover } from '../engine/sets/cidrs.ts';
import { readAddresses } from '../snapshot/address-text.ts';
import type { EndpointView } from './answers.ts';
import { workloadView } from './present/ends.ts';
import type { Refusal } from './questions.ts';

export type Named =
  | { readonly kind: 'pods'; readonly pods: readonly Pod[]; readonly view: EndpointView | 'pod' }
  | { readonly kind: 'addresses'; readonly addresses: AddressSet }
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'service'; readonly service: Service };

const shortKinds: Readonly<Record<string, string>> = {
  po: 'Pod',
  pod: 'Pod',
  pods: 'Pod',
  deploy: 'Deployment',
  deployment: 'Deployment',
  deployments: 'Deployment',
  sts: 'StatefulSet',
  statefulset: 'StatefulSet',
  statefulsets: 'StatefulSet',
  ds: 'DaemonSet',
  daemonset: 'DaemonSet',
  daemonsets: 'DaemonSet',
  rs: 'ReplicaSet',
  replicaset: 'ReplicaSet',
  replicasets: 'ReplicaSet',
  rc: 'ReplicationController',
  replicationcontroller: 'ReplicationController',
  job: 'Job',
  jobs: 'Job',
  cj: 'CronJob',
  cronjob: 'CronJob',
  cronjobs: 'CronJob',
};

export function refusal(code: Refusal['code'], message: string, candidates: readonly string[] = []): Refusal {
  return { kind: 'Refusal', code, message, candidates };
}

export function resolve(text: string, namespace: string, cluster: Cluster): Named | Refusal {
  if (text === 'cluster-admin') return refusal('bad-question', '`cluster-admin` is a target of later versions');
  if (text === 'internet') return { kind: 'addresses', addresses: internet(cluster) };
  const addresses = addressList(text);
  if (addresses !== undefined) return addressOwner(addresses, cluster);
  const parts = text.split('/');
  const [first = '', second = '', third = ''] = parts;
  if (parts.length > 3 || parts.includes('')) return refusal('bad-question', `\`${text}\` is no name: ${grammar}`);
  if (parts.length === 3) {
    return /^(svc|services?)$/i.test(second) ? serviceOf(first, third, cluster) : byKind(first, second, third, cluster);
  }
  if (first === 'ns' && parts.length === 2) return wholeNamespace(second, cluster);
  if (first === 'node' && parts.length === 2) return nodeOf(second, cluster);
  if (first === 'svc' && parts.length === 2 && !hasNamespace('svc', cluster))
    return serviceOf(namespace, second, cluster);
  return parts.length === 2 ? byName(first, second, cluster) : byName(namespace, first, cluster);
}

const grammar =
  'write NAME, NAMESPACE/NAME, NAMESPACE/KIND/NAME (shop/svc/db is a Service), ns/NAMESPACE, node/NODE, an address, a block or `internet`';

/** One address or block, or several with commas between: a group of outside addresses is seldom one block. */
function addressList(text: string): AddressSet | undefined {
  const parts = text.split(',').map(readAddresses);
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known.reduce(unionAddresses) : undefined;
}

function addressOwner(addresses: AddressSet, cluster: Cluster): Named {
  const owners = cluster.pods.filter((pod) => pod.addressing === 'assigned' && within(addresses, pod.addresses));
  if (owners.length === 0) return { kind: 'addresses', addresses };
  // Pods on the host network share the address of their node: none of them alone is meant.
  return {
    kind: 'pods',
    pods: owners,
    view: owners.length === 1 ? 'pod' : { kind: 'IPBlock', cidrs: cidrCover(addresses) },
  };
}

function byKind(namespace: string, short: string, name: string, cluster: Cluster): Named | Refusal {
  const kind = shortKinds[short.toLowerCase()] ?? short;
  const inNamespace = cluster.pods.filter((pod) => pod.namespace.name === namespace);
  if (kind === 'Pod') {
    const pods = inNamespace.filter((pod) => pod.kind === 'Pod' && pod.name === name);
    return pods.length === 0
      ? notFound(`${namespace}/pod/${name}`, name, cluster)
      : { kind: 'pods', pods, view: 'pod' };
  }
  // Owners may be of kinds that we don't know: those too are found as kubectl finds kinds, in any case.
  const isKind = (known: string) => known.toLowerCase() === kind.toLowerCase();
  const pods = inNamespace.filter(({ workload }) => isKind(workload.kind) && workload.name === name);
  return pods.length === 0 ? notFound(`${namespace}/${short}/${name}`, name, cluster) : workloadOf(pods);
}

function workloadOf(pods: readonly Pod[]): Named {
  const [first] = pods;
  return { kind: 'pods', pods, view: first === undefined ? 'pod' : workloadView(first.workload) };
}

/** A pod wins over a workload of its name. */
function byName(namespace: string, name: string, cluster: Cluster): Named | Refusal {
  const inNamespace = cluster.pods.filter((pod) => pod.namespace.name === namespace);
  const pods = inNamespace.filter((pod) => pod.kind === 'Pod' && pod.name === name);
  if (pods.length > 0) return { kind: 'pods', pods, view: 'pod' };
  const members = inNamespace.filter(({ workload }) => workload.name === name);
  const kinds = [...new Set(members.map(({ workload }) => workload.kind))].sort();
  if (kinds.length > 1) {
    const candidates = kinds.map((kind) => `${namespace}/${kind.toLowerCase()}/${name}`);
    return refusal('ambiguous', `\`${namespace}/${name}\` may be any of ${candidates.join(', ')}`, candidates);
  }
  return members.length === 0 ? notFound(`${namespace}/${name}`, name, cluster) : workloadOf(members);
}

/** Refused where a namespace to report is in none of the clusters: a typing error would else look like "no change". */
export function missingNamespace(asked: readonly string[], clusters: readonly Cluster[]): Refusal | 'none' {
  const known = clusters.flatMap(({ namespaces }) => namespaces.map(({ name }) => name));
  const missing = asked.find((name) => !known.includes(name));
  return missing === undefined
    ? 'none'
    : refusal('not-found', `the input has no namespace \`${missing}\``, [...new Set(known)].sort());
}

function hasNamespace(name: string, { namespaces }: Cluster): boolean {
  return namespaces.some((namespace) => namespace.name === name);
}

function wholeNamespace(name: string, cluster: Cluster): Named | Refusal {
  if (!hasNamespace(name, cluster)) {
    return refusal(
      'not-found',
      `the input has no namespace \`${name}\``,
      cluster.namespaces.map((each) => `ns/${each.name}`),
    );
  }
  const pods = cluster.pods.filter((pod) => pod.namespace.name === name);
  if (pods.length === 0) return refusal('not-found', `namespace \`${name}\` has no pods`);
  return { kind: 'pods', pods, view: { kind: 'Namespace', name } };
}

function nodeOf(name: string, { nodes }: Cluster): Named | Refusal {
  const node = nodes.find((each) => each.name === name);
  if (node !== undefined) return { kind: 'node', node };
  const known = nodes.map((each) => `node/${each.name}`);
  const hint = known.length === 0 ? '; it has no Node objects' : `; it has ${known.slice(0, 5).join(', ')}`;
  return refusal('not-found', `the input has no node \`${name}\`${hint}`, known);
}

function serviceOf(namespace: string, name: string, { services }: Cluster): Named | Refusal {
  const service = services.find((each) => each.namespace === namespace && each.name === name);
  if (service !== undefined) return { kind: 'service', service };
  const known = services.map((each) => `${each.namespace}/svc/${each.name}`);
  const alike = known.filter((each) => each.startsWith(`${namespace}/`) || each.endsWith(`/${name}`)).slice(0, 5);
  const hint = alike.length === 0 ? '' : `; did you mean ${alike.join(', ')}?`;
  return refusal('not-found', `the input has no Service \`${namespace}/${name}\`${hint}`, alike);
}

/** Says what there is of that name elsewhere, or of a like name. */
function notFound(asked: string, name: string, { pods }: Cluster): Refusal {
  const known = [
    ...new Set(
      pods.flatMap((pod) => [`${pod.namespace.name}/${pod.workload.name}`, `${pod.namespace.name}/${pod.name}`]),
    ),
  ];
  const alike = known
    .filter((each) => each.endsWith(`/${name}`) || each.includes(name))
    .sort()
    .slice(0, 5);
  const hint = alike.length === 0 ? '' : `; did you mean ${alike.join(', ')}?`;
  return refusal('not-found', `the input has no pod or workload \`${asked}\`${hint}`, alike);
}

const notInternet = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '2001:db8::/32',
];

/** Public addresses, of the families in play. */
export function internet({ families }: Pick<Cluster, 'families'>): AddressSet {
  const global = unionAddresses(ofFamily(everyAddress, 'IPv4'), blocks(['2000::/3']));
  const addresses = subtractAddresses(global, blocks(notInternet));
  return families.includes('IPv6') ? addresses : ofFamily(addresses, 'IPv4');
}

function blocks(list: readonly string[]): AddressSet {
  const none: AddressSet = { v4: [], v6: [] };
  return list.map((block) => readAddresses(block) ?? none).reduce(unionAddresses, none);
}

export interface Destination {
  readonly name: string;
  readonly port: 'every' | { readonly port: string; readonly protocol: string };
}

/** Splits `shop/db:5432/TCP`; an address of IPv6 keeps its colons unless it stands in brackets. */
export function destination(text: string): Destination {
  const bare = /^[0-9a-fA-F:.,/]*:[0-9a-fA-F:.,/]*:[0-9a-fA-F:.,/]*$/.test(text);
  const match = bare ? null : /^(.*?):([^:/\]]+)(?:\/([A-Za-z]+))?$/s.exec(text);
  if (match === null) return { name: text, port: 'every' };
  return { name: match[1] ?? '', port: { port: match[2] ?? '', protocol: match[3] ?? 'TCP' } };
}
