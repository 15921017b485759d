// Rows for decision 005, rule 19: what cluster-wide subjects and peers of pods and networks match.
import { hostPod, namespace, pod, podAt, workload } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, EVERY_POD, from, labelled, PERHAPS, to } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const OUT = 'x/a > @192.168.0.1 TCP 80';
const host = hostPod('x/h', 'n1');
const toHost = 'x/a > x/h TCP 80';
const asPods = { 'host-network-pods': 'as-pods' };
const noMatch = { 'missing-addresses': 'no-match' };
const deny = (...peers: object[]) => admin('d', 1, to('Deny', { to: peers }));
const web = workload('x/Deployment/web');

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
    'rule 10: an IPv6 network brings IPv6 into play',
    [pod('x/a'), pod('x/b'), deny({ networks: ['fd00::/8'] })],
    `${FLOW} IPv6`,
    'unknown',
  ],
  [
    'rule 19: 0.0.0.0/0 is not IPv6',
    [a, podAt('x/c', 'fd00::1'), deny({ networks: ['0.0.0.0/0'] })],
    'x/c > @fd00::9 TCP 80',
    'yes',
  ],
];
