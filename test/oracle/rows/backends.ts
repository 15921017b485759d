// Rows for decision 005, rule 20: which pods are backends, and what their answers come to.
import { closes, pod, podAt, policy, workload } from '../objects.ts';
import type { Row } from '../row.ts';
import { service } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const labels = { app: 'b' };
const c = pod('x/c', { labels, status: { podIP: '10.0.0.3' } });
const FLOW = 'x/a > svc:x/web TCP 80';
const ready = (status: string) => ({ conditions: [{ type: 'Ready', status }] });
const unready = pod('x/b', { status: { podIP: '10.0.0.2', ...ready('False') } });
const leaving = pod('x/c', {
  labels: { app: 'b', also: 'c' },
  metadata: { deletionTimestamp: 'now' },
  status: ready('True'),
});
const gone = pod('x/c', { labels, metadata: { deletionTimestamp: 'now' }, status: ready('False') });
const onlyC = policy('x/c', { podSelector: { matchLabels: { also: 'c' } } });
const perhaps = workload('x/Deployment/web', { labels: { tier: 'b' } });
const hashed = service({ selector: { 'pod-template-hash': 'a' } });

export const backendRows: readonly Row[] = [
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
];
