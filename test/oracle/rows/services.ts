// Rows for decision 005, rule 20: Services, and which port of which pod they lead to.
import { admits, closes, letsOut, pod, podAt, policy } from '../objects.ts';
import type { Row } from '../row.ts';
import { service } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const labels = { app: 'b' };
const c = pod('x/c', { labels, status: { podIP: '10.0.0.3' } });
const FLOW = 'x/a > svc:x/web TCP 80';
const http = (name: string, ...numbers: number[]) =>
  pod(name, {
    labels,
    spec: { containers: numbers.map((containerPort) => ({ name: 'c', ports: [{ name: 'http', containerPort }] })) },
  });
const byName = service({ ports: [{ port: 80, targetPort: 'http' }] });
const on = (port: number) => admits(null, [{ port }]);

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
  [
    'rule 20: it need not be the first port there',
    [
      a,
      pod('x/b', {
        spec: {
          containers: [
            {
              ports: [
                { name: 'metrics', containerPort: 9090 },
                { name: 'http', containerPort: 8080 },
              ],
            },
          ],
        },
      }),
      byName,
      on(8080),
    ],
    FLOW,
    'yes',
  ],
  [
    'rule 20: a headless Service leaves the port as it is',
    [a, b, service({ clusterIP: 'None', ports: [{ port: 80, targetPort: 8080 }] }), on(80)],
    FLOW,
    'yes',
  ],
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
];
