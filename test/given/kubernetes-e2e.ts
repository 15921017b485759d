// The upstream Kubernetes e2e suite, kept as data in ../shared/cases, as raw objects that any evaluator can be asked
// about. Steps add up, as they do in the suite: each probe sees all that was done before it.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Probe {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** Pairs "namespace/name" that must not connect; every other ordered pair of different pods must. */
  readonly denied: readonly (readonly [string, string])[];
  /** How many ordered pairs there are. */
  readonly pairs: number;
}

export interface GivenCase {
  readonly id: string;
  readonly title: string;
  readonly objects: readonly object[];
  /** "namespace/name" of every pod, in the file's order. */
  readonly pods: readonly string[];
  readonly probe: Probe;
}

interface GivenPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly ip: string;
}
type Labels = Readonly<Record<string, string>>;
interface Policy {
  readonly metadata: { readonly name: string; readonly namespace: string };
}
interface Action {
  readonly createPolicy?: Policy;
  readonly updatePolicy?: Policy;
  readonly deletePolicy?: Policy['metadata'];
  readonly addPodLabels?: { readonly pod: string; readonly labels: Labels };
  readonly addNamespaceLabels?: { readonly namespace: string; readonly labels: Labels };
}
interface GivenTest {
  readonly id: string;
  readonly title: string;
  readonly pods: readonly GivenPod[];
  readonly ports: readonly number[];
  readonly protocols: readonly Probe['protocol'][];
  readonly steps: readonly { readonly do?: readonly Action[]; readonly probes?: readonly Probe[] }[];
}
interface State {
  readonly namespaces: ReadonlyMap<string, Labels>;
  readonly pods: readonly GivenPod[];
  readonly policies: readonly Policy[];
}

/** Where the cases are, seen from the project's root. */
export const KUBERNETES_E2E = '../shared/cases/kubernetes-e2e.json';

/** The cases, or nothing where the folder is absent, as in a user's clone. */
export function kubernetesE2e(): readonly GivenCase[] {
  const file = resolve(KUBERNETES_E2E);
  if (!existsSync(file)) return [];
  return [...casesOf(JSON.parse(readFileSync(file, 'utf8')))];
}

/** One case a probe. */
export function* casesOf(suite: { readonly tests: readonly GivenTest[] }): Generator<GivenCase> {
  for (const test of suite.tests) {
    let state: State = { namespaces: startingNamespaces(test), pods: test.pods, policies: [] };
    for (const step of test.steps) {
      for (const action of step.do ?? []) state = applied(state, action);
      for (const probe of step.probes ?? []) {
        const pods = state.pods.map((pod) => `${pod.namespace}/${pod.name}`);
        yield { id: test.id, title: test.title, objects: objectsOf(state, test), pods, probe };
      }
    }
  }
}

function startingNamespaces(test: GivenTest): ReadonlyMap<string, Labels> {
  const names = new Set(['x', 'y', 'z', ...test.pods.map((pod) => pod.namespace)]);
  return new Map([...names].map((name) => [name, { 'kubernetes.io/metadata.name': name }]));
}

function applied(state: State, action: Action): State {
  if (action.createPolicy) return { ...state, policies: [...state.policies, action.createPolicy] };
  if (action.updatePolicy) {
    const policy = action.updatePolicy;
    return { ...state, policies: [...without(state.policies, policy.metadata), policy] };
  }
  if (action.deletePolicy) return { ...state, policies: without(state.policies, action.deletePolicy) };
  if (action.addPodLabels) {
    const { pod: name, labels } = action.addPodLabels;
    const pods = state.pods.map((pod) =>
      `${pod.namespace}/${pod.name}` === name ? { ...pod, labels: { ...pod.labels, ...labels } } : pod,
    );
    return { ...state, pods };
  }
  if (action.addNamespaceLabels) {
    const { namespace, labels } = action.addNamespaceLabels;
    const namespaces = new Map(state.namespaces);
    namespaces.set(namespace, { ...namespaces.get(namespace), ...labels });
    return { ...state, namespaces };
  }
  throw new Error(`a step of an unknown kind: ${Object.keys(action).join(', ')}`);
}

/** Throws when there is nothing to take out: a case that names a policy wrongly would test nothing. */
function without(policies: readonly Policy[], { name, namespace }: Policy['metadata']): readonly Policy[] {
  const left = policies.filter((policy) => policy.metadata.name !== name || policy.metadata.namespace !== namespace);
  if (left.length !== policies.length - 1)
    throw new Error(`no single policy ${namespace}/${name} to replace or delete`);
  return left;
}

function objectsOf(state: State, test: GivenTest): readonly object[] {
  const namespaces = [...state.namespaces].map(([name, labels]) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  }));
  const containers = test.ports.flatMap((port) =>
    test.protocols.map((protocol) => ({
      name: `cont-${port}-${protocol.toLowerCase()}`,
      image: 'agnhost',
      ports: [{ name: `serve-${port}-${protocol.toLowerCase()}`, containerPort: port, protocol }],
    })),
  );
  const pods = state.pods.map(({ name, namespace, labels, ip }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: { containers },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }] },
  }));
  return [...namespaces, ...pods, ...state.policies];
}
