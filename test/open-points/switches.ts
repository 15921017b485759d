// For each assumption a scenario, a question, and its answer under each value of the assumption: what
// test/open-points.test.ts holds the session to.

import type { AssumptionKey } from '../../src/engine/model/assumptions.ts';

/** What can be asked for: whether one end reaches another, or whether the outside comes in through a Service. */
export type Asked = readonly [from: string, to: string] | readonly [through: string];

export type Switch = readonly [
  key: AssumptionKey,
  scenario: string,
  asked: Asked,
  answers: Readonly<Record<string, string>>,
];

export const switches: readonly Switch[] = [
  [
    'ip-block-matches-pods',
    'address-block-may-match-pods',
    ['shop/web', 'shop/api'],
    { yes: 'yes', no: 'no', unknown: 'unknown' },
  ],
  [
    'rewritten-sources',
    'load-balancer-may-hide-the-client',
    ['shop/hides'],
    { 'as-client': '198.51.100.0/24: yes', 'as-node': '0.0.0.0/0: unknown', unknown: '0.0.0.0/0: unknown' },
  ],
  [
    'host-network-pods',
    'host-network-pod-ignores-its-policy',
    ['ops/client', 'ops/agent'],
    { 'as-nodes': 'yes', 'as-pods': 'no', unknown: 'unknown' },
  ],
  [
    'own-node-egress',
    'node-reaches-the-pods-that-it-runs',
    ['shop/vault', 'node/node-1'],
    { allow: 'yes', policy: 'no', unknown: 'unknown' },
  ],
  [
    'other-node-source',
    'another-node-comes-from-its-internal-ip',
    ['node/node-2', 'shop/vault:8200'],
    { 'internal-ip': 'yes', unknown: 'unknown' },
  ],
  [
    'hairpin',
    'pod-reaches-itself-through-a-service',
    ['shop/cache', 'shop/svc/cache:6379'],
    { 'as-pod': 'no', 'as-node': 'yes', unknown: 'unknown' },
  ],
  [
    'duplicate-port-names',
    'same-port-name-twice-in-a-pod',
    ['shop/prometheus', 'shop/api:15090'],
    { any: 'yes', first: 'no', unknown: 'unknown' },
  ],
  [
    'sidecar-ports',
    'sidecar-ports-have-names-too',
    ['shop/client', 'shop/web:9901'],
    { yes: 'yes', no: 'no', unknown: 'unknown' },
  ],
  [
    'equal-priority',
    'same-priority-may-end-either-way',
    ['monitoring/prometheus', 'shop/web:9090'],
    { unknown: 'unknown', 'by-name': 'yes' },
  ],
  [
    'domain-names',
    'domain-name-is-known-only-at-run-time',
    ['shop/web', '203.0.113.7:443'],
    { unknown: 'unknown', 'no-match': 'no' },
  ],
  [
    'missing-addresses',
    'pod-without-an-address-against-a-block',
    ['shop/web', 'shop/db:5432'],
    { unknown: 'unknown', 'no-match': 'no' },
  ],
  [
    'missing-addresses',
    'nodes-peer-without-nodes',
    ['shop/web', '203.0.113.7'],
    { unknown: 'unknown', 'no-match': 'yes' },
  ],
  [
    'baseline-after-other-direction',
    'baseline-meets-a-policy-of-the-other-way',
    ['shop/web', 'bank/till'],
    { applies: 'no', skipped: 'yes', unknown: 'unknown' },
  ],
  ['finished-pods', 'finished-pods-are-left-out', ['batch/fetch', 'batch/db'], { ignore: 'not-found', count: 'no' }],
  [
    'namespace-labels',
    'namespace-missing-from-the-files',
    ['tools/client', 'data/by-label'],
    { synthesized: 'no', unknown: 'unknown' },
  ],
  [
    'controller-labels',
    'selector-asks-for-a-controller-label',
    ['shop/web', 'shop/api'],
    { unknown: 'unknown', absent: 'yes' },
  ],
  [
    'foreign-policies',
    'another-vendors-policy-leaves-it-open',
    ['club/bar', 'shop/web:8080'],
    { unknown: 'unknown', note: 'yes' },
  ],
];
