// Rows for decision 002: each rule, and each value of each assumption. Rule 8.
import { admits, hostPod, node, pod, podAt } from '../objects.ts';
import type { Row } from '../row.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const onNode = (name: string, nodeName: string) => pod(name, { spec: { nodeName } });
const host = hostPod('x/h', 'n1', [{ name: 'http', containerPort: 80 }]);
const fromHost = 'x/h > x/b TCP 80';
const block = (cidr: string, ...except: string[]) => [{ ipBlock: { cidr, except } }];
const unplaced = pod('x/a');

export const missingAddressRows: readonly Row[] = [
  ['rule 8: a pod without an address may be in a block', [unplaced, b, admits(block('10.0.0.0/8'))], FLOW, 'unknown'],
  ['rule 8: it is in the block of every address', [unplaced, b, admits(block('0.0.0.0/0'))], FLOW, 'yes'],
  ['rule 8: an except makes that unknown', [unplaced, b, admits(block('0.0.0.0/0', '10.0.0.1/32'))], FLOW, 'unknown'],
  [
    'rule 8: a block around the pod ranges has it',
    [unplaced, b, node('n', '10.0.0.0/24'), node('m', '10.0.1.0/24'), admits(block('10.0.0.0/23'))],
    FLOW,
    'yes',
  ],
  [
    'rule 8: a block that has one of two pod ranges may',
    [unplaced, b, node('n', '10.0.0.0/24'), node('m', '10.0.1.0/24'), admits(block('10.0.0.0/24'))],
    FLOW,
    'unknown',
  ],
  [
    'rule 8: a block beside the pod ranges has it not',
    [unplaced, b, node('n', '10.0.0.0/24'), admits(block('10.0.1.0/24'))],
    FLOW,
    'no',
  ],
  [
    'rule 8: excepts that cover the pod range together have it not',
    [unplaced, b, node('n', '10.0.0.0/24'), admits(block('10.0.0.0/23', '10.0.0.0/25', '10.0.0.128/25'))],
    FLOW,
    'no',
  ],
  [
    'rule 8, missing-addresses no-match: what may match does not',
    [unplaced, b, admits(block('10.0.0.0/8'))],
    FLOW,
    'no',
    { 'missing-addresses': 'no-match' },
  ],
  [
    'rule 8, missing-addresses no-match: what must match does',
    [unplaced, b, admits(block('0.0.0.0/0'))],
    FLOW,
    'yes',
    { 'missing-addresses': 'no-match' },
  ],
  [
    'rule 8: a host-network pod without an address is not in the pod ranges',
    [
      pod('x/h', { spec: { hostNetwork: true, nodeName: 'n1' } }),
      onNode('x/b', 'n2'),
      node('n', '10.0.0.0/24'),
      admits(block('10.0.0.0/24')),
    ],
    fromHost,
    'unknown',
  ],
  [
    'rule 8, ip-block-matches-pods yes: a pod matches by its address',
    [a, b, admits(block('10.0.0.1/32'))],
    FLOW,
    'yes',
  ],
  [
    'rule 8, ip-block-matches-pods no: a pod never matches',
    [a, b, admits(block('0.0.0.0/0'))],
    FLOW,
    'no',
    { 'ip-block-matches-pods': 'no' },
  ],
  [
    'rule 8, ip-block-matches-pods no: an address does',
    [b, admits(block('0.0.0.0/0'))],
    '@9.9.9.9 > x/b TCP 80',
    'yes',
    { 'ip-block-matches-pods': 'no' },
  ],
  [
    'rule 8, ip-block-matches-pods no: a node does',
    [host, onNode('x/b', 'n2'), admits(block('0.0.0.0/0'))],
    fromHost,
    'yes',
    { 'ip-block-matches-pods': 'no' },
  ],
  [
    'rule 8, ip-block-matches-pods no: as-pods, a host-network pod does not',
    [host, onNode('x/b', 'n2'), admits(block('0.0.0.0/0'))],
    fromHost,
    'no',
    { 'host-network-pods': 'as-pods', 'ip-block-matches-pods': 'no' },
  ],
  [
    'rule 8, ip-block-matches-pods unknown: a match is unknown',
    [a, b, admits(block('10.0.0.1/32'))],
    FLOW,
    'unknown',
    { 'ip-block-matches-pods': 'unknown' },
  ],
  [
    'rule 8, ip-block-matches-pods unknown: a miss is a miss',
    [a, b, admits(block('10.0.0.3/32'))],
    FLOW,
    'no',
    { 'ip-block-matches-pods': 'unknown' },
  ],
];
