// Rows for decision 005, rule 21: nodes as ends.
import { admits, closes, hostPod, letsOut, node, pod, podAt } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, baseline, from, nodeAt, nodeWith, to } from '../tiered-objects.ts';

const n1 = nodeAt('n1', ['192.168.0.1']);
const n2 = nodeAt('n2', ['192.168.0.2']);
const both = nodeWith('n2', [
  { type: 'InternalIP', address: '192.168.0.2' },
  { type: 'ExternalIP', address: '203.0.113.2' },
]);
const here = pod('x/b', { spec: { nodeName: 'n1' }, status: { podIP: '10.0.0.2' } });
const out = pod('x/a', { spec: { nodeName: 'n1' }, status: { podIP: '10.0.0.1' } });
const block = (cidr: string) => [{ ipBlock: { cidr } }];
const IN = 'node/n1 > x/b TCP 80';
const OTHER = 'node/n2 > x/b TCP 80';
const OUT = 'x/a > node/n1 TCP 80';
const nowhere = letsOut(block('9.9.9.9/32'));
const anySource = { 'other-node-source': 'unknown' };

export const nodeRows: readonly Row[] = [
  ['rule 21: a pod’s own node reaches it', [n1, here, closes('x')], IN, 'yes'],
  [
    'rule 21: whatever host-network pods count as',
    [n1, here, closes('x')],
    IN,
    'yes',
    { 'host-network-pods': 'as-pods' },
  ],
  ['rule 21: another node does not', [n2, here, closes('x')], OTHER, 'no'],
  ['rule 21: a node that may be its own may', [n1, podAt('x/b', '10.0.0.2'), closes('x')], IN, 'unknown'],
  [
    'rule 21: cluster-wide policies judge the own node',
    [n1, here, admin('d', 1, from('Deny', { from: [{ unheardOf: {} }] }))],
    IN,
    'no',
  ],
  ['rule 21: no selector of pods is a node', [n2, here, admits([{ namespaceSelector: {} }])], OTHER, 'no'],
  ['rule 21: another node comes from its InternalIP', [both, here, admits(block('192.168.0.2/32'))], OTHER, 'yes'],
  ['rule 21: not from its ExternalIP', [both, here, admits(block('203.0.113.2/32'))], OTHER, 'no'],
  [
    'rule 21, other-node-source unknown: from any address',
    [both, here, admits(block('192.168.0.2/32'))],
    OTHER,
    'unknown',
    anySource,
  ],
  [
    'rule 21, other-node-source unknown: which are in the block of all',
    [both, here, admits(block('0.0.0.0/0'))],
    OTHER,
    'yes',
    anySource,
  ],
  [
    'rule 21: a node without an address is anywhere',
    [node('n2'), here, admits(block('192.168.0.2/32'))],
    OTHER,
    'unknown',
  ],
  [
    'rule 21: a node without an InternalIP comes from anywhere',
    [nodeWith('n2', [{ type: 'ExternalIP', address: '203.0.113.2' }]), here, admits(block('203.0.113.2/32'))],
    OTHER,
    'unknown',
  ],
  ['rule 21: a pod reaches its own node', [n1, out, nowhere], OUT, 'yes'],
  [
    'rule 21, own-node-egress policy: as its policies say',
    [n1, out, nowhere],
    OUT,
    'no',
    { 'own-node-egress': 'policy' },
  ],
  ['rule 21, own-node-egress unknown: either', [n1, out, nowhere], OUT, 'unknown', { 'own-node-egress': 'unknown' }],
  [
    'rule 21: whatever host-network pods count as, too',
    [n1, out, nowhere],
    OUT,
    'yes',
    { 'host-network-pods': 'as-pods' },
  ],
  [
    'rule 21: cluster-wide policies judge egress to the own node',
    [n1, out, baseline('d', 1, to('Deny', { to: [{ nodes: {} }] }))],
    OUT,
    'no',
  ],
  [
    'rule 21: another node is its addresses',
    [both, out, letsOut(block('203.0.113.2/32'))],
    'x/a > node/n2 TCP 80',
    'unknown',
  ],
  [
    'rule 21: blocks that have all of them only together leave it open',
    [both, out, letsOut([...block('203.0.113.2/32'), ...block('192.168.0.2/32')])],
    'x/a > node/n2 TCP 80',
    'unknown',
  ],
  ['rule 21: a block around all of them', [both, out, letsOut(block('192.0.0.0/4'))], 'x/a > node/n2 TCP 80', 'yes'],
  [
    'rule 21: a node to a host-network pod',
    [n2, hostPod('x/h', 'n1'), closes('x')],
    'node/n2 > x/h TCP 80',
    'yes',
    { 'host-network-pods': 'as-pods' },
  ],
  [
    'rule 21: a host-network pod to a node',
    [n2, pod('x/a', { spec: { hostNetwork: true, nodeName: 'n1' } }), nowhere],
    'x/a > node/n2 TCP 80',
    'yes',
    { 'host-network-pods': 'as-pods' },
  ],
  ['rule 21: node to node', [n1, n2, admin('d', 1, from('Deny'))], 'node/n1 > node/n2 TCP 80', 'yes'],
  [
    'rule 10: an IPv6 address of a Node brings IPv6 into play',
    [nodeAt('n1', ['fd00::1']), pod('x/a'), pod('x/b')],
    'x/a > x/b TCP 80 IPv6',
    'yes',
  ],
  [
    'rule 21: a node takes part in its own families',
    [nodeAt('n1', ['192.168.0.1', 'fd00::1']), n2, here, podAt('x/c', 'fd00::9')],
    'node/n2 > x/c TCP 80',
    'no',
  ],
];
