// Rows for decision 005, rules 17 and 18: where the NetworkPolicies end the walk, and whether Baseline is asked.
import { admits, closes, hostPod, letsOut, pod, podAt, policy, workload } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, baseline, from, PERHAPS, to } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const web = workload('x/Deployment/web');
const toWeb = 'x/a > x/Deployment/web TCP 80';
const fromWeb = 'x/Deployment/web > x/a TCP 80';
const deny = baseline('deny', 1, from('Deny'));
const perhaps = (spec: object) =>
  policy('x/perhaps', { podSelector: PERHAPS.pods.podSelector, policyTypes: ['Ingress'], ...spec });
const onNode = pod('x/b', { spec: { nodeName: 'n1' } });
const host = hostPod('x/h', 'n1');
const somewhere = hostPod('x/h');
const reading = (value: string) => ({ 'baseline-after-other-direction': value });
const outOnly = letsOut([]);

export const baselineRows: readonly Row[] = [
  ['rule 17: a NetworkPolicy that isolates ends with yes', [a, b, admits(null), deny], FLOW, 'yes'],
  ['rule 17: or with no', [a, b, closes('x'), baseline('accept', 1, from('Accept'))], FLOW, 'no'],
  [
    'rule 17: or with either, where it may admit',
    [web, b, admits([PERHAPS.pods]), baseline('accept', 1, from('Accept'))],
    'x/Deployment/web > x/b TCP 80',
    'unknown',
  ],
  ['rule 17: without one the walk goes on', [a, b, closes('y'), deny], FLOW, 'no'],
  [
    'rule 17: a policy that may select and admits may go on to Deny',
    [a, web, perhaps({ ingress: [{}] }), deny],
    toWeb,
    'unknown',
  ],
  ['rule 17: a policy that may select and refuses agrees with Deny', [a, web, perhaps({}), deny], toWeb, 'no'],
  ['rule 17: a policy that may select and refuses disagrees with yes', [a, web, perhaps({})], toWeb, 'unknown'],
  ['rule 17: a policy that may select and admits agrees with yes', [a, web, perhaps({ ingress: [{}] })], toWeb, 'yes'],
  ['rule 17: a certain policy ends it whatever may select', [a, web, closes('x'), perhaps({}), deny], toWeb, 'no'],
  ['rule 17: the own node lifts the NetworkPolicies', [host, onNode, closes('x')], 'x/h > x/b TCP 80', 'yes'],
  [
    'rule 17: the own node does not lift Baseline',
    [onNode, host, baseline('d', 1, to('Deny', { to: [{ networks: ['192.168.0.0/16'] }] }))],
    'x/b > x/h TCP 80',
    'no',
  ],
  [
    'rule 17: nor the Admin tier',
    [onNode, host, admin('d', 1, to('Deny', { to: [{ networks: ['192.168.0.1/32'] }] }))],
    'x/b > x/h TCP 80',
    'no',
  ],
  ['rule 17: what may be the own node may go on', [somewhere, onNode, closes('x')], 'x/h > x/b TCP 80', 'unknown'],
  [
    'rule 17: what may be the own node may go on to Deny, which agrees',
    [
      onNode,
      somewhere,
      policy('x/p', { policyTypes: ['Egress'] }),
      baseline('d', 1, to('Deny', { to: [{ networks: ['0.0.0.0/0'] }] })),
    ],
    'x/b > x/h TCP 80',
    'no',
  ],
  [
    'rule 17: an exemption that reaches Deny is a no where a policy says yes',
    [
      onNode,
      host,
      policy('x/p', { policyTypes: ['Egress'], egress: [{}] }),
      baseline('d', 1, to('Deny', { to: [{ networks: ['0.0.0.0/0'] }] })),
    ],
    'x/b > x/h TCP 80',
    'no',
  ],
  [
    'rule 18, applies: a policy about egress leaves ingress to Baseline',
    [a, podAt('x/b', '10.0.0.2'), policy('x/p', { policyTypes: ['Egress'] }), deny],
    '@9.9.9.9 > x/b TCP 80',
    'yes',
  ],
  [
    'rule 18, applies: and Baseline denies pods',
    [podAt('y/c', '10.0.0.9'), b, policy('x/p', { policyTypes: ['Egress'] }), deny],
    'y/c > x/b TCP 80',
    'no',
  ],
  [
    'rule 18, skipped: a policy about egress skips Baseline for ingress',
    [podAt('y/c', '10.0.0.9'), b, policy('x/p', { policyTypes: ['Egress'] }), deny],
    'y/c > x/b TCP 80',
    'yes',
    reading('skipped'),
  ],
  [
    'rule 18, skipped: a policy about ingress skips Baseline for egress',
    [a, b, policy('x/p', { ingress: [{}] }), baseline('d', 1, to('Deny'))],
    FLOW,
    'yes',
    reading('skipped'),
  ],
  ['rule 18, skipped: not for a pod that it does not select', [a, b, outOnly, deny], FLOW, 'no', reading('skipped')],
  [
    'rule 18, skipped: a policy about both directions ends the walk itself',
    [a, b, policy('x/p', { policyTypes: ['Ingress', 'Egress'], egress: [{}] }), deny],
    FLOW,
    'no',
    reading('skipped'),
  ],
  [
    'rule 18, skipped: what may be selected may skip',
    [a, web, policy('x/p', { podSelector: PERHAPS.pods.podSelector, ingress: [{}] }), baseline('d', 1, to('Deny'))],
    fromWeb,
    'unknown',
    reading('skipped'),
  ],
  [
    'rule 18, unknown: a certain selection may skip',
    [a, b, policy('x/p', { ingress: [{}] }), baseline('d', 1, to('Deny'))],
    FLOW,
    'unknown',
    reading('unknown'),
  ],
  ['rule 18, unknown: without a selection Baseline is asked', [a, b, deny], FLOW, 'no', reading('unknown')],
  [
    'rule 18: Pass in Baseline ends with yes',
    [a, b, baseline('p', 1, from('Pass')), baseline('d', 2, from('Deny'))],
    FLOW,
    'yes',
  ],
  [
    'rule 18: Accept in Baseline ends with yes',
    [a, b, baseline('p', 1, from('Accept')), baseline('d', 2, from('Deny'))],
    FLOW,
    'yes',
  ],
  [
    'rule 18: a tie of Pass and Accept is a yes',
    [a, b, baseline('p', 1, from('Accept')), baseline('d', 1, from('Pass'))],
    FLOW,
    'yes',
  ],
  [
    'rule 18: a tie of Pass and Deny is open',
    [a, b, baseline('p', 1, from('Deny')), baseline('d', 1, from('Pass'))],
    FLOW,
    'unknown',
  ],
];
