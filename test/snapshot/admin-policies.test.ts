// What the API server refuses of AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1, by channel (X20 to X30).

import { describe, test } from 'vitest';
import { adminPolicy, anp, banp, baselinePolicy } from './cluster-manifests.ts';
import {
  blocks,
  everyone,
  expectRefusal,
  experimental,
  many,
  names,
  nodes,
  type Refusal,
  rule,
  ruleOn,
  ruleTo,
  standard,
} from './judging.ts';

const mixed = ruleTo('{networks: [10.0.0.0/8]}', ', ports: [{namedPort: web}]');

describe('the API server refuses, and lenient reading evaluates', () => {
  const rows: readonly Refusal[] = [
    ['X20 an AdminNetworkPolicy without subject', [adminPolicy('{priority: 1}')], 'missing-field'],
    ['X20 a BaselineAdminNetworkPolicy without subject', [baselinePolicy('{}')], 'missing-field'],
    ['X20 a priority above 1000', [adminPolicy(`{priority: 1001, ${everyone}}`)], 'bad-priority'],
    ['X20 a priority below 0', [adminPolicy(`{priority: -1, ${everyone}}`)], 'bad-priority'],
    ['X21 an empty subject', [adminPolicy('{priority: 1, subject: {}}')], 'not-one-field'],
    [
      'X21 a subject of both kinds',
      [adminPolicy('{priority: 1, subject: {namespaces: {}, pods: {namespaceSelector: {}, podSelector: {}}}}')],
      'not-one-field',
    ],
    ['X21 an empty peer', [anp('ingress', '[{action: Deny, from: [{}]}]')], 'not-one-field'],
    ['X21 a null peer', [anp('ingress', '[{action: Deny, from: [null]}]')], 'not-one-field'],
    ['X21 a peer of two kinds', [anp('egress', ruleTo('{namespaces: {}, networks: [10.0.0.0/8]}'))], 'not-one-field'],
    ['X21 an empty port entry', [anp('ingress', ruleOn('[{}]'))], 'not-one-field'],
    [
      'X21 a port entry of two kinds',
      [anp('ingress', ruleOn('[{portNumber: {port: 1}, portRange: {start: 1, end: 2}}]'))],
      'not-one-field',
    ],
    [
      "X22 v1alpha2's word for an action",
      [anp('ingress', '[{action: Accept, from: [{namespaces: {}}]}]')],
      'bad-action',
    ],
    ['X22 an action in small letters', [anp('ingress', '[{action: deny, from: [{namespaces: {}}]}]')], 'bad-action'],
    ['X22 Pass in the Baseline tier', [banp('ingress', '[{action: Pass, from: [{namespaces: {}}]}]')], 'bad-action'],
    ['X23 a rule without from', [anp('ingress', '[{action: Deny}]')], 'bad-count'],
    ['X23 a rule whose from is null', [anp('ingress', '[{action: Deny, from: null}]')], 'bad-count'],
    ['X23 a rule whose to is empty', [anp('egress', '[{action: Deny, to: []}]')], 'bad-count'],
    ['X23 101 peers', [anp('egress', `[{action: Deny, to: ${many(101, '{namespaces: {}}')}}]`)], 'bad-count'],
    ['X23 empty ports', [anp('ingress', ruleOn('[]'))], 'bad-count'],
    ['X23 101 ports', [anp('ingress', ruleOn(many(101, '{portNumber: {port: 1}}')))], 'bad-count'],
    ['X23 101 rules', [anp('ingress', many(101, rule))], 'bad-count'],
    [
      'X23 a rule name of 101 characters',
      [anp('ingress', `[{name: ${'x'.repeat(101)}, action: Deny, from: [{namespaces: {}}]}]`)],
      'bad-name',
    ],
    ['X24 nodes in the standard channel', [standard('AdminNetworkPolicy'), anp('egress', nodes)], 'experimental-field'],
    [
      'X24 nodes of the Baseline tier in the standard channel',
      [standard('BaselineAdminNetworkPolicy'), banp('egress', nodes)],
      'experimental-field',
    ],
    [
      'X24 domain names in the standard channel',
      [standard('AdminNetworkPolicy'), anp('egress', names)],
      'experimental-field',
    ],
    [
      'X24 a named port in the standard channel',
      [standard('AdminNetworkPolicy'), anp('ingress', ruleOn('[{namedPort: web}]'))],
      'experimental-field',
    ],
    [
      'X25 pods without namespaceSelector',
      [anp('ingress', '[{action: Deny, from: [{pods: {podSelector: {}}}]}]')],
      'missing-field',
    ],
    [
      'X25 pods without podSelector',
      [anp('ingress', '[{action: Deny, from: [{pods: {namespaceSelector: {}}}]}]')],
      'missing-field',
    ],
    ['X26 port 0', [anp('ingress', ruleOn('[{portNumber: {port: 0}}]'))], 'bad-port'],
    ['X26 a portNumber without port', [anp('ingress', ruleOn('[{portNumber: {}}]'))], 'bad-port'],
    ['X26 a range from port 0', [anp('ingress', ruleOn('[{portRange: {start: 0, end: 1}}]'))], 'bad-port'],
    ['X26 a range to port 65536', [anp('ingress', ruleOn('[{portRange: {start: 1, end: 65536}}]'))], 'bad-port'],
    ['X27 no network', [anp('egress', ruleTo('{networks: []}'))], 'bad-count'],
    ['X27 26 networks', [anp('egress', ruleTo(`{networks: ${blocks(26)}}`))], 'bad-count'],
    ['X27 a network twice', [anp('egress', ruleTo('{networks: [10.0.0.0/8, 10.0.0.0/8]}'))], 'not-unique'],
    ['X27 a network that is no block', [anp('egress', ruleTo('{networks: [10.0.0.1]}'))], 'bad-cidr'],
    [
      'X27 a network of 44 characters',
      [anp('egress', ruleTo('{networks: ["0000:0000:0000:0000:0000:0000:0000:0000:0/128"]}'))],
      'bad-cidr',
    ],
    ['X27 leading zeros', [anp('egress', ruleTo('{networks: [010.0.0.0/8]}'))], 'cidr-leading-zeros'],
    ['X27 a leading zero of the length', [anp('egress', ruleTo('{networks: [10.0.0.0/08]}'))], 'bad-cidr'],
    ['X27 IPv4 written as IPv6', [anp('egress', ruleTo('{networks: ["::ffff:10.0.0.0/104"]}'))], 'cidr-ipv4-mapped'],
    ['X27 a zone', [anp('egress', ruleTo('{networks: ["fe80::1%eth0/64"]}'))], 'bad-cidr'],
    [
      'X28 a named port beside networks in the experimental channel',
      [experimental('AdminNetworkPolicy'), anp('egress', mixed)],
      'named-port-without-pods',
    ],
    ['X29 a BaselineAdminNetworkPolicy of another name', [baselinePolicy(`{${everyone}}`, '{name: b}')], 'bad-name'],
    ['X30 a domain name without a dot', [anp('egress', names.replace('example.com', 'example'))], 'bad-domain-name'],
    ['X30 a star in the middle', [anp('egress', names.replace('example.com', '"a.*.com"'))], 'bad-domain-name'],
    ['X30 an empty domain name', [anp('egress', names.replace('example.com', '""'))], 'bad-domain-name'],
    [
      'R128 a selector of v0.1.0',
      [anp('ingress', '[{action: Deny, from: [{namespaces: {sameLabels: [a]}}]}]')],
      'removed-field',
    ],
    [
      'R128 a peer of v0.1.0',
      [anp('ingress', '[{action: Deny, from: [{namespaces: {namespaceSelector: {}}}]}]')],
      'removed-field',
    ],
  ];
  test.each(rows)('%s', (_, documents, code) => expectRefusal(documents, code));
});
