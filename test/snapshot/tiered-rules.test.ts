// What the rules of cluster-wide policies mean after reading, and how they fail closed where they cannot be read.

import { describe, expect, test } from 'vitest';
import type { ClusterNetworkPolicy, TieredRule } from '../../src/engine/model/policy.ts';
import { cidrCover } from '../../src/engine/sets/cidrs.ts';
import { adminPolicy, anp, banp, clusterPolicy, cnp } from './cluster-manifests.ts';
import { readText, refusals } from './reading.ts';

function policyOf(text: string, lenient = false): ClusterNetworkPolicy | undefined {
  const [policy] = readText(text, 'input.yaml', lenient).objects;
  return policy !== undefined && 'tier' in policy ? policy : undefined;
}

function ruleOf(text: string, lenient = false): TieredRule | undefined {
  const policy = policyOf(text, lenient);
  return policy?.ingress[0] ?? policy?.egress[0];
}

const pods = (namespaces: unknown, of: unknown) => ({
  kind: 'pods',
  namespaces: { kind: 'matching', selector: namespaces },
  pods: of,
  hostNetwork: 'never',
});
const everyPod = pods([], []);
const hasA = { op: 'Exists', key: 'a' };
const selector = '{matchExpressions: [{key: a, operator: Exists}]}';
const everyone = 'subject: {namespaces: {}}';

describe('both generations are one thing', () => {
  test.each([
    ['Admin, by its tier', clusterPolicy(`{tier: Admin, priority: 7, ${everyone}}`), 'Admin', 7],
    ['Baseline, by its tier', clusterPolicy(`{tier: Baseline, priority: 0, ${everyone}}`), 'Baseline', 0],
    ['Admin, by its kind', adminPolicy(`{priority: 7, ${everyone}}`), 'Admin', 7],
    ['Baseline, by its kind, after every priority', banp('ingress', '[]'), 'Baseline', 1001],
  ])('%s', (_, text, tier, priority) => {
    expect(policyOf(text)).toMatchObject({ tier, priority, subject: everyPod, ingress: [], egress: [] });
  });

  test.each([
    [cnp('ingress', '[{action: Accept, from: [{namespaces: {}}]}]'), 'Accept'],
    [anp('ingress', '[{action: Allow, from: [{namespaces: {}}]}]'), 'Accept'],
    [banp('ingress', '[{action: Allow, from: [{namespaces: {}}]}]'), 'Accept'],
    [anp('ingress', '[{action: Pass, from: [{namespaces: {}}]}]'), 'Pass'],
    [cnp('ingress', '[{name: n, action: Deny, from: [{namespaces: {}}]}]'), 'Deny'],
  ])('%s', (text, action) => {
    expect(ruleOf(text)).toMatchObject({ index: 0, action, peers: [everyPod], ports: 'every-port', unread: [] });
  });

  test('the word of the other generation is told in the message', () => {
    const messageOf = (text: string) => readText(text).diagnostics[0]?.message;
    expect(messageOf(cnp('ingress', '[{action: Allow, from: [{namespaces: {}}]}]'))).toBe(
      'action `Allow` of ClusterNetworkPolicy should be one of Accept, Deny, Pass; v1alpha2 says `Accept`',
    );
    expect(messageOf(banp('ingress', '[{action: Accept, from: [{namespaces: {}}]}]'))).toBe(
      'action `Accept` of BaselineAdminNetworkPolicy should be one of Allow, Deny; v1alpha1 says `Allow`',
    );
  });
});

describe('peers', () => {
  test.each([
    ['R118 namespaces {} is every pod', 'namespaces: {}', everyPod],
    ['namespaces by label', `namespaces: ${selector}`, pods([hasA], [])],
    ['R144 pods without namespaces are those of every namespace', `pods: {podSelector: ${selector}}`, pods([], [hasA])],
    ['R118 pods in namespaces', `pods: {namespaceSelector: ${selector}, podSelector: {}}`, pods([hasA], [])],
    ['nodes by label', `nodes: ${selector}`, { kind: 'nodes', nodes: [hasA] }],
    ['domain names', 'domainNames: ["*.example.com"]', { kind: 'domain-names', names: ['*.example.com'] }],
  ])('%s', (_, peer, expected) => {
    expect(ruleOf(cnp('egress', `[{action: Deny, to: [{${peer}}]}]`))?.peers).toMatchObject([expected]);
  });

  test('networks are one set, and keep what was written', () => {
    const rule = ruleOf(cnp('egress', '[{action: Deny, to: [{networks: [10.1.0.1/8, "fd00::/8"]}]}]'));
    const [peer] = rule?.peers === 'anyone' ? [] : (rule?.peers ?? []);
    expect(peer).toMatchObject({ kind: 'networks', cidrs: ['10.1.0.1/8', 'fd00::/8'] });
    expect(peer?.kind === 'networks' ? cidrCover(peer.addresses) : []).toEqual(['10.0.0.0/8', 'fd00::/8']);
  });
});

describe('ports', () => {
  const range = (protocol: string, first: number, last: number) => ({ kind: 'range', protocol, first, last });
  const web = { kind: 'named', protocol: 'any', name: 'web' };
  const onPorts = (ports: string) => anp('ingress', `[{action: Deny, from: [{namespaces: {}}], ports: ${ports}}]`);
  const onProtocols = (of: string) => cnp('ingress', `[{action: Deny, from: [{namespaces: {}}], protocols: ${of}}]`);
  const rows: readonly (readonly [what: string, text: string, ports: unknown])[] = [
    ['R124 null is every port', onPorts('null'), 'every-port'],
    ['R124 a number is of TCP', onPorts('[{portNumber: {port: 80}}]'), [range('TCP', 80, 80)]],
    ['a number of UDP', onPorts('[{portNumber: {protocol: UDP, port: 53}}]'), [range('UDP', 53, 53)]],
    ['R124 a range is inclusive', onPorts('[{portRange: {start: 1, end: 9}}]'), [range('TCP', 1, 9)]],
    ['X26 an empty range matches nothing', onPorts('[{portRange: {start: 9, end: 1}}]'), []],
    ['R124 a name is of any protocol', onPorts('[{namedPort: web}]'), [web]],
    ['R143 null is every port', onProtocols('null'), 'every-port'],
    ['tcp', onProtocols('[{tcp: {destinationPort: {number: 80}}}]'), [range('TCP', 80, 80)]],
    ['sctp', onProtocols('[{sctp: {destinationPort: {range: {start: 1, end: 9}}}}]'), [range('SCTP', 1, 9)]],
    ['a name', onProtocols('[{destinationNamedPort: web}]'), [web]],
    [
      'several',
      onProtocols('[{udp: {destinationPort: {number: 53}}}, {destinationNamedPort: web}]'),
      [range('UDP', 53, 53), web],
    ],
  ];
  test.each(rows)('%s', (_, text, ports) => {
    expect(ruleOf(text)).toMatchObject({ ports, unread: [] });
  });
});

describe('what cannot be read fails closed (R126, R127, R149)', () => {
  const denial = { action: 'Deny', peers: 'anyone', ports: 'every-port' };
  const from = (peers: string, more = '') => `from: [${peers}]${more}`;
  const future = '{namespaces: {}}, {serviceAccounts: {}}';
  const oddSelector = '{namespaces: {matchExpressions: [{key: a, operator: Is}]}}';
  const oddProtocol = from(
    '{namespaces: {}}',
    ', ports: [{portNumber: {protocol: ICMP, port: 1}}, {portNumber: {port: 2}}]',
  );
  const rows: readonly (readonly [
    what: string,
    text: (action: string) => string,
    accepted: unknown,
    unread: string,
  ])[] = [
    [
      'a peer of a newer API',
      (action) => cnp('ingress', `[{action: ${action}, ${from(future)}}]`),
      { action: 'Accept', peers: [everyPod], ports: 'every-port' },
      '`spec.ingress[0].from[1]` has no field that is known here',
    ],
    [
      'a peer whose selector has an unknown operator',
      (action) => cnp('ingress', `[{action: ${action}, ${from(oddSelector)}}]`),
      { action: 'Accept', peers: [], ports: 'every-port' },
      '`spec.ingress[0].from[0].namespaces` has a selector that cannot be read',
    ],
    [
      'an unknown protocol',
      (action) => anp('ingress', `[{action: ${action.replace('Accept', 'Allow')}, ${oddProtocol}}]`),
      { action: 'Accept', peers: [everyPod], ports: [{ kind: 'range', protocol: 'TCP', first: 2, last: 2 }] },
      '`spec.ingress[0].ports[0].portNumber.protocol` is no protocol that is known here',
    ],
    [
      'a protocol of a newer API',
      (action) => cnp('ingress', `[{action: ${action}, ${from('{namespaces: {}}', ', protocols: [{icmp: {}}]')}}]`),
      { action: 'Accept', peers: [everyPod], ports: [] },
      '`spec.ingress[0].protocols[0]` has no field that is known here',
    ],
    [
      'a destination of a newer API',
      (action) =>
        cnp('ingress', `[{action: ${action}, ${from('{namespaces: {}}', ', protocols: [{tcp: {sourcePort: {}}}]')}}]`),
      { action: 'Accept', peers: [everyPod], ports: [] },
      '`spec.ingress[0].protocols[0].tcp` has no field that is known here',
    ],
  ];
  test.each(rows)('%s', (_, text, accepted, unread) => {
    expect(ruleOf(text('Accept'))).toMatchObject({ ...(accepted as object), unread: [unread] });
    expect(ruleOf(text('Deny'))).toMatchObject({ ...denial, unread: [unread] });
    expect(ruleOf(text('Pass'))).toMatchObject({ ...denial, unread: [unread] });
    expect(refusals(readText(text('Deny'))).filter((one) => one.startsWith('error'))).toEqual([]);
    expect(refusals(readText(text('Deny'))).length).toBeGreaterThan(0);
  });

  test.each([
    ['an empty peer', cnp('ingress', '[{action: Pass, from: [{}]}]')],
    ['no peers', cnp('ingress', '[{action: Deny}]')],
    ['an empty port entry', anp('ingress', '[{action: Deny, from: [{namespaces: {}}], ports: [{}]}]')],
    ['an empty list of ports', anp('ingress', '[{action: Deny, from: [{namespaces: {}}], ports: []}]')],
    ['a block that is none', cnp('egress', '[{action: Pass, to: [{networks: [x]}]}]')],
  ])('under lenient reading too: %s', (_, text) => {
    expect(ruleOf(text)).toBeUndefined();
    expect(ruleOf(text, true)).toMatchObject(denial);
  });

  test.each([
    ['of a newer API', 'subject: {serviceAccounts: {}}', ['warning unknown-field 4:42', 'warning fails-closed 4:32']],
    [
      'with values that no label has',
      'subject: {namespaces: {matchLabels: {a: "b c"}}}',
      ['warning bad-label-value 4:69'],
    ],
  ])('a subject %s may be any pod', (_, subject, said) => {
    const text = clusterPolicy(`{tier: Admin, priority: 1, ${subject}}`);
    expect(policyOf(text)?.subject).toBe('unreadable');
    expect(refusals(readText(text)).map((one) => one.replace(/:\d+$/, ''))).toEqual(
      said.map((one) => one.replace(/:\d+$/, '')),
    );
  });
});
