// What the API server refuses of the cluster-wide kinds, by channel, and what it lets pass (X20 to X46). Each row is
// an input and what is said of its policy: refused in strict mode, evaluated with a warning in lenient mode.

import { describe, expect, test } from 'vitest';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { adminPolicy, anp, banp, baselinePolicy, clusterPolicy, cnp, definition } from './cluster-manifests.ts';
import { readText } from './reading.ts';

function judged(documents: readonly string[], lenient = false) {
  const snapshot = readText(documents.join('---\n'), 'input.yaml', lenient);
  const { cluster, diagnostics } = assemble(snapshot, defaultAssumptions);
  const said = [...snapshot.diagnostics, ...diagnostics].filter(({ code }) => code !== 'selects-nothing');
  return { policies: cluster.clusterPolicies, said: said.map(({ severity, code }) => `${severity} ${code}`) };
}

const many = (count: number, one: string): string => `[${Array.from({ length: count }, () => one).join(', ')}]`;
const blocks = (count: number): string => `[${Array.from({ length: count }, (_, i) => `10.0.${i}.0/24`).join(', ')}]`;
const ruleTo = (peer: string, more = ''): string => `[{action: Deny, to: [${peer}]${more}}]`;
const ruleOn = (ports: string): string => `[{action: Deny, from: [{namespaces: {}}], ports: ${ports}}]`;
const ruleOf = (protocols: string): string => `[{action: Deny, from: [{namespaces: {}}], protocols: ${protocols}}]`;
const everyone = 'subject: {namespaces: {}}';
const rule = '{action: Deny, from: [{namespaces: {}}]}';
const nodes = ruleTo('{nodes: {}}');
const names = '[{action: Allow, to: [{domainNames: [example.com]}]}]';
const mixed = ruleTo('{networks: [10.0.0.0/8]}', ', ports: [{namedPort: web}]');
const mixedProtocols = ruleTo('{networks: [10.0.0.0/8]}', ', protocols: [{destinationNamedPort: web}]');
const standard = (kind: string): string => definition(kind, 'standard');
const experimental = (kind: string): string => definition(kind, 'experimental');

describe('the API server refuses, and lenient reading evaluates', () => {
  const rows: readonly (readonly [rule: string, documents: readonly string[], code: string])[] = [
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
    ['X40 a ClusterNetworkPolicy without subject', [clusterPolicy('{tier: Admin, priority: 1}')], 'missing-field'],
    ['X40 a priority above 1000', [clusterPolicy(`{tier: Admin, priority: 1001, ${everyone}}`)], 'bad-priority'],
    [
      "X40 v1alpha1's word for an action",
      [cnp('ingress', '[{action: Allow, from: [{namespaces: {}}]}]')],
      'bad-action',
    ],
    ['X41 26 rules', [cnp('ingress', many(26, rule))], 'bad-count'],
    ['X41 26 peers', [cnp('egress', `[{action: Deny, to: ${many(26, '{namespaces: {}}')}}]`)], 'bad-count'],
    ['X41 26 protocols', [cnp('ingress', ruleOf(many(26, '{destinationNamedPort: web}')))], 'bad-count'],
    ['X41 26 networks', [cnp('egress', ruleTo(`{networks: ${blocks(26)}}`))], 'bad-count'],
    ['X41 no protocol', [cnp('ingress', ruleOf('[]'))], 'bad-count'],
    ['X42 an empty protocol', [cnp('ingress', ruleOf('[{}]'))], 'not-one-field'],
    [
      'X42 two protocols in an entry',
      [cnp('ingress', ruleOf('[{tcp: {destinationPort: {number: 1}}, udp: {destinationPort: {number: 1}}}]'))],
      'not-one-field',
    ],
    ['X42 an empty destinationPort', [cnp('ingress', ruleOf('[{tcp: {destinationPort: {}}}]'))], 'not-one-field'],
    [
      'X42 a number and a range',
      [cnp('ingress', ruleOf('[{tcp: {destinationPort: {number: 1, range: {start: 1, end: 2}}}}]'))],
      'not-one-field',
    ],
    [
      'X42 a range of one port',
      [cnp('ingress', ruleOf('[{tcp: {destinationPort: {range: {start: 5, end: 5}}}}]'))],
      'bad-range',
    ],
    [
      'X42 a range that ends below its start',
      [cnp('ingress', ruleOf('[{udp: {destinationPort: {range: {start: 5, end: 4}}}}]'))],
      'bad-range',
    ],
    ['X42 port 65536', [cnp('ingress', ruleOf('[{tcp: {destinationPort: {number: 65536}}}]'))], 'bad-port'],
    ['X43 tcp without a port', [cnp('ingress', ruleOf('[{tcp: {}}]'))], 'not-one-field'],
    ['X43 udp without a port', [cnp('ingress', ruleOf('[{udp: {}}]'))], 'not-one-field'],
    [
      'X44 pods without podSelector',
      [cnp('ingress', '[{action: Deny, from: [{pods: {namespaceSelector: {}}}]}]')],
      'missing-field',
    ],
    [
      'X44 a subject of pods without podSelector',
      [clusterPolicy('{tier: Admin, priority: 1, subject: {pods: {}}}')],
      'missing-field',
    ],
    [
      'X45 nodes in the standard channel',
      [standard('ClusterNetworkPolicy'), cnp('egress', nodes)],
      'experimental-field',
    ],
    [
      'X45 domain names in the standard channel',
      [standard('ClusterNetworkPolicy'), cnp('egress', names.replace('Allow', 'Accept'))],
      'experimental-field',
    ],
    [
      'X45 a named port beside networks in the experimental channel',
      [experimental('ClusterNetworkPolicy'), cnp('egress', mixedProtocols)],
      'named-port-without-pods',
    ],
    [
      'X46 a ClusterNetworkPolicy in a namespace',
      [clusterPolicy(`{tier: Admin, priority: 1, ${everyone}}`, '{name: c, namespace: s}')],
      'not-namespaced',
    ],
    [
      'X46 an AdminNetworkPolicy in a namespace',
      [adminPolicy(`{priority: 1, ${everyone}}`, '{name: a, namespace: s}')],
      'not-namespaced',
    ],
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
  test.each(rows)('%s', (_, documents, code) => {
    const strict = judged(documents);
    expect(strict).toEqual({ policies: [], said: [`error ${code}`] });
    const lenient = judged(documents, true);
    expect(lenient.said).toContain(`warning ${code}`);
    expect(lenient.said.filter((one) => one.startsWith('error'))).toEqual([]);
    expect(lenient.policies).toHaveLength(1);
  });
});

describe('the API server refuses, and no mode can evaluate', () => {
  const rows: readonly (readonly [rule: string, document: string, code: string])[] = [
    ['X20 an AdminNetworkPolicy without priority', adminPolicy(`{${everyone}}`), 'missing-field'],
    ['X22 a rule without action', anp('ingress', '[{from: [{namespaces: {}}]}]'), 'missing-field'],
    ['X22 an action that is none', anp('ingress', '[{action: Log, from: [{namespaces: {}}]}]'), 'bad-action'],
    ['X40 a ClusterNetworkPolicy without tier', cnp('ingress', '[]', 'priority: 1'), 'missing-field'],
    ['X40 a ClusterNetworkPolicy without priority', cnp('ingress', '[]', 'tier: Admin'), 'missing-field'],
    ['X40 an unknown tier', cnp('ingress', '[]', 'tier: admin, priority: 1'), 'bad-tier'],
    ['X40 an action that is none', cnp('ingress', '[{action: Log, from: [{namespaces: {}}]}]'), 'bad-action'],
    ['a priority that is text', cnp('ingress', '[]', 'tier: Admin, priority: high'), 'wrong-type'],
    ['rules that are no list', cnp('ingress', '{}'), 'wrong-type'],
    ['a selector without a key', cnp('ingress', withSelector('{operator: Exists}')), 'missing-field'],
  ];
  test.each(rows)('%s', (_, document, code) => {
    expect(judged([document])).toEqual({ policies: [], said: [`error ${code}`] });
    expect(judged([document], true)).toEqual({ policies: [], said: [`error ${code}`] });
  });
});

function withSelector(requirement: string): string {
  return `[{action: Accept, from: [{namespaces: {matchExpressions: [${requirement}]}}]}]`;
}

describe('the API server accepts', () => {
  const rows: readonly (readonly [what: string, documents: readonly string[], said: readonly string[]])[] = [
    ['X20 priority 1000', [adminPolicy(`{priority: 1000, ${everyone}}`)], []],
    ['X23 100 rules', [anp('ingress', many(100, rule))], []],
    [
      'X26 an empty range, with a warning',
      [anp('ingress', ruleOn('[{portRange: {start: 2, end: 1}}]'))],
      ['warning empty-range'],
    ],
    ['X27 host bits', [anp('egress', ruleTo('{networks: [10.0.0.1/16]}'))], []],
    [
      'X28 a named port beside networks, in a channel that nobody told',
      [anp('egress', mixed)],
      ['warning named-port-without-pods', 'info experimental-field'],
    ],
    [
      'X30 what the slip of the pattern lets pass',
      [anp('egress', names.replace('example.com', '"_.com"'))],
      ['info experimental-field'],
    ],
    [
      'X30 a star at the start',
      [anp('egress', names.replace('example.com', '"*.example.com."'))],
      ['info experimental-field'],
    ],
    [
      'X31 a protocol in small letters',
      [anp('ingress', ruleOn('[{portNumber: {protocol: tcp, port: 1}}]'))],
      ['warning bad-protocol'],
    ],
    [
      'X31 an unknown operator',
      [anp('ingress', withSelector('{key: a, operator: Is}').replace('Accept', 'Allow'))],
      ['warning bad-operator'],
    ],
    ['X31 In without values', [cnp('ingress', withSelector('{key: a, operator: In}'))], ['warning values-missing']],
    [
      'X31 Exists with values',
      [cnp('ingress', withSelector('{key: a, operator: Exists, values: [b]}'))],
      ['warning values-forbidden'],
    ],
    [
      'X31 two of one priority',
      [adminPolicy(`{priority: 1, ${everyone}}`), adminPolicy(`{priority: 1, ${everyone}}`, '{name: b}')],
      [],
    ],
    ['X41 25 rules', [cnp('ingress', many(25, rule))], []],
    ['X44 pods without namespaceSelector', [cnp('ingress', '[{action: Deny, from: [{pods: {podSelector: {}}}]}]')], []],
    [
      'X45 a named port in the standard channel',
      [standard('ClusterNetworkPolicy'), cnp('ingress', ruleOf('[{destinationNamedPort: web}]'))],
      [],
    ],
    [
      'X45 a named port beside networks in the standard channel',
      [standard('ClusterNetworkPolicy'), cnp('egress', mixedProtocols)],
      [],
    ],
    ['nodes in the experimental channel', [experimental('ClusterNetworkPolicy'), cnp('egress', nodes)], []],
    ['nodes in a channel that nobody told', [cnp('egress', nodes)], ['info experimental-field']],
    [
      'nodes where the definition tells no channel',
      [definition('ClusterNetworkPolicy', 'nightly'), cnp('egress', nodes)],
      ['info experimental-field'],
    ],
    [
      'nodes in the channel of another kind',
      [standard('AdminNetworkPolicy'), cnp('egress', nodes)],
      ['info experimental-field'],
    ],
    [
      "v1alpha1's word for ports, as a field that is dropped",
      [cnp('ingress', '[{action: Deny, from: [{namespaces: {}}], ports: [{portNumber: {port: 1}}]}]')],
      ['warning unknown-field'],
    ],
  ];
  test.each(rows)('%s', (_, documents, said) => {
    const strict = judged(documents);
    expect(strict.said).toEqual(said);
    expect(strict.policies.length).toBeGreaterThan(0);
  });

  test('one note a kind about the experimental channel', () => {
    const more = cnp('egress', nodes).replace('name: c', 'name: d');
    const { said } = judged([cnp('egress', nodes), more, anp('egress', names)]);
    expect(said.filter((one) => one === 'info experimental-field')).toHaveLength(2);
  });
});

describe('two of one name', () => {
  test.each([
    [
      'the Snapshot level: the later apply overwrites',
      cnp('ingress', '[]'),
      cnp('ingress', '[]', 'tier: Admin, priority: 7'),
    ],
    [
      'two Baseline policies that are called default, the same',
      banp('ingress', '[]'),
      banp('egress', ruleTo('{namespaces: {}}')),
    ],
  ])('%s', (_, earlier, later) => {
    const both = judged([earlier, later]);
    expect(both.said).toEqual(['warning duplicate-object']);
    const shape = ({ priority, egress }: (typeof both.policies)[number]) => ({ priority, egress: egress.length });
    expect(both.policies.map(shape)).toEqual(judged([later]).policies.map(shape));
  });
});
