// Rows for decision 005, rule 20: Services, per backend.
import { admits, closes, hostPod, letsOut, pod, podAt, policy, workload } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, baseline, from, service, slice } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const labels = { app: 'b' };
const c = pod('x/c', { labels, status: { podIP: '10.0.0.3' } });
const FLOW = 'x/a > svc:x/web TCP 80';
const SELF = 'x/b > svc:x/web TCP 80';
const ready = (status: string) => ({ conditions: [{ type: 'Ready', status }] });
const unready = pod('x/b', { status: { podIP: '10.0.0.2', ...ready('False') } });
const leaving = pod('x/c', { labels, metadata: { deletionTimestamp: 'now' }, status: ready('True') });
const gone = pod('x/c', { labels, metadata: { deletionTimestamp: 'now' }, status: ready('False') });
const http = (name: string, ...numbers: number[]) =>
  pod(name, {
    labels,
    spec: { containers: numbers.map((containerPort) => ({ name: 'c', ports: [{ name: 'http', containerPort }] })) },
  });
const byName = service({ ports: [{ port: 80, targetPort: 'http' }] });
const on = (port: number) => admits(null, [{ port }]);
const onlyC = policy('x/c', { podSelector: { matchLabels: { app: 'c' } } });
const local = service({ internalTrafficPolicy: 'Local' });
const onNode = (name: string, nodeName: string) => pod(name, { spec: { nodeName } });
const perhaps = workload('x/Deployment/web', { labels: { tier: 'b' } });
const hashed = service({ selector: { 'pod-template-hash': 'a' } });
const bare = service({ selector: undefined });
const hairpin = (value: string) => ({ hairpin: value });
const headless = service({ clusterIP: 'None' });

export const serviceRows: readonly Row[] = [
  ['rule 20: the backend is judged', [a, b, service(), closes('x')], FLOW, 'no'],
  ['rule 20: without policies it is reached', [a, b, service()], FLOW, 'yes'],
  [
    'rule 20: the client’s egress is judged too',
    [a, b, service(), letsOut([{ podSelector: { matchLabels: { app: 'z' } } }])],
    FLOW,
    'no',
  ],
  ['rule 20: only pods of its own namespace', [a, podAt('y/b', '10.0.0.9'), service()], FLOW, 'no'],
  ['rule 20: no backend is a no', [a, service()], FLOW, 'no'],
  ['rule 20: no such port is a no', [a, b, service()], 'x/a > svc:x/web TCP 81', 'no'],
  ['rule 20: no such protocol is a no', [a, b, service()], 'x/a > svc:x/web UDP 80', 'no'],
  [
    'rule 20: the protocol is that of the port',
    [a, b, service({ ports: [{ port: 80, protocol: 'UDP' }] })],
    'x/a > svc:x/web UDP 80',
    'yes',
  ],
  [
    'rule 20: policies see the target port',
    [a, b, service({ ports: [{ port: 80, targetPort: 8080 }] }), on(8080)],
    FLOW,
    'yes',
  ],
  ['rule 20: and not the port', [a, b, service({ ports: [{ port: 80, targetPort: 8080 }] }), on(80)], FLOW, 'no'],
  ['rule 20: a named target is looked up on the backend', [a, http('x/b', 8080), byName, on(8080)], FLOW, 'yes'],
  ['rule 20: the first container that has it', [a, http('x/b', 8080, 9090), byName, on(9090)], FLOW, 'no'],
  [
    'rule 20: a named target that only differs in protocol is none',
    [a, http('x/b', 80), service({ ports: [{ port: 80, protocol: 'UDP', targetPort: 'http' }] })],
    'x/a > svc:x/web UDP 80',
    'no',
  ],
  [
    'rule 20: each backend has its own number',
    [
      a,
      http('x/b', 80),
      http('x/c', 81),
      byName,
      policy('x/p', { podSelector: { matchLabels: labels }, ingress: [{ ports: [{ port: 80 }] }] }),
    ],
    FLOW,
    'partly',
  ],
  [
    'rule 20: a pod without the name is no backend',
    [
      a,
      c,
      http('x/b', 80),
      byName,
      policy('x/p', { podSelector: { matchLabels: labels }, ingress: [{ ports: [{ port: 80 }] }] }),
    ],
    FLOW,
    'yes',
  ],
  [
    'rule 20: a sidecar may have the name',
    [
      a,
      pod('x/b', {
        spec: { initContainers: [{ restartPolicy: 'Always', ports: [{ name: 'http', containerPort: 80 }] }] },
      }),
      byName,
    ],
    FLOW,
    'yes',
  ],
  [
    'rule 20: yes and no are partly',
    [
      a,
      b,
      pod('x/c', { labels: { app: 'b', also: 'c' } }),
      service(),
      policy('x/p', { podSelector: { matchLabels: { also: 'c' } } }),
    ],
    FLOW,
    'partly',
  ],
  ['rule 20: all no are no', [a, b, c, service(), closes('x')], FLOW, 'no'],
  ['rule 20: a pod that is not ready gets nothing', [a, unready, service()], FLOW, 'no'],
  [
    'rule 20: unless it is published all the same',
    [a, unready, service({ publishNotReadyAddresses: true })],
    FLOW,
    'yes',
  ],
  [
    'rule 20: a finished pod gets nothing',
    [a, pod('x/b', { status: { phase: 'Succeeded' } }), service({ publishNotReadyAddresses: true })],
    FLOW,
    'no',
    { 'finished-pods': 'count' },
  ],
  ['rule 20: a pod that terminates stands in where none is ready', [a, unready, leaving, service()], FLOW, 'yes'],
  ['rule 20: and not where one is', [a, b, leaving, service(), onlyC], FLOW, 'yes'],
  ['rule 20: a pod that terminates and no longer serves does not', [a, gone, service()], FLOW, 'no'],
  ['rule 20: a workload counts as ready', [a, workload('x/Deployment/b'), service()], FLOW, 'yes'],
  ['rule 20: a perhaps-backend alone may be none', [a, perhaps, hashed], FLOW, 'unknown'],
  ['rule 20: a perhaps-backend that says no is a no either way', [a, perhaps, hashed, closes('x')], FLOW, 'no'],
  [
    'rule 20: a perhaps-backend that agrees counts',
    [a, perhaps, pod('x/d', { labels: { 'pod-template-hash': 'a' } }), hashed],
    FLOW,
    'yes',
  ],
  [
    'rule 20: one that disagrees makes it unknown',
    [
      a,
      perhaps,
      pod('x/d', { labels: { 'pod-template-hash': 'a' } }),
      hashed,
      closes('x', { matchLabels: { tier: 'b' } }),
    ],
    FLOW,
    'unknown',
  ],
  ['rule 20: a headless Service has no port of its own', [a, b, headless, on(9)], 'x/a > svc:x/web TCP 9', 'yes'],
  [
    'rule 20: nor a target port',
    [a, b, service({ clusterIP: 'None', ports: [{ port: 80, targetPort: 8080 }] }), on(80)],
    FLOW,
    'yes',
  ],
  ['rule 20, Local: a backend on the client’s node', [onNode('x/a', 'n1'), onNode('x/b', 'n1'), local], FLOW, 'yes'],
  ['rule 20, Local: a backend on another node', [onNode('x/a', 'n1'), onNode('x/b', 'n2'), local], FLOW, 'no'],
  ['rule 20, Local: a backend on a node that is not known', [onNode('x/a', 'n1'), b, local], FLOW, 'unknown'],
  ['rule 20: a slice’s addresses are backends', [a, bare, slice([{ addresses: ['9.9.9.9'] }])], FLOW, 'yes'],
  [
    'rule 20: judged by the client’s policies',
    [
      a,
      bare,
      slice([{ addresses: ['9.9.9.9'] }], [{ name: '', port: 6443 }]),
      letsOut([{ ipBlock: { cidr: '9.9.9.9/32' } }], [{ port: 6443 }]),
    ],
    FLOW,
    'yes',
  ],
  [
    'rule 20: on the slice’s port',
    [a, bare, slice([{ addresses: ['9.9.9.9'] }], [{ name: '', port: 6443 }]), letsOut(null, [{ port: 80 }])],
    FLOW,
    'no',
  ],
  [
    'rule 20: of the same name',
    [a, bare, slice([{ addresses: ['9.9.9.9'] }], [{ name: 'other', port: 80 }])],
    FLOW,
    'no',
  ],
  [
    'rule 20: an address that is not ready is none',
    [a, bare, slice([{ addresses: ['9.9.9.9'], conditions: { ready: false } }])],
    FLOW,
    'no',
  ],
  [
    'rule 20: an address that is a pod’s is that pod',
    [a, b, bare, slice([{ addresses: ['10.0.0.2'] }]), closes('x')],
    FLOW,
    'no',
  ],
  [
    'rule 20: Endpoints are read where there is no slice',
    [
      a,
      bare,
      {
        apiVersion: 'v1',
        kind: 'Endpoints',
        metadata: { name: 'web', namespace: 'x' },
        subsets: [{ addresses: [{ ip: '9.9.9.9' }], ports: [{ port: 80 }] }],
      },
    ],
    FLOW,
    'yes',
  ],
  [
    'rule 20: ExternalName is unknown',
    [a, service({ type: 'ExternalName', externalName: 'example.com' })],
    FLOW,
    'unknown',
  ],
  ['hairpin, as-pod: its policies judge it', [b, service(), closes('x')], SELF, 'no', hairpin('as-pod')],
  [
    'hairpin, as-pod: and may admit it',
    [b, service(), admits([{ podSelector: { matchLabels: labels } }])],
    SELF,
    'yes',
    hairpin('as-pod'),
  ],
  ['hairpin, as-node: NetworkPolicies do not', [b, service(), closes('x')], SELF, 'yes', hairpin('as-node')],
  [
    'hairpin, as-node: but for its egress',
    [b, service(), policy('x/p', { policyTypes: ['Egress'] })],
    SELF,
    'no',
    hairpin('as-node'),
  ],
  [
    'hairpin, as-node: cluster-wide policies do',
    [b, service(), admin('d', 1, from('Deny'))],
    SELF,
    'no',
    hairpin('as-node'),
  ],
  [
    'hairpin, as-node: Baseline too',
    [b, service(), admits(null), baseline('d', 1, from('Deny'))],
    SELF,
    'no',
    hairpin('as-node'),
  ],
  ['hairpin, unknown: either', [b, service(), closes('x')], SELF, 'unknown', hairpin('unknown')],
  ['hairpin, unknown: where both agree', [b, service(), admits(null)], SELF, 'yes', hairpin('unknown')],
  [
    'hairpin: another backend is judged as ever',
    [a, hostPod('x/h'), b, c, service(), closes('x')],
    SELF,
    'partly',
    hairpin('as-node'),
  ],
];
