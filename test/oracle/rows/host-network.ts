// Rows for decision 002: each rule, and each value of each assumption. Rules 1 to 4.
import { admits, closes, hostPod, letsOut, pod, podAt, policy, workload } from '../objects.ts';
import type { Row } from '../row.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const onNode = (name: string, nodeName: string) => pod(name, { spec: { nodeName } });
const host = hostPod('x/h', 'n1', [{ name: 'http', containerPort: 80 }]);
const shut = closes('x');
const shutOut = policy('x/out', { podSelector: {}, policyTypes: ['Egress'] });
const toHost = 'x/b > x/h TCP 80';
const fromHost = 'x/h > x/b TCP 80';
const asPods = { 'host-network-pods': 'as-pods' };
const hostUnknown = { 'host-network-pods': 'unknown' };
const web = workload('x/Deployment/web');
const block = (cidr: string, ...except: string[]) => [{ ipBlock: { cidr, except } }];

export const hostNetworkRows: readonly Row[] = [
  ['rule 1: a pod always reaches itself', [b, shut, shutOut], 'x/b > x/b TCP 80', 'yes'],
  ['rule 1: two pods of one workload are judged', [web, shut], 'x/Deployment/web > x/Deployment/web TCP 80', 'no'],
  ['rule 2: an address as subject imposes nothing', [b], '@9.9.9.9 > @8.8.8.8 TCP 80', 'yes'],
  ['rule 3, as-nodes: a host-network subject has no policies', [a, host, shut], 'x/a > x/h TCP 80', 'yes'],
  [
    'rule 3, as-nodes: a selector does not match a host-network peer',
    [host, onNode('x/b', 'n2'), admits([{ podSelector: {} }])],
    fromHost,
    'no',
  ],
  [
    'rule 3, as-nodes: an ipBlock matches a host-network peer',
    [host, onNode('x/b', 'n2'), admits(block('192.168.0.1/32'))],
    fromHost,
    'yes',
  ],
  [
    'rule 3, as-nodes: a missing peer list matches a host-network peer',
    [host, onNode('x/b', 'n2'), admits(null)],
    fromHost,
    'yes',
  ],
  [
    'rule 3, as-nodes: a named port does not resolve on it',
    [onNode('x/a', 'n2'), host, letsOut(null, [{ port: 'http' }])],
    'x/a > x/h TCP 80',
    'no',
  ],
  ['rule 3, as-pods: a host-network subject has policies', [a, host, shut], 'x/a > x/h TCP 80', 'no', asPods],
  [
    'rule 3, as-pods: a selector matches a host-network peer',
    [host, onNode('x/b', 'n2'), admits([{ podSelector: {} }])],
    fromHost,
    'yes',
    asPods,
  ],
  [
    'rule 3, as-pods: a named port resolves on it',
    [onNode('x/a', 'n2'), host, letsOut(null, [{ port: 'http' }])],
    'x/a > x/h TCP 80',
    'yes',
    asPods,
  ],
  [
    'rule 3, unknown: a host-network subject may have policies',
    [a, host, shut],
    'x/a > x/h TCP 80',
    'unknown',
    hostUnknown,
  ],
  [
    'rule 3, unknown: a selector may match a host-network peer',
    [host, onNode('x/b', 'n2'), admits([{ podSelector: {} }])],
    fromHost,
    'unknown',
    hostUnknown,
  ],
  [
    'rule 3, unknown: a selector that would not match stays so',
    [host, onNode('x/b', 'n2'), admits([{ podSelector: { matchLabels: { app: 'z' } } }])],
    fromHost,
    'no',
    hostUnknown,
  ],
  [
    'rule 3, unknown: a named port may resolve on it',
    [onNode('x/a', 'n2'), host, letsOut(null, [{ port: 'http' }])],
    'x/a > x/h TCP 80',
    'unknown',
    hostUnknown,
  ],
  [
    'rule 3, unknown: a name it lacks does not resolve',
    [onNode('x/a', 'n2'), host, letsOut(null, [{ port: 'dns' }])],
    'x/a > x/h TCP 80',
    'no',
    hostUnknown,
  ],
  [
    'rule 8: an ipBlock that matches it as a node but not as a pod leaves it open which of the two it is',
    [host, onNode('x/b', 'n2'), admits(block('192.168.0.1/32'))],
    fromHost,
    'unknown',
    { ...hostUnknown, 'ip-block-matches-pods': 'no' },
  ],
  [
    'rule 8: an ipBlock that matches it either way matches it',
    [host, onNode('x/b', 'n2'), admits(block('192.168.0.1/32'))],
    fromHost,
    'yes',
    hostUnknown,
  ],
  ['rule 4: the own node always gets in', [host, onNode('x/b', 'n1'), shut], fromHost, 'yes'],
  ['rule 4: another node does not', [host, onNode('x/b', 'n2'), shut], fromHost, 'no'],
  ['rule 4: a node that is not known may be the own', [host, b, shut], fromHost, 'unknown'],
  ['rule 4: a node that is not known does not hide a yes', [host, b], fromHost, 'yes'],
  ['rule 4: as-pods knows no exemption', [host, onNode('x/b', 'n1'), shut], fromHost, 'no', asPods],
  ['rule 4: unknown makes the exemption unknown', [host, onNode('x/b', 'n1'), shut], fromHost, 'unknown', hostUnknown],
  ['rule 4, own-node-egress allow: a pod reaches its own node', [host, onNode('x/b', 'n1'), shutOut], toHost, 'yes'],
  ['rule 4, own-node-egress allow: the node may be the own', [host, b, shutOut], toHost, 'unknown'],
  [
    'rule 4, own-node-egress policy: the policies decide',
    [host, onNode('x/b', 'n1'), shutOut],
    toHost,
    'no',
    { 'own-node-egress': 'policy' },
  ],
  [
    'rule 4, own-node-egress policy leaves ingress exempt',
    [host, onNode('x/b', 'n1'), shut],
    fromHost,
    'yes',
    { 'own-node-egress': 'policy' },
  ],
  [
    'rule 4, own-node-egress unknown: undecided',
    [host, onNode('x/b', 'n1'), shutOut],
    toHost,
    'unknown',
    { 'own-node-egress': 'unknown' },
  ],
  [
    'rule 4, own-node-egress unknown: another node is decided',
    [host, onNode('x/b', 'n2'), shutOut],
    toHost,
    'no',
    { 'own-node-egress': 'unknown' },
  ],
  ['rule 4: a standing workload may be on any node', [host, web, shut], 'x/h > x/Deployment/web TCP 80', 'unknown'],
];
