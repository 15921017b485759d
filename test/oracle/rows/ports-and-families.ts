// Rows for decision 002: each rule, and each value of each assumption. Rules 9 to 11.
import { admits, closes, node, ownedBy, pod, podAt, workload } from '../objects.ts';
import type { Row } from '../row.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const http = (containerPort: number) => ({ name: 'http', ports: [{ name: 'http', containerPort }] });
const named = admits(null, [{ port: 'http' }]);
const shut = closes('x');
const web = workload('x/Deployment/web');
const block = (cidr: string, ...except: string[]) => [{ ipBlock: { cidr, except } }];
const unplaced = pod('x/a');
const two = pod('x/b', { spec: { containers: [http(80), http(81)] } });
const same = pod('x/b', { spec: { containers: [http(80), http(80)] } });
const sidecar = { ...http(81), restartPolicy: 'Always' };
const helped = pod('x/b', { spec: { containers: [http(80)], initContainers: [sidecar] } });
const duplicates = (value: string) => ({ 'duplicate-port-names': value });
const dual = podAt('x/b', '10.0.0.2', 'fd00::2');
const done = pod('x/b', { status: { phase: 'Succeeded' } });

export const portAndFamilyRows: readonly Row[] = [
  ['rule 9, duplicate-port-names any: the first number', [a, two, named], FLOW, 'yes'],
  ['rule 9, duplicate-port-names any: the second number', [a, two, named], 'x/a > x/b TCP 81', 'yes'],
  ['rule 9, duplicate-port-names first: the first number', [a, two, named], FLOW, 'yes', duplicates('first')],
  [
    'rule 9, duplicate-port-names first: not the second',
    [a, two, named],
    'x/a > x/b TCP 81',
    'no',
    duplicates('first'),
  ],
  [
    'rule 9, duplicate-port-names unknown: either number may be',
    [a, two, named],
    'x/a > x/b TCP 81',
    'unknown',
    duplicates('unknown'),
  ],
  [
    'rule 9, duplicate-port-names unknown: another number is not',
    [a, two, named],
    'x/a > x/b TCP 82',
    'no',
    duplicates('unknown'),
  ],
  [
    'rule 9, duplicate-port-names unknown: one number twice is that number',
    [a, same, named],
    FLOW,
    'yes',
    duplicates('unknown'),
  ],
  ['rule 9, sidecar-ports yes: a sidecar has the name too', [a, helped, named], 'x/a > x/b TCP 81', 'yes'],
  [
    'rule 9, sidecar-ports no: a sidecar has not',
    [a, helped, named],
    'x/a > x/b TCP 81',
    'no',
    { 'sidecar-ports': 'no' },
  ],
  [
    'rule 9, sidecar-ports unknown: a sidecar may have',
    [a, helped, named],
    'x/a > x/b TCP 81',
    'unknown',
    { 'sidecar-ports': 'unknown' },
  ],
  [
    'rule 9, sidecar-ports unknown: the container is sure',
    [a, helped, named],
    FLOW,
    'yes',
    { 'sidecar-ports': 'unknown' },
  ],
  ['rule 9: containers come before sidecars', [a, helped, named], 'x/a > x/b TCP 81', 'no', duplicates('first')],
  [
    'rule 10: two families that disagree are partly',
    [podAt('x/a', '10.0.0.1', 'fd00::1'), dual, admits(block('0.0.0.0/0'))],
    FLOW,
    'partly',
  ],
  [
    'rule 10: each family has its own answer',
    [podAt('x/a', '10.0.0.1', 'fd00::1'), dual, admits(block('0.0.0.0/0'))],
    `${FLOW} IPv6`,
    'no',
  ],
  ['rule 10: two families that agree are one answer', [podAt('x/a', '10.0.0.1', 'fd00::1'), dual], FLOW, 'yes'],
  ['rule 10: both ends must have the family', [a, dual], `${FLOW} IPv6`, 'no'],
  ['rule 10: a single-stack pod reaches a dual-stack one in the family that they share', [a, dual], FLOW, 'yes'],
  ['rule 10: ends without a common family never meet', [a, podAt('x/b', 'fd00::2')], FLOW, 'no'],
  ['rule 10: a pod without an address takes part in every family', [unplaced, dual], FLOW, 'yes'],
  ['rule 10: IPv6 is not in play without an IPv6 address, range or block', [unplaced, b], `${FLOW} IPv6`, 'no'],
  [
    'rule 10: an IPv6 block brings IPv6 into play',
    [unplaced, pod('x/b'), admits(block('::/0'))],
    `${FLOW} IPv6`,
    'yes',
  ],
  [
    'rule 10: an IPv6 pod range brings IPv6 into play',
    [unplaced, pod('x/b'), node('n', 'fd00::/64')],
    `${FLOW} IPv6`,
    'yes',
  ],
  ['rule 11, finished-pods count: a finished pod is judged', [a, done, shut], FLOW, 'no', { 'finished-pods': 'count' }],
  [
    'a workload of no replicas stands for its pods',
    [a, workload('x/Deployment/web', { spec: { replicas: 0 } })],
    'x/a > x/Deployment/web TCP 80',
    'yes',
  ],
  [
    'the template labels of a CronJob are those of its jobs',
    [workload('x/CronJob/b'), a, closes('x', { matchLabels: { app: 'b' } })],
    'x/a > x/CronJob/b TCP 80',
    'no',
  ],
  [
    'a pod that another controller owns does not stand in',
    [a, web, pod('x/p', { metadata: ownedBy('StatefulSet', 'web') })],
    'x/a > x/Deployment/web TCP 80',
    'yes',
  ],
];
