// What lint raises between policies, and what it leaves alone: ties, rules that are never reached, and what can go.

import { expect, test } from 'vitest';
import { all, codesOf, everyCodeOf, everyone, pod, policy, type Row, tiered } from './codes-of.ts';

const tcp = (...ports: readonly number[]) =>
  `[${ports.map((number) => `{ tcp: { destinationPort: { number: ${number} } } }`).join(', ')}]`;

const rows: readonly Row[] = [
  // tiers
  [
    'a tie that a lower priority has decided before',
    ['policy-removable'],
    [
      tiered('first', `tier: Admin, priority: 1, ${all}, ingress: [{ action: Accept, from: ${everyone} }]`),
      tiered('a', `tier: Admin, priority: 2, ${all}, ingress: [{ action: Accept, from: ${everyone} }]`),
      tiered(
        'b',
        `tier: Admin, priority: 2, ${all}, ingress: [{ action: Deny, from: ${everyone}, protocols: [{ tcp: { destinationPort: { number: 1 } } }] }]`,
      ),
      pod('s/a'),
      pod('t/b'),
    ],
  ],
  [
    'equal priorities that agree',
    [],
    [
      tiered(
        'a',
        `tier: Admin, priority: 2, ${all}, ingress: [{ action: Deny, from: ${everyone}, protocols: ${tcp(1, 2)} }]`,
      ),
      tiered(
        'b',
        `tier: Admin, priority: 2, ${all}, ingress: [{ action: Deny, from: ${everyone}, protocols: ${tcp(2, 3)} }]`,
      ),
      pod('s/a'),
      pod('t/b'),
    ],
  ],
  [
    'equal priorities of two tiers',
    [],
    [
      tiered(
        'a',
        `tier: Admin, priority: 2, ${all}, ingress: [{ action: Deny, from: ${everyone}, protocols: [{ tcp: { destinationPort: { number: 1 } } }] }]`,
      ),
      tiered(
        'b',
        `tier: Baseline, priority: 2, ${all}, ingress: [{ action: Deny, from: ${everyone}, protocols: [{ udp: { destinationPort: { number: 1 } } }] }]`,
      ),
      pod('s/a'),
      pod('t/b'),
    ],
  ],
  [
    'two generations of the API with one priority',
    ['ambiguous-tie'],
    [
      tiered('a', `tier: Admin, priority: 2, ${all}, egress: [{ action: Deny, to: ${everyone} }]`),
      tiered('b', `priority: 2, ${all}, egress: [{ action: Allow, to: ${everyone} }]`, 'AdminNetworkPolicy'),
      pod('s/a'),
      pod('t/b'),
    ],
  ],
  [
    'a rule that an earlier one of its policy covers',
    ['rule-covered'],
    [
      tiered(
        'a',
        `tier: Admin, priority: 2, ${all}, egress: [{ action: Deny, to: ${everyone} }, { action: Accept, to: [{ pods: { podSelector: { matchLabels: { app: a } } } }] }]`,
      ),
      pod('s/a'),
      pod('t/b'),
    ],
  ],
  [
    'the same rules the other way round',
    [],
    [
      tiered(
        'a',
        `tier: Admin, priority: 2, ${all}, egress: [{ action: Accept, to: [{ pods: { podSelector: { matchLabels: { app: a } } } }] }, { action: Deny, to: ${everyone} }]`,
      ),
      pod('s/a'),
      pod('t/b'),
    ],
  ],
  [
    'a deny for all ports and pods where the outside stays open',
    ['outside-stays-open'],
    [
      tiered('default', `${all}, ingress: [{ action: Deny, from: ${everyone} }]`, 'BaselineAdminNetworkPolicy'),
      pod('s/a'),
      pod('t/b'),
    ],
  ],
  // what can go
  [
    'a policy that does what another undoes',
    ['policy-removable'],
    [
      policy('podSelector: {}, ingress: [{}]', 'open'),
      policy('podSelector: { matchLabels: { app: a } }, ingress: [{ ports: [{ port: 80 }] }]', 'some'),
      pod('s/a'),
      pod('s/b'),
    ],
  ],
  [
    'two halves that together cover a third rule',
    ['rule-covered'],
    [
      policy(
        'podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 89 }] }, { ports: [{ port: 90, endPort: 99 }] }, { from: [{ podSelector: {} }], ports: [{ port: 85, endPort: 95 }] }]',
      ),
      pod('s/a'),
      pod('s/b'),
    ],
  ],
];

const cases = rows.map(([says, codes, documents, assume = {}]) => ({ says, codes, documents, assume }));

test.each(cases)('$says: $codes', ({ codes, documents, assume }) => {
  expect(codesOf(documents, assume)).toEqual(codes);
});

test.each([
  ['Accept', true],
  ['Deny', false],
] as const)('a cluster-wide %s leaves pods unisolated: %s', (action, unisolated) => {
  const rule = tiered('a', `tier: Admin, priority: 2, ${all}, ingress: [{ action: ${action}, from: ${everyone} }]`);
  expect(everyCodeOf([rule, pod('s/a'), pod('t/b')]).includes('unisolated-ingress')).toBe(unisolated);
});
