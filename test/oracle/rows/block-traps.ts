// Rows for what the upstream suites do not notice: each is a mistake that some implementation made. Blocks.
import { admits, closes, letsOut, podAt, policy } from '../objects.ts';
import type { Row } from '../row.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const except = { cidr: '10.0.0.0/24', except: ['10.0.0.0/25'] };

export const blockTraps: readonly Row[] = [
  ['an except is left out', [a, b, admits([{ ipBlock: except }])], FLOW, 'no'],
  [
    'another peer opens what an except leaves out',
    [a, b, admits([{ ipBlock: except }, { ipBlock: { cidr: '10.0.0.1/32' } }])],
    FLOW,
    'yes',
  ],
  [
    'the last address before the except ends is left out',
    [b, admits([{ ipBlock: except }])],
    '@10.0.0.127 > x/b TCP 80',
    'no',
  ],
  [
    'the first address after the except is inside',
    [b, admits([{ ipBlock: except }])],
    '@10.0.0.128 > x/b TCP 80',
    'yes',
  ],
  ['the last address of a block is inside', [b, admits([{ ipBlock: except }])], '@10.0.0.255 > x/b TCP 80', 'yes'],
  ['the first address after a block is outside', [b, admits([{ ipBlock: except }])], '@10.0.1.0 > x/b TCP 80', 'no'],
  [
    'host bits of a block are masked',
    [b, admits([{ ipBlock: { cidr: '10.0.0.77/24' } }])],
    '@10.0.0.0 > x/b TCP 80',
    'yes',
  ],
  [
    '0.0.0.0/0 is not IPv6',
    [podAt('x/b', 'fd00::2'), admits([{ ipBlock: { cidr: '0.0.0.0/0' } }])],
    '@fd00::1 > x/b TCP 80',
    'no',
  ],
  [
    '::/0 is IPv6',
    [podAt('x/b', 'fd00::2'), admits([{ ipBlock: { cidr: '::/0' } }])],
    '@2001:db8::1 > x/b TCP 80',
    'yes',
  ],
  ['::/0 is not IPv4', [b, admits([{ ipBlock: { cidr: '::/0' } }])], '@9.9.9.9 > x/b TCP 80', 'no'],
  [
    'either side can refuse',
    [a, b, letsOut([{ podSelector: {} }]), closes('x', { matchLabels: { app: 'b' } })],
    FLOW,
    'no',
  ],
  [
    'a server that may send nothing is still reached',
    [a, b, policy('x/p', { podSelector: { matchLabels: { app: 'b' } }, policyTypes: ['Egress'] })],
    FLOW,
    'yes',
  ],
  ['policies add up', [a, b, closes('x'), admits([{ podSelector: {} }])], FLOW, 'yes'],
];
