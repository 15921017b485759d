// Rows for decision 005, rule 20: headless and local Services, and those that select nothing.
import { admits, closes, letsOut, pod, podAt } from '../objects.ts';
import type { Row } from '../row.ts';
import { service, slice } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > svc:x/web TCP 80';
const on = (port: number) => admits(null, [{ port }]);
const local = service({ internalTrafficPolicy: 'Local' });
const onNode = (name: string, nodeName: string) => pod(name, { spec: { nodeName } });
const bare = service({ selector: undefined });
const headless = service({ clusterIP: 'None' });

export const givenBackendRows: readonly Row[] = [
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
];
