// Rows for decision 005, rules 14 to 16: the order of rules in a policy and of policies in a tier, and ties of it.
import { closes, hostPod, letsOut, pod, podAt, workload } from '../objects.ts';
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

export const priorityRows: readonly Row[] = [
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
    'rule 14: and so beside one that is selected for certain',
    [
      a,
      web,
      pod('x/d', { labels: { 'pod-template-hash': 'a' } }),
      admin('d', 1, { subject: PERHAPS, ...from('Deny') }),
    ],
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
