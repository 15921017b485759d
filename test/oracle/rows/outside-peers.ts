// Rows for decision 005, rule 19: what `nodes` and `domainNames` peers match.
import { hostPod, node, podAt } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, EVERY_POD, nodeAt, nodeWith, to } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const OUT = 'x/a > @192.168.0.1 TCP 80';
const host = hostPod('x/h', 'n1');
const toHost = 'x/a > x/h TCP 80';
const noMatch = { 'missing-addresses': 'no-match' };
const deny = (...peers: object[]) => admin('d', 1, to('Deny', { to: peers }));
const nodes = { nodes: {} };

export const outsidePeerRows: readonly Row[] = [
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
];
