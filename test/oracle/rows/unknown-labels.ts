// Rows for decision 002: each rule, and each value of each assumption. Rules 5 to 7.
import { admits, closes, namespace, pod, podAt, policy, workload } from '../objects.ts';
import type { Row } from '../row.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const shut = closes('x');
const web = workload('x/Deployment/web');
const hashed = (operator: string, values?: string[]) => ({
  matchExpressions: [{ key: 'pod-template-hash', operator, values }],
});
const other = pod('y/c');
const byLabel = admits([{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] } }]);
const maybe = (spec: object) => policy('x/maybe', { podSelector: hashed('Exists'), policyTypes: ['Ingress'], ...spec });

export const unknownLabelRows: readonly Row[] = [
  [
    'rule 5: a policy that may select and refuses leaves it open',
    [a, web, maybe({})],
    'x/a > x/Deployment/web TCP 80',
    'unknown',
  ],
  [
    'rule 5: a policy that may select and admits changes nothing',
    [a, web, maybe({ ingress: [{}] })],
    'x/a > x/Deployment/web TCP 80',
    'yes',
  ],
  [
    'rule 5: a certain policy that refuses with one that may admit',
    [a, web, shut, maybe({ ingress: [{}] })],
    'x/a > x/Deployment/web TCP 80',
    'unknown',
  ],
  [
    'rule 5: a certain policy that admits decides',
    [a, web, policy('x/p', { ingress: [{}] }), maybe({})],
    'x/a > x/Deployment/web TCP 80',
    'yes',
  ],
  ['rule 5: two that refuse refuse', [a, web, shut, maybe({})], 'x/a > x/Deployment/web TCP 80', 'no'],
  [
    'rule 6: an unknown peer on a port that does not match is a no',
    [web, b, admits([{ podSelector: hashed('Exists') }], [{ port: 81 }])],
    'x/Deployment/web > x/b TCP 80',
    'no',
  ],
  [
    'rule 7, controller-labels: Exists is unknown',
    [web, b, admits([{ podSelector: hashed('Exists') }])],
    'x/Deployment/web > x/b TCP 80',
    'unknown',
  ],
  [
    'rule 7, controller-labels: DoesNotExist is unknown',
    [web, b, admits([{ podSelector: hashed('DoesNotExist') }])],
    'x/Deployment/web > x/b TCP 80',
    'unknown',
  ],
  [
    'rule 7, controller-labels absent: Exists fails',
    [web, b, admits([{ podSelector: hashed('Exists') }])],
    'x/Deployment/web > x/b TCP 80',
    'no',
    { 'controller-labels': 'absent' },
  ],
  [
    'rule 7, controller-labels absent: NotIn holds',
    [web, b, admits([{ podSelector: hashed('NotIn', ['v']) }])],
    'x/Deployment/web > x/b TCP 80',
    'yes',
    { 'controller-labels': 'absent' },
  ],
  [
    'rule 7: a key that the template has is known',
    [
      workload('x/Deployment/web', { labels: { 'pod-template-hash': 'v' } }),
      b,
      admits([{ podSelector: hashed('In', ['v']) }]),
    ],
    'x/Deployment/web > x/b TCP 80',
    'yes',
  ],
  [
    'rule 7: a StatefulSet gets no pod-template-hash',
    [workload('x/StatefulSet/web'), b, admits([{ podSelector: hashed('Exists') }])],
    'x/StatefulSet/web > x/b TCP 80',
    'no',
  ],
  ['rule 7: a Pod of the input shows all its labels', [a, b, admits([{ podSelector: hashed('Exists') }])], FLOW, 'no'],
  [
    'rule 7: a no beside an unknown requirement is a no',
    [web, b, admits([{ podSelector: { ...hashed('Exists'), matchLabels: { app: 'z' } } }])],
    'x/Deployment/web > x/b TCP 80',
    'no',
  ],
  ['rule 7, namespace-labels synthesized: other keys are absent', [other, b, byLabel], 'y/c > x/b TCP 80', 'yes'],
  [
    'rule 7, namespace-labels unknown: other keys are unknown',
    [other, b, byLabel],
    'y/c > x/b TCP 80',
    'unknown',
    { 'namespace-labels': 'unknown' },
  ],
  [
    'rule 7, namespace-labels unknown: a namespace of the input is known',
    [other, namespace('y'), b, byLabel],
    'y/c > x/b TCP 80',
    'yes',
    { 'namespace-labels': 'unknown' },
  ],
  [
    'rule 7, namespace-labels unknown: its name is known',
    [other, b, admits([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'z' } } }])],
    'y/c > x/b TCP 80',
    'no',
    { 'namespace-labels': 'unknown' },
  ],
];
