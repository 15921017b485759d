// Rows for decision 005, rules 12 and 13: the order of the tiers, and when a rule matches.
import { admits, closes, podAt, workload } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, baseline, foreign, from, labelled, to, v1alpha1 } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const web = workload('x/Deployment/web');
const shut = closes('x');
const http = [{ tcp: { destinationPort: { number: 80 } } }];

export const tierRows: readonly Row[] = [
  [
    'rule 12: an Admin Deny is before every NetworkPolicy',
    [a, b, admits(null), admin('d', 1, from('Deny'))],
    FLOW,
    'no',
  ],
  ['rule 12: an Admin Accept is before every NetworkPolicy', [a, b, shut, admin('d', 1, from('Accept'))], FLOW, 'yes'],
  [
    'rule 12: a Baseline Deny is after every NetworkPolicy',
    [a, b, admits(null), baseline('d', 1, from('Deny'))],
    FLOW,
    'yes',
  ],
  ['rule 12: Baseline decides where no NetworkPolicy does', [a, b, baseline('d', 1, from('Deny'))], FLOW, 'no'],
  ['rule 12: a pod to itself is never judged', [b, admin('d', 1, from('Deny'))], 'x/b > x/b TCP 80', 'yes'],
  [
    'rule 12: two pods of one workload are',
    [web, admin('d', 1, from('Deny'))],
    'x/Deployment/web > x/Deployment/web TCP 80',
    'no',
  ],
  ['rule 12: the outside is no subject', [b, admin('d', 1, to('Deny'))], '@9.9.9.9 > x/b TCP 80', 'yes'],
  ['rule 12: both sides are judged', [a, b, admin('d', 1, from('Accept')), admin('e', 2, to('Deny'))], FLOW, 'no'],
  [
    'rule 12: what another vendor may open is laid over its own pods',
    [
      b,
      podAt('y/c', '10.0.0.3'),
      foreign('cilium.io/v2', 'CiliumNetworkPolicy', 'x', { endpointSelector: {}, ingress: [{}] }),
      foreign('security.istio.io/v1', 'AuthorizationPolicy', 'y', {}),
      admin('d', 1, from('Deny')),
    ],
    'x/b > y/c TCP 80',
    'no',
  ],
  ['rule 12: an Accept is of one side only', [a, b, shut, admin('d', 1, to('Accept'))], FLOW, 'no'],
  [
    'rule 12: without a rule for the direction nothing is isolated',
    [a, b, admin('d', 1, to('Deny', { to: [labelled('z')] }))],
    FLOW,
    'yes',
  ],
  ['rule 13: v1alpha1 says Allow', [a, b, shut, v1alpha1('d', 1, from('Allow'))], FLOW, 'yes'],
  [
    'rule 13: both generations are merged by priority',
    [a, b, v1alpha1('z', 1, from('Deny')), admin('a', 2, from('Accept'))],
    FLOW,
    'no',
  ],
  [
    'rule 13: both generations, the other way around',
    [a, b, v1alpha1('z', 3, from('Deny')), admin('a', 2, from('Accept'))],
    FLOW,
    'yes',
  ],
  [
    'rule 13: BaselineAdminNetworkPolicy is the last',
    [a, b, v1alpha1('default', 'baseline', from('Deny')), baseline('z', 1000, from('Accept'))],
    FLOW,
    'yes',
  ],
  [
    'rule 13: it decides where no other does',
    [a, b, v1alpha1('default', 'baseline', from('Deny')), baseline('z', 1000, to('Accept'))],
    FLOW,
    'no',
  ],
  [
    'rule 13: a rule is of its ports',
    [a, b, admin('d', 1, from('Deny', { protocols: http }))],
    'x/a > x/b TCP 81',
    'yes',
  ],
  ['rule 13: and of no others', [a, b, admin('d', 1, from('Deny', { protocols: http }))], FLOW, 'no'],
  [
    'rule 13: the subject must be selected',
    [a, b, admin('d', 1, { subject: labelled('a'), ...from('Deny') })],
    FLOW,
    'yes',
  ],
];
