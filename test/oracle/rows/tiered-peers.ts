// Rows for decision 005, rule 19: what cluster-wide subjects, peers and ports match, and what fails closed.
import { hostPod, namespace, node, pod, podAt, workload } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, EVERY_POD, from, labelled, nodeAt, nodeWith, PERHAPS, to, v1alpha1 } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const OUT = 'x/a > @192.168.0.1 TCP 80';
const host = hostPod('x/h', 'n1');
const toHost = 'x/a > x/h TCP 80';
const asPods = { 'host-network-pods': 'as-pods' };
const noMatch = { 'missing-addresses': 'no-match' };
const deny = (...peers: object[]) => admin('d', 1, to('Deny', { to: peers }));
const ports = (...protocols: object[]) => admin('d', 1, from('Deny', { protocols }));
const old = (...ports: object[]) => v1alpha1('d', 1, from('Deny', { ports }));
const serving = (...declared: readonly object[]) =>
  pod('x/b', { spec: { containers: [{ name: 'main', ports: declared }] }, status: { podIP: '10.0.0.2' } });
const servingHttp = serving({ name: 'http', containerPort: 8080 });
const named = { destinationNamedPort: 'http' };
const web = workload('x/Deployment/web');
const nodes = { nodes: {} };
const bad = (expression: object) => ({ namespaces: { matchExpressions: [expression] } });
const strange = { serviceAccounts: { matchLabels: { app: 'a' } } };
const accept = (...peers: object[]) => ({
  ingress: [{ action: 'Accept', from: peers }, ...(from('Deny').ingress as object[])],
});

export const tieredPeerRows: readonly Row[] = [
  [
    'rule 19: pods without namespaceSelector are of every namespace',
    [podAt('y/a', '10.0.0.9'), b, admin('d', 1, from('Deny', { from: [labelled('a')] }))],
    'y/a > x/b TCP 80',
    'no',
  ],
  [
    'rule 19: namespaces are by their labels',
    [
      namespace('x', { team: 'a' }),
      a,
      b,
      admin('d', 1, from('Deny', { from: [{ namespaces: { matchLabels: { team: 'a' } } }] })),
    ],
    FLOW,
    'no',
  ],
  [
    'rule 19: both selectors must hold',
    [
      a,
      b,
      admin(
        'd',
        1,
        from('Deny', { from: [{ pods: { podSelector: {}, namespaceSelector: { matchLabels: { team: 'a' } } } }] }),
      ),
    ],
    FLOW,
    'yes',
  ],
  ['rule 19: every namespace is not the outside', [b, admin('d', 1, from('Deny'))], '@9.9.9.9 > x/b TCP 80', 'yes'],
  ['rule 19: a peer of pods is never a host-network pod', [a, host, deny(EVERY_POD)], toHost, 'yes', asPods],
  ['rule 19: a subject is never a host-network pod', [a, host, admin('d', 1, from('Deny'))], toHost, 'yes', asPods],
  ['rule 19: a peer that may be selected', [a, web, deny(PERHAPS)], 'x/a > x/Deployment/web TCP 80', 'unknown'],
  [
    'rule 19: networks match pods by address',
    [a, b, deny({ networks: ['10.0.0.2/32'] })],
    FLOW,
    'no',
    { 'ip-block-matches-pods': 'no' },
  ],
  [
    'rule 19: networks match host-network pods',
    [a, host, deny({ networks: ['192.168.0.0/16'] })],
    toHost,
    'no',
    asPods,
  ],
  ['rule 19: networks match the outside', [a, deny({ networks: ['9.9.9.0/24', '192.168.0.1/32'] })], OUT, 'no'],
  ['rule 19: networks leave the rest', [a, deny({ networks: ['9.9.9.0/24'] })], OUT, 'yes'],
  [
    'rule 19: networks and a pod without an address',
    [a, pod('x/b'), deny({ networks: ['10.0.0.2/32'] })],
    FLOW,
    'unknown',
  ],
  ['rule 19: the same under no-match', [a, pod('x/b'), deny({ networks: ['10.0.0.2/32'] })], FLOW, 'yes', noMatch],
  [
    'rule 19: 0.0.0.0/0 is not IPv6',
    [a, podAt('x/c', 'fd00::1'), deny({ networks: ['0.0.0.0/0'] })],
    'x/c > @fd00::9 TCP 80',
    'yes',
  ],
  ['rule 19: nodes match an address of theirs', [a, nodeAt('n1', ['192.168.0.1']), deny(nodes)], OUT, 'no'],
  [
    'rule 19: nodes match an address of any type',
    [a, nodeWith('n1', [{ type: 'ExternalIP', address: '192.168.0.1' }]), deny(nodes)],
    OUT,
    'no',
  ],
  ['rule 19: nodes match no other address', [a, nodeAt('n1', ['192.168.0.2']), deny(nodes)], OUT, 'yes'],
  [
    'rule 19: nodes are by their labels',
    [a, nodeAt('n1', ['192.168.0.1'], { zone: 'a' }), deny({ nodes: { matchLabels: { zone: 'b' } } })],
    OUT,
    'yes',
  ],
  [
    'rule 19: nodes match a host-network pod there',
    [a, host, nodeAt('n1', ['192.168.0.1']), deny(nodes)],
    toHost,
    'no',
  ],
  ['rule 19: nodes never match a pod of the pod network', [a, b, nodeAt('n1', ['10.0.0.2']), deny(nodes)], FLOW, 'yes'],
  ['rule 19: nodes that the input lacks may be anywhere', [a, deny(nodes)], OUT, 'unknown'],
  ['rule 19: the same under no-match', [a, deny(nodes)], OUT, 'yes', noMatch],
  ['rule 19: a selected Node without an address may have this one', [a, node('n1'), deny(nodes)], OUT, 'unknown'],
  ['rule 19: unless another surely has it', [a, node('n1'), nodeAt('n2', ['192.168.0.1']), deny(nodes)], OUT, 'no'],
  [
    'rule 19: a host name is no address',
    [a, nodeWith('n1', [{ type: 'Hostname', address: 'n1' }]), deny(nodes)],
    OUT,
    'unknown',
  ],
  [
    'rule 19: domain names may be any address outside',
    [
      a,
      admin('d', 1, {
        egress: [
          { action: 'Accept', to: [{ domainNames: ['example.com'] }] },
          { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] },
        ],
      }),
    ],
    OUT,
    'unknown',
  ],
  [
    'rule 19, domain-names no-match: they are none',
    [
      a,
      admin('d', 1, {
        egress: [
          { action: 'Accept', to: [{ domainNames: ['example.com'] }] },
          { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] },
        ],
      }),
    ],
    OUT,
    'no',
    { 'domain-names': 'no-match' },
  ],
  [
    'rule 19: domain names are no pod',
    [
      a,
      b,
      admin('d', 1, {
        egress: [
          { action: 'Accept', to: [{ domainNames: ['example.com'] }] },
          { action: 'Deny', to: [EVERY_POD] },
        ],
      }),
    ],
    FLOW,
    'no',
  ],
  [
    'rule 19: domain names may be a host-network pod',
    [
      a,
      host,
      admin('d', 1, {
        egress: [
          { action: 'Accept', to: [{ domainNames: ['example.com'] }] },
          { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] },
        ],
      }),
    ],
    toHost,
    'unknown',
  ],
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
  ['fail closed: an unknown peer under Accept matches nothing', [a, b, admin('d', 1, accept(strange))], FLOW, 'no'],
  ['fail closed: the known peers beside it match', [a, b, admin('d', 1, accept(strange, labelled('a')))], FLOW, 'yes'],
  [
    'fail closed: an unknown peer under Deny is everyone',
    [b, admin('d', 1, from('Deny', { from: [strange] }))],
    '@9.9.9.9 > x/b UDP 9',
    'no',
  ],
  [
    'fail closed: an unknown peer under Pass denies everyone',
    [b, admin('d', 1, from('Pass', { from: [strange, labelled('z')] }))],
    '@9.9.9.9 > x/b UDP 9',
    'no',
  ],
  [
    'fail closed: an unknown port entry under Deny is every port',
    [b, admin('d', 1, from('Deny', { protocols: [{ quic: {} }] }))],
    '@9.9.9.9 > x/b UDP 9',
    'no',
  ],
  [
    'fail closed: an unknown port entry under Accept is no port',
    [
      a,
      b,
      admin('d', 1, {
        ingress: [
          { action: 'Accept', from: [EVERY_POD], protocols: [{ quic: {} }] },
          { action: 'Deny', from: [EVERY_POD] },
        ],
      }),
    ],
    FLOW,
    'no',
  ],
  [
    'fail closed: an unknown protocol of v1alpha1',
    [b, old({ portNumber: { protocol: 'tcp', port: 80 } })],
    '@9.9.9.9 > x/b UDP 9',
    'no',
  ],
  [
    'fail closed: an unknown operator',
    [b, admin('d', 1, from('Deny', { from: [bad({ key: 'a', operator: 'Near', values: ['b'] })] }))],
    '@9.9.9.9 > x/b TCP 80',
    'no',
  ],
  ['fail closed: In without values', [a, b, admin('d', 1, accept(bad({ key: 'a', operator: 'In' })))], FLOW, 'no'],
  [
    'fail closed: Exists with values',
    [b, admin('d', 1, from('Pass', { from: [bad({ key: 'a', operator: 'Exists', values: ['b'] })] }))],
    '@9.9.9.9 > x/b TCP 80',
    'no',
  ],
  [
    'fail closed: an unknown subject may be any pod',
    [a, b, admin('d', 1, { subject: strange, ...from('Deny') })],
    FLOW,
    'unknown',
  ],
  [
    'fail closed: an unknown subject is no host-network pod',
    [a, host, admin('d', 1, { subject: strange, ...from('Deny') })],
    toHost,
    'yes',
  ],
  [
    'fail closed: networks are no peer of an ingress rule',
    [b, admin('d', 1, from('Deny', { from: [{ networks: ['10.0.0.0/8'] }] }))],
    '@9.9.9.9 > x/b TCP 80',
    'no',
  ],
];
