// Rows for what the upstream suites do not notice: each is a mistake that some implementation made. Policies.
import { admits, closes, podAt, policy } from '../objects.ts';
import type { Row } from '../row.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const egressOnly = { podSelector: {}, egress: [{ to: [{ podSelector: {} }] }] };

export const policyTraps: readonly Row[] = [
  ['without policies everything is allowed', [a, b], FLOW, 'yes'],
  ['a policy of another namespace selects nobody here', [a, b, closes('y')], FLOW, 'yes'],
  [
    'egress rules without policyTypes isolate ingress too',
    [a, b, policy('x/p', egressOnly)],
    '@9.9.9.9 > x/b TCP 80',
    'no',
  ],
  ['egress rules without policyTypes isolate egress', [a, b, policy('x/p', egressOnly)], 'x/b > @9.9.9.9 TCP 80', 'no'],
  [
    'an empty egress list without policyTypes leaves egress open',
    [a, policy('x/p', { egress: [] })],
    'x/a > @9.9.9.9 TCP 80',
    'yes',
  ],
  ['empty policyTypes are as missing ones', [b, policy('x/p', { policyTypes: [] })], '@9.9.9.9 > x/b TCP 80', 'no'],
  [
    'rules of a direction that policyTypes leaves out are ignored',
    [a, policy('x/p', { policyTypes: ['Ingress'], egress: [{ ports: [{ port: 1 }] }] })],
    'x/a > @9.9.9.9 TCP 80',
    'yes',
  ],
  ['a policy without spec takes nothing in', [b, policy('x/p', undefined)], '@9.9.9.9 > x/b TCP 80', 'no'],
  ['a null podSelector selects every pod', [b, policy('x/p', { podSelector: null })], '@9.9.9.9 > x/b TCP 80', 'no'],
  ['what one of two policies admits is admitted', [a, b, closes('x'), admits(null)], FLOW, 'yes'],
  [
    'what one of two rules admits is admitted',
    [a, b, policy('x/p', { ingress: [{ ports: [{ port: 80 }] }, { ports: [{ port: 81 }] }] })],
    FLOW,
    'yes',
  ],
  [
    'of two policies each admits its ports',
    [a, b, policy('x/p', { ingress: [{ ports: [{ port: 80 }] }] }), admits(null, [{ port: 81 }])],
    FLOW,
    'yes',
  ],
  ['one empty rule admits everyone', [b, policy('x/p', { ingress: [{}] })], '@9.9.9.9 > x/b UDP 80', 'yes'],
  ['a null ingress admits nobody', [b, policy('x/p', { ingress: null })], '@9.9.9.9 > x/b UDP 80', 'no'],
  ['an empty from admits everyone', [a, b, admits([])], '@9.9.9.9 > x/b TCP 80', 'yes'],
  ['a null from admits everyone', [a, b, admits(null)], '@9.9.9.9 > x/b TCP 80', 'yes'],
  ['empty ports are every port and protocol', [a, b, admits([{ podSelector: {} }], [])], 'x/a > x/b SCTP 9', 'yes'],
  ['a port entry without fields is every TCP port', [a, b, admits(null, [{}])], 'x/a > x/b TCP 9', 'yes'],
  ['a port entry without fields is not UDP', [a, b, admits(null, [{}])], 'x/a > x/b UDP 9', 'no'],
  [
    'endPort is the last port of the range',
    [a, b, admits(null, [{ port: 80, endPort: 82 }])],
    'x/a > x/b TCP 82',
    'yes',
  ],
  [
    'the port after endPort is outside the range',
    [a, b, admits(null, [{ port: 80, endPort: 82 }])],
    'x/a > x/b TCP 83',
    'no',
  ],
  [
    'the port before the range is outside it',
    [a, b, admits(null, [{ port: 80, endPort: 82 }])],
    'x/a > x/b TCP 79',
    'no',
  ],
];
