// Rows for decision 005, rules 12 to 16: the order of the tiers, of the policies in one, and of their rules.
import { admits, closes, hostPod, letsOut, podAt, workload } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, baseline, EVERY_POD, from, labelled, PERHAPS, to, v1alpha1 } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const web = workload('x/Deployment/web');
const toWeb = 'x/a > x/Deployment/web TCP 80';
const shut = closes('x');
const http = [{ tcp: { destinationPort: { number: 80 } } }];
const byName = { 'equal-priority': 'by-name' };
const two = (first: string, second: string, over: object = {}) => ({
  ingress: [
    { action: first, from: [EVERY_POD], ...over },
    { action: second, from: [EVERY_POD] },
  ],
});

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
  ['rule 14: the first rule that matches decides', [a, b, admin('d', 1, two('Accept', 'Deny'))], FLOW, 'yes'],
  ['rule 14: and the second does not', [a, b, admin('d', 1, two('Deny', 'Accept'))], FLOW, 'no'],
  [
    'rule 14: a rule for other ports goes on',
    [a, b, admin('d', 1, two('Accept', 'Deny', { protocols: http }))],
    'x/a > x/b UDP 80',
    'no',
  ],
  [
    'rule 14: a rule that may match leaves both',
    [a, web, admin('d', 1, two('Accept', 'Deny', { from: [PERHAPS] }))],
    'x/Deployment/web > x/a TCP 80',
    'unknown',
  ],
  [
    'rule 14: a rule that may match and says the same does not',
    [a, web, admin('d', 1, two('Deny', 'Deny', { from: [PERHAPS] }))],
    'x/Deployment/web > x/a TCP 80',
    'no',
  ],
  [
    'rule 14: a subject that may be selected leaves both',
    [a, web, admin('d', 1, { subject: PERHAPS, ...from('Deny') })],
    toWeb,
    'unknown',
  ],
  [
    'rule 15: the lowest number is first',
    [a, b, admin('z', 0, from('Deny')), admin('a', 1, from('Accept'))],
    FLOW,
    'no',
  ],
  ['rule 15: 10 is after 9', [a, b, admin('z', 9, from('Deny')), admin('a', 10, from('Accept'))], FLOW, 'no'],
  [
    'rule 15: none goes on',
    [a, b, admin('z', 0, to('Deny', { to: [labelled('z')] })), admin('a', 1, from('Deny'))],
    FLOW,
    'no',
  ],
  [
    'rule 15, equal-priority unknown: they disagree',
    [a, b, admin('a', 1, from('Accept')), admin('b', 1, from('Deny'))],
    FLOW,
    'unknown',
  ],
  [
    'rule 15, equal-priority unknown: they agree',
    [a, b, admin('a', 1, from('Deny')), admin('b', 1, from('Deny'))],
    FLOW,
    'no',
  ],
  [
    'rule 15, equal-priority unknown: they do not overlap',
    [a, b, admin('a', 1, from('Accept', { from: [labelled('z')] })), admin('b', 1, from('Deny'))],
    FLOW,
    'no',
  ],
  [
    'rule 15, equal-priority unknown: they overlap on other ports only',
    [a, b, admin('a', 1, from('Accept', { protocols: http })), admin('b', 1, from('Deny'))],
    'x/a > x/b TCP 81',
    'no',
  ],
  [
    'rule 15, equal-priority unknown: the next priority decides where each may end in none',
    [a, b, admin('a', 1, to('Accept')), admin('b', 1, to('Deny')), admin('c', 2, from('Deny'))],
    '@9.9.9.9 > x/b TCP 80',
    'yes',
  ],
  [
    'rule 15, equal-priority by-name: the first name',
    [a, b, admin('b', 1, from('Deny')), admin('a', 1, from('Accept'))],
    FLOW,
    'yes',
    byName,
  ],
  [
    'rule 15, equal-priority by-name: the kind where names are equal',
    [a, b, admin('a', 1, from('Accept')), v1alpha1('a', 1, from('Deny'))],
    FLOW,
    'no',
    byName,
  ],
  [
    'rule 15, equal-priority: a tie of Pass and Deny',
    [a, b, admin('a', 1, from('Pass')), admin('b', 1, from('Deny'))],
    FLOW,
    'unknown',
  ],
  [
    'rule 15: equal numbers of different tiers are no tie',
    [a, b, admin('b', 1, from('Accept')), baseline('a', 1, from('Deny'))],
    FLOW,
    'yes',
  ],
  [
    'rule 16: Pass skips the rest of the tier',
    [a, b, admin('a', 1, from('Pass')), admin('b', 2, from('Deny'))],
    FLOW,
    'yes',
  ],
  [
    'rule 16: Pass goes to the NetworkPolicies',
    [a, b, shut, admin('a', 1, from('Pass')), admin('b', 2, from('Accept'))],
    FLOW,
    'no',
  ],
  [
    'rule 16: and from there to Baseline',
    [a, b, admin('a', 1, from('Pass')), baseline('b', 2, from('Deny'))],
    FLOW,
    'no',
  ],
  [
    'rule 16: an Accept on egress leaves the ingress to its own',
    [a, b, letsOut([]), admin('a', 1, to('Accept')), baseline('b', 1, from('Deny'))],
    FLOW,
    'no',
  ],
  [
    'rule 16: a host-network pod is no subject',
    [a, hostPod('x/h', 'n1'), admin('a', 1, from('Deny'))],
    'x/a > x/h TCP 80',
    'yes',
  ],
];
