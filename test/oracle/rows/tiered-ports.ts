// Rows for decision 005, rule 19: what cluster-wide port entries match.
import { pod, podAt } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, from, to, v1alpha1 } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const ports = (...protocols: object[]) => admin('d', 1, from('Deny', { protocols }));
const old = (...ports: object[]) => v1alpha1('d', 1, from('Deny', { ports }));
const serving = (...declared: readonly object[]) =>
  pod('x/b', { spec: { containers: [{ name: 'main', ports: declared }] }, status: { podIP: '10.0.0.2' } });
const servingHttp = serving({ name: 'http', containerPort: 8080 });
const named = { destinationNamedPort: 'http' };

export const tieredPortRows: readonly Row[] = [
  ['rule 19: a number', [a, b, ports({ tcp: { destinationPort: { number: 80 } } })], FLOW, 'no'],
  ['rule 19: a number is of its protocol', [a, b, ports({ udp: { destinationPort: { number: 80 } } })], FLOW, 'yes'],
  [
    'rule 19: the first of a range',
    [a, b, ports({ tcp: { destinationPort: { range: { start: 80, end: 90 } } } })],
    FLOW,
    'no',
  ],
  [
    'rule 19: the last of a range',
    [a, b, ports({ tcp: { destinationPort: { range: { start: 70, end: 80 } } } })],
    FLOW,
    'no',
  ],
  [
    'rule 19: the one after a range',
    [a, b, ports({ tcp: { destinationPort: { range: { start: 70, end: 79 } } } })],
    FLOW,
    'yes',
  ],
  ['rule 19: v1alpha1 numbers are of TCP', [a, b, old({ portNumber: { port: 80 } })], FLOW, 'no'],
  ['rule 19: v1alpha1 numbers are not of UDP', [a, b, old({ portNumber: { port: 80 } })], 'x/a > x/b UDP 80', 'yes'],
  [
    'rule 19: a range that starts above its end is nothing',
    [a, b, old({ portRange: { start: 81, end: 79 } })],
    FLOW,
    'yes',
  ],
  ['rule 19: a range of one port', [a, b, old({ portRange: { protocol: 'TCP', start: 80, end: 80 } })], FLOW, 'no'],
  [
    'rule 19: a name is the number of the destination',
    [serving({ name: 'http', containerPort: 80 }), podAt('x/a', '10.0.0.1'), ports(named)],
    FLOW,
    'no',
  ],
  ['rule 19: a name whose number differs', [a, servingHttp, ports(named)], FLOW, 'yes'],
  ['rule 19: a name is that number only', [a, servingHttp, ports(named)], 'x/a > x/b TCP 8080', 'no'],
  ['rule 19: a name of v1alpha1 is that number only', [a, servingHttp, old({ namedPort: 'http' })], FLOW, 'yes'],
  [
    'rule 19: a name on egress is the destination’s too',
    [a, servingHttp, admin('d', 1, to('Deny', { protocols: [named] }))],
    'x/a > x/b TCP 8080',
    'no',
  ],
  [
    'rule 19: a name has the protocol of the container',
    [a, serving({ name: 'http', containerPort: 80, protocol: 'UDP' }), ports(named)],
    'x/a > x/b UDP 80',
    'no',
  ],
  [
    'rule 19: and no other',
    [a, serving({ name: 'http', containerPort: 80, protocol: 'UDP' }), ports(named)],
    FLOW,
    'yes',
  ],
  [
    'rule 19: a name beside networks matches nothing',
    [a, servingHttp, admin('d', 1, to('Deny', { to: [{ networks: ['0.0.0.0/0'] }], protocols: [named] }))],
    'x/a > x/b TCP 8080',
    'yes',
  ],
];
