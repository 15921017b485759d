// The upstream conformance suite of ClusterNetworkPolicy, kept as data in ../shared/cases, as raw objects that any
// evaluator can be asked about. Each state is complete: it starts from nothing that came before.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Poke {
  /** "namespace/name", both ends. */
  readonly from: string;
  readonly to: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
  readonly connects: boolean;
}

export interface ConformanceCase {
  readonly id: string;
  readonly subtest: string;
  readonly objects: readonly object[];
  readonly pokes: readonly Poke[];
}

interface GivenPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly ip: string;
  readonly hostNetwork: boolean;
  readonly node: string;
  readonly containerPorts: readonly object[];
}
interface GivenNode {
  readonly name: string;
  readonly labels: Labels;
  readonly addresses: readonly string[];
}
type Labels = Readonly<Record<string, string>>;
interface State {
  readonly namespaceLabels: Readonly<Record<string, Labels>>;
  readonly policies: readonly object[];
  readonly pokes: readonly Poke[];
}
interface Suite {
  readonly nodes: readonly GivenNode[];
  readonly pods: readonly GivenPod[];
  readonly tests: readonly {
    readonly id: string;
    readonly subtests: readonly { readonly name: string; readonly states: readonly State[] }[];
  }[];
}

/** Where the cases are, seen from the project's root. */
export const CONFORMANCE = '../shared/cases/cluster-network-policy-conformance.json';

/** One case a state; nothing where the folder is absent, as in a user's clone. */
export function conformance(): readonly ConformanceCase[] {
  const file = resolve(CONFORMANCE);
  if (!existsSync(file)) return [];
  const suite: Suite = JSON.parse(readFileSync(file, 'utf8'));
  return suite.tests.flatMap(({ id, subtests }) =>
    subtests.flatMap(({ name, states }) =>
      states.map((state) => ({ id, subtest: name, objects: objectsOf(suite, state), pokes: state.pokes })),
    ),
  );
}

/** What a suite that lost cases would no longer have. */
export function counts(cases: readonly ConformanceCase[]): Readonly<Record<'tests' | 'subtests' | 'pokes', number>> {
  return {
    tests: new Set(cases.map(({ id }) => id)).size,
    subtests: new Set(cases.map(({ id, subtest }) => `${id}: ${subtest}`)).size,
    pokes: cases.flatMap(({ pokes }) => pokes).length,
  };
}

function objectsOf({ nodes, pods }: Suite, { namespaceLabels, policies }: State): readonly object[] {
  const spaces = Object.entries(namespaceLabels).map(([name, labels]) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  }));
  return [...nodes.map(nodeOf), ...spaces, ...pods.map(podOf), ...policies];
}

function nodeOf({ name, labels, addresses }: GivenNode): object {
  const reported = addresses.map((address) => ({ type: 'InternalIP', address }));
  return { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, status: { addresses: reported } };
}

function podOf({ name, namespace, labels, ip, hostNetwork, node, containerPorts }: GivenPod): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { nodeName: node, hostNetwork, containers: [{ name: 'main', image: 'agnhost', ports: containerPorts }] },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  };
}
