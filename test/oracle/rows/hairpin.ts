// Rows for decision 005, rule 20: a pod that reaches itself through a Service.
import { admits, closes, hostPod, pod, podAt, policy } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, baseline, from, service } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const labels = { app: 'b' };
const c = pod('x/c', { labels, status: { podIP: '10.0.0.3' } });
const SELF = 'x/b > svc:x/web TCP 80';
const hairpin = (value: string) => ({ hairpin: value });

export const hairpinRows: readonly Row[] = [
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
