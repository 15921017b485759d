// Rows for decision 005, rule 19: what cannot be read fails closed.
import { hostPod, podAt } from '../objects.ts';
import type { Row } from '../row.ts';
import { admin, EVERY_POD, from, labelled, v1alpha1 } from '../tiered-objects.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const host = hostPod('x/h', 'n1');
const toHost = 'x/a > x/h TCP 80';
const old = (...ports: object[]) => v1alpha1('d', 1, from('Deny', { ports }));
const bad = (expression: object) => ({ namespaces: { matchExpressions: [expression] } });
const strange = { serviceAccounts: { matchLabels: { app: 'a' } } };
const accept = (...peers: object[]) => ({
  ingress: [{ action: 'Accept', from: peers }, ...(from('Deny').ingress as object[])],
});

export const failClosedRows: readonly Row[] = [
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
