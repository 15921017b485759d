// A Pod with the bulk of a real one: two to four kilobytes of compact JSON, most of which no question is about.
import { nodeAddress, nodeName, podAddress } from './node.ts';
import { instant, type KubernetesObject, type Labels, uid } from './objects.ts';
import type { Random } from './random.ts';
import type { NamedPort, Workload } from './workload.ts';

/** What the replicas of one workload share beyond the workload itself. */
interface Template {
  readonly workload: Workload;
  readonly owner: { readonly kind: string; readonly name: string };
  readonly ownerUid: string;
  readonly labels: Labels;
  readonly image: string;
  readonly imageId: string;
  readonly started: string;
}

/** Which node the next pod is on, and how many that has already. */
export interface Placing {
  readonly nodes: number;
  /** The pods so far, but those of DaemonSets. */
  placed: number;
  readonly slots: Uint16Array;
}

export function placing(nodes: number): Placing {
  return { nodes, placed: 0, slots: new Uint16Array(nodes) };
}

export function* podsOfWorkload(workload: Workload, at: Placing, chance: Random): Generator<KubernetesObject> {
  const template = templateOf(workload, chance);
  for (let replica = 0; replica < workload.pods; replica++) {
    const node = workload.kind === 'DaemonSet' ? replica % at.nodes : at.placed++ % at.nodes;
    const address = workload.network === 'host' ? nodeAddress(node) : podAddress(node, slotOn(node, at));
    yield podObject(template, replica, node, address, chance);
  }
}

function slotOn(node: number, { slots }: Placing): number {
  const slot = slots[node] ?? 0;
  slots[node] = slot + 1;
  return slot;
}

function templateOf(workload: Workload, chance: Random): Template {
  const { kind, name, namespace, labels } = workload;
  const hash = chance.suffix(10);
  const ownerUid = uid(chance);
  const image = `registry.example.com/${namespace}/${name}:1.${chance.between(0, 40)}.${chance.between(0, 9)}`;
  const owner = kind === 'Deployment' ? { kind: 'ReplicaSet', name: `${name}-${hash}` } : { kind, name };
  return {
    ...{ workload, owner, ownerUid, image, started: instant(chance) },
    labels: { ...labels, ...addedLabels(workload, hash, ownerUid) },
    imageId: `registry.example.com/${namespace}/${name}@sha256:${chance.hex(64)}`,
  };
}

/** As the controllers add them; a StatefulSet's pods have a further one each. */
function addedLabels({ kind, name }: Workload, hash: string, ownerUid: string): Labels {
  switch (kind) {
    case 'Deployment':
      return { 'pod-template-hash': hash };
    case 'Job':
      return {
        'batch.kubernetes.io/controller-uid': ownerUid,
        'batch.kubernetes.io/job-name': name,
        'controller-uid': ownerUid,
        'job-name': name,
      };
    default:
      return { 'controller-revision-hash': hash, ...(kind === 'DaemonSet' && { 'pod-template-generation': '1' }) };
  }
}

function podObject(template: Template, replica: number, node: number, address: string, chance: Random) {
  const { workload, owner, ownerUid, started } = template;
  const name = workload.kind === 'StatefulSet' ? `${workload.name}-${replica}` : `${owner.name}-${chance.suffix(5)}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      creationTimestamp: started,
      ...(workload.kind === 'StatefulSet' ? {} : { generateName: `${owner.name}-` }),
      labels:
        workload.kind === 'StatefulSet'
          ? {
              ...template.labels,
              'apps.kubernetes.io/pod-index': `${replica}`,
              'statefulset.kubernetes.io/pod-name': name,
            }
          : template.labels,
      name,
      namespace: workload.namespace,
      ownerReferences: [
        {
          apiVersion: workload.kind === 'Job' ? 'batch/v1' : 'apps/v1',
          ...{ blockOwnerDeletion: true, controller: true, kind: owner.kind, name: owner.name, uid: ownerUid },
        },
      ],
      resourceVersion: `${chance.between(1e8, 9e8)}`,
      uid: uid(chance),
    },
    spec: podSpec(template, node, chance),
    status: podStatus(template, node, address, chance),
  };
}

function podSpec({ workload, image }: Template, node: number, chance: Random) {
  const { name, ports, network } = workload;
  const token = `kube-api-access-${chance.suffix(5)}`;
  return {
    containers: [
      {
        env: [
          { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } } },
          { name: 'LOG_LEVEL', value: 'info' },
          { name: 'CONFIG_PATH', value: `/etc/${name}/config.yaml` },
        ],
        image,
        imagePullPolicy: 'IfNotPresent',
        ...(ports.length > 0 && { readinessProbe: probe('/ready', ports) }),
        name,
        ports: ports.map((port) => ({ containerPort: port.port, name: port.name, protocol: port.protocol })),
        resources: { limits: { memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
        securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true },
        volumeMounts: [
          { mountPath: `/etc/${name}`, name: 'config' },
          { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: token, readOnly: true },
        ],
      },
    ],
    dnsPolicy: 'ClusterFirst',
    ...(network === 'host' && { hostNetwork: true }),
    nodeName: nodeName(node),
    restartPolicy: workload.kind === 'Job' ? 'OnFailure' : 'Always',
    schedulerName: 'default-scheduler',
    serviceAccount: name,
    serviceAccountName: name,
    terminationGracePeriodSeconds: 30,
    tolerations: ['not-ready', 'unreachable'].map((condition) => ({
      ...{ effect: 'NoExecute', key: `node.kubernetes.io/${condition}`, operator: 'Exists', tolerationSeconds: 300 },
    })),
    volumes: [
      { configMap: { defaultMode: 420, name }, name: 'config' },
      {
        name: token,
        projected: {
          defaultMode: 420,
          sources: [
            { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
            { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
          ],
        },
      },
    ],
  };
}

function probe(path: string, ports: readonly NamedPort[]) {
  return {
    failureThreshold: 3,
    httpGet: { path, port: ports[0]?.name, scheme: 'HTTP' },
    ...{ periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 },
  };
}

const conditionTypes = ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];

function podStatus({ workload, image, imageId, started }: Template, node: number, address: string, chance: Random) {
  // A few in a hundred are not ready at any time.
  const ready = !chance.chance(0.02);
  return {
    conditions: conditionTypes.map((type) => ({
      ...{ lastTransitionTime: started },
      ...{ status: !ready && /Ready$/.test(type) ? 'False' : 'True', type },
    })),
    containerStatuses: [
      {
        containerID: `containerd://${chance.hex(64)}`,
        image,
        imageID: imageId,
        name: workload.name,
        ready,
        restartCount: chance.chance(0.1) ? chance.between(1, 9) : 0,
        started: true,
        state: { running: { startedAt: started } },
      },
    ],
    hostIP: nodeAddress(node),
    phase: 'Running',
    podIP: address,
    podIPs: [{ ip: address }],
    qosClass: 'Burstable',
    startTime: started,
  };
}
