// What the API server refuses of ClusterNetworkPolicy v1alpha2, by channel (X40 to X46); what no mode can evaluate of
// the cluster-wide kinds, and what the API server lets pass (X31 among it).

import { describe, expect, test } from 'vitest';
import { adminPolicy, anp, banp, clusterPolicy, cnp, definition } from './cluster-manifests.ts';
import {
  blocks,
  everyone,
  expectRefusal,
  experimental,
  judged,
  many,
  names,
  nodes,
  type Refusal,
  rule,
  ruleOf,
  ruleOn,
  ruleTo,
  standard,
} from './judging.ts';

const mixed = ruleTo('{networks: [10.0.0.0/8]}', ', ports: [{namedPort: web}]');
const mixedProtocols = ruleTo('{networks: [10.0.0.0/8]}', ', protocols: [{destinationNamedPort: web}]');

describe('the API server refuses, and lenient reading evaluates', () => {
  const rows: readonly Refusal[] = [
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
  ];
  test.each(rows)('%s', (_, documents, code) => expectRefusal(documents, code));
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
