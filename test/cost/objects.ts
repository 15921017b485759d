// Small clusters as model objects, without a reader in between: what a test leaves out is as plain as can be.

import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Cluster, ContainerPort, Namespace, Pod } from '../../src/engine/model/cluster.ts';
import type { LabelSelector } from '../../src/engine/model/labels.ts';
import { isNonEmpty } from '../../src/engine/model/non-empty.ts';
import type {
  AllowRule,
  IpBlock,
  Isolation,
  NetworkPolicy,
  Peer,
  PodScope,
  PortMatch,
} from '../../src/engine/model/policy.ts';
import { cidrAddresses, noAddresses, subtractAddresses } from '../../src/engine/sets/addresses.ts';
import type { Protocol } from '../../src/engine/sets/ports.ts';

const nowhere = { file: 'test.yaml', start: 0, end: 0, items: [] } as const;

export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): Namespace {
  const values = new Map([...Object.entries(labels), ['kubernetes.io/metadata.name', name] as const]);
  return { name, labels: { values, open: 'none' }, origin: nowhere };
}

export interface PodText {
  readonly in: Namespace;
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly node?: string;
  readonly address?: number;
  readonly ports?: readonly (readonly [name: string, port: number])[];
  readonly network?: 'pod' | 'host';
  readonly replicas?: number | 'one-a-node';
  readonly workload?: string;
}

export function pod(text: PodText): Pod {
  const at = text.address;
  return {
    kind: text.replicas === undefined ? 'Pod' : 'Deployment',
    namespace: text.in,
    name: text.name,
    labels: { values: new Map(Object.entries(text.labels ?? {})), open: 'none' },
    addresses: at === undefined ? { v4: [0, 2 ** 32], v6: [] } : { v4: [at, at + 1], v6: [] },
    addressing: at === undefined ? 'unassigned' : 'assigned',
    ports: (text.ports ?? []).map(
      ([name, port]): ContainerPort => ({ name, port, protocol: 'TCP', container: 'main' }),
    ),
    declared: [],
    network: text.network ?? 'pod',
    readiness: 'ready',
    node: text.node ?? 'unknown',
    workload: { kind: 'Deployment', namespace: text.in.name, name: text.workload ?? text.name },
    replicas: text.replicas ?? 1,
    origin: nowhere,
  };
}

/** Addresses from 10.64.0.0 on, one for each number. */
export function address(number: number): number {
  return 0x0a40_0000 + number;
}

export function labels(values: Readonly<Record<string, string>>): LabelSelector {
  return Object.entries(values).map(([key, value]) => ({ op: 'In', key, values: [value] }));
}

export function pods(inNamespace: string, values: Readonly<Record<string, string>> = {}): PodScope {
  return {
    kind: 'pods',
    namespaces: { kind: 'named', name: inNamespace },
    pods: labels(values),
    hostNetwork: 'as-assumed',
  };
}

export function namespaces(
  values: Readonly<Record<string, string>>,
  podLabels: Readonly<Record<string, string>> = {},
): PodScope {
  return {
    kind: 'pods',
    namespaces: { kind: 'matching', selector: labels(values) },
    pods: labels(podLabels),
    hostNetwork: 'as-assumed',
  };
}

export function block(cidr: string, ...except: readonly string[]): IpBlock {
  const addresses = except.map(v4).reduce(subtractAddresses, v4(cidr));
  return { kind: 'ip-block', addresses, cidr, except };
}

function v4(cidr: string) {
  const [text = '', prefix = '32'] = cidr.split('/');
  if (text.includes(':')) return noAddresses;
  const value = text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return cidrAddresses({ address: { family: 'IPv4', value }, prefix: Number(prefix) });
}

export function port(first: number, last = first, protocol: Protocol = 'TCP'): PortMatch {
  return { kind: 'range', protocol, first, last };
}

export function named(name: string, protocol: Protocol = 'TCP'): PortMatch {
  return { kind: 'named', protocol, name };
}

export interface RuleText {
  readonly peers?: readonly Peer[];
  readonly ports?: readonly PortMatch[];
}

export function rules(...texts: readonly RuleText[]): readonly AllowRule[] {
  return texts.map(({ peers = [], ports = [] }, index) => ({
    index,
    peers: isNonEmpty(peers) ? peers : 'anyone',
    ports: isNonEmpty(ports) ? ports : 'every-port',
  }));
}

export interface PolicyText {
  readonly ingress?: Isolation;
  readonly egress?: Isolation;
}

export function policy(
  name: string,
  subject: PodScope,
  { ingress = 'open', egress = 'open' }: PolicyText,
): NetworkPolicy {
  const where = subject.namespaces.kind === 'named' ? subject.namespaces.name : 'default';
  const written = { policyTypes: 'given', lists: { ingress: 'rules', egress: 'rules' } } as const;
  return { kind: 'NetworkPolicy', namespace: where, name, subject, ingress, egress, written, origin: nowhere };
}

export function cluster(
  all: readonly Pod[],
  policies: readonly NetworkPolicy[],
  extra: Partial<Cluster> = {},
): Cluster {
  return {
    namespaces: [...new Set(all.map((each) => each.namespace))],
    pods: all,
    policies,
    clusterPolicies: [],
    foreignPolicies: [],
    nodes: [],
    services: [],
    frontDoors: [],
    families: ['IPv4'],
    assumptions: defaultAssumptions,
    ...extra,
  };
}
