// A cluster to measure on, as `kubectl get … -o json` would give it: ten workloads a namespace, twenty pods a workload
// on average, default deny in most namespaces, a policy for each workload with one to three peers, DNS for all.
// The same bytes for the same size and seed.
import { type Random, random } from '../generate/random.ts';

const WORKLOADS_A_NAMESPACE = 10;
const PODS_A_NODE = 30;
const PORTS = [8080, 8443, 9090, 5432, 6379];

interface Workload {
  readonly namespace: string;
  readonly name: string;
  readonly port: number;
  readonly pods: number;
}

export interface Generated {
  readonly profile: 'microservices';
  readonly pods: number;
  readonly policies: number;
  readonly text: string;
}

export function generate(pods: number, seed: number): Generated {
  const chance = random(seed);
  const workloads = makeWorkloads(pods, chance);
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))];
  const policies = [
    ...namespaces.filter(() => chance.chance(0.8)).map(defaultDeny),
    ...namespaces.map(allowDns),
    ...workloads.map((workload) => policyFor(workload, workloads, chance)),
  ];
  const items = [...namespaces.map(namespaceObject), ...makePods(workloads, chance), ...policies];
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  return { profile: 'microservices', pods, policies: policies.length, text };
}

function makeWorkloads(pods: number, chance: Random): readonly Workload[] {
  const workloads: Workload[] = [];
  for (let left = pods; left > 0; left -= workloads.at(-1)?.pods ?? left) {
    const index = workloads.length;
    workloads.push({
      namespace: `team-${Math.floor(index / WORKLOADS_A_NAMESPACE)}`,
      name: `service-${index % WORKLOADS_A_NAMESPACE}`,
      port: PORTS[index % PORTS.length] ?? 8080,
      // Skewed: most workloads are small, a few have a hundred pods.
      pods: Math.min(left, Math.ceil(1 + 95 * chance.next() ** 4)),
    });
  }
  return workloads;
}

function namespaceObject(name: string): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'kubernetes.io/metadata.name': name } } };
}

function makePods(workloads: readonly Workload[], chance: Random): readonly object[] {
  let made = 0;
  return workloads.flatMap((workload) => {
    const hash = chance.between(0x10000000, 0xfffffff0).toString(16);
    return Array.from({ length: workload.pods }, () => podObject(workload, hash, made++, chance));
  });
}

function podObject({ namespace, name, port }: Workload, hash: string, index: number, chance: Random): object {
  const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
  const node = `node-${Math.floor(index / PODS_A_NODE)}`;
  const uid = `${chance.between(0x10000000, 0xfffffff0).toString(16)}-0000-4000-8000-${`${index}`.padStart(12, '0')}`;
  const started = '2026-11-02T08:00:00Z';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${hash}-${index.toString(36).padStart(5, '0')}`,
      namespace,
      uid,
      creationTimestamp: started,
      labels: { app: name, team: namespace, 'pod-template-hash': hash },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-${hash}`, uid, controller: true }],
    },
    spec: {
      nodeName: node,
      serviceAccountName: name,
      containers: [
        {
          name: 'app',
          image: `registry.example/${namespace}/${name}:1.4.2`,
          ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }],
          resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
          env: Array.from({ length: 8 }, (_, i) => ({ name: `SETTING_${i}`, value: `value-${i}-of-${name}` })),
          livenessProbe: { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 10 },
          volumeMounts: [{ name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true }],
          securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true },
        },
      ],
      tolerations: ['not-ready', 'unreachable'].map((condition) => ({
        key: `node.kubernetes.io/${condition}`,
        operator: 'Exists',
        effect: 'NoExecute',
        tolerationSeconds: 300,
      })),
    },
    status: {
      phase: 'Running',
      podIP: address,
      podIPs: [{ ip: address }],
      hostIP: `192.168.0.${index % 250}`,
      startTime: started,
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: started,
      })),
    },
  };
}

function defaultDeny(namespace: string): object {
  return policyObject(namespace, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
}

function allowDns(namespace: string): object {
  const ports = ['UDP', 'TCP'].map((protocol) => ({ port: 53, protocol }));
  return policyObject(namespace, 'dns', { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports }] });
}

function policyFor({ namespace, name, port }: Workload, all: readonly Workload[], chance: Random): object {
  const peers = Array.from({ length: chance.between(1, 3) }, () => peer(namespace, all, chance));
  return policyObject(namespace, name, {
    podSelector: { matchLabels: { app: name } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: peers, ports: [{ port }] }],
    egress: [{ to: [{ podSelector: {} }, peer(namespace, all, chance)] }],
  });
}

function peer(namespace: string, all: readonly Workload[], chance: Random): object {
  const other = all[chance.between(0, all.length - 1)];
  if (other === undefined || chance.chance(0.1)) return { ipBlock: { cidr: `203.0.${chance.between(0, 255)}.0/24` } };
  const podSelector = { matchLabels: { app: other.name } };
  if (other.namespace === namespace) return { podSelector };
  return { podSelector, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': other.namespace } } };
}

function policyObject(namespace: string, name: string, spec: object): object {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace }, spec };
}
