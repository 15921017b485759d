// What the API server refuses, we refuse, with its place (X1 to X11). Each row is the `spec` of a
// policy that stands from line 4 on, and what is said of it.

import { describe, expect, test } from 'vitest';
import type { NetworkPolicy } from '../../src/engine/model/policy.ts';
import { cidrCover } from '../../src/engine/sets/cidrs.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { readText, refusals } from './reading.ts';

function policyText(spec: string, metadata = '{name: p, namespace: s}'): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\nspec:\n${spec}`;
}

function withPort(port: string): string {
  return `  podSelector: {}\n  ingress:\n  - ports:\n    - ${port}`;
}

function withPeer(peer: string): string {
  return `  podSelector: {}\n  ingress:\n  - from:\n    - ${peer}`;
}

function policyOf(snapshot: Snapshot): NetworkPolicy | undefined {
  return snapshot.objects.find((object) => object.kind === 'NetworkPolicy');
}

describe('the API server refuses', () => {
  const rows: readonly (readonly [rule: string, spec: string, expected: string])[] = [
    ['X2 a protocol in small letters', withPort('protocol: tcp'), 'bad-protocol 8:7'],
    ['X2 a protocol that policies do not know', withPort('{port: 80, protocol: ICMP}'), 'bad-protocol 8:18'],
    ['X3 port 0', withPort('port: 0'), 'bad-port 8:7'],
    ['X3 port 65536', withPort('port: 65536'), 'bad-port 8:7'],
    ['X3 a quoted number as a port', withPort('port: "80"'), 'bad-port-name 8:7'],
    ['X3 a port name of 16 characters', withPort('port: abcdefghijklmnop'), 'bad-port-name 8:7'],
    ['X3 a port name with a doubled hyphen', withPort('port: a--b'), 'bad-port-name 8:7'],
    ['X3 a port name with a hyphen at its end', withPort('port: ab-'), 'bad-port-name 8:7'],
    ['X3 an empty port name', withPort('port: ""'), 'bad-port-name 8:7'],
    ['X3 a port that is a fraction', withPort('port: 80.5'), 'wrong-type 8:7'],
    ['X4 endPort without port', withPort('endPort: 90'), 'end-port-without-port 8:7'],
    ['X4 endPort with a named port', withPort('{port: http, endPort: 90}'), 'end-port-with-named-port 8:20'],
    ['X4 endPort below port', withPort('port: 443\n      endPort: 80'), 'end-port-below-port 9:7'],
    ['X4 endPort above 65535', withPort('port: 443\n      endPort: 70000'), 'bad-end-port 9:7'],
    ['X5 an empty peer', withPeer('{}'), 'empty-peer 8:7'],
    ['X5 a peer whose podSelector is null', withPeer('podSelector:'), 'empty-peer 8:7'],
    ['X5 a null peer', withPeer(''), 'empty-peer 8:6'],
    [
      'X5 ipBlock beside a selector',
      withPeer('{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}'),
      'ip-block-with-selector 8:8',
    ],
    ['X6 ipBlock without cidr', withPeer('ipBlock: {}'), 'bad-cidr 8:7'],
    ['X6 an address without a length', withPeer('ipBlock: {cidr: 10.0.0.1}'), 'bad-cidr 8:17'],
    ['X6 three parts', withPeer('ipBlock: {cidr: 10.0.0/8}'), 'bad-cidr 8:17'],
    ['X6 hexadecimal parts', withPeer('ipBlock: {cidr: 0x0a.0.0.1/8}'), 'bad-cidr 8:17'],
    ['X6 a length beyond the family', withPeer('ipBlock: {cidr: 10.0.0.0/33}'), 'bad-cidr 8:17'],
    ['X6 a zone', withPeer('ipBlock: {cidr: "fe80::1%eth0/64"}'), 'bad-cidr 8:17'],
    ['X7 an except that is no block', withPeer('ipBlock: {cidr: 10.0.0.0/8, except: [x]}'), 'bad-except 8:44'],
    [
      'X7 an except outside',
      withPeer('ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}'),
      'except-outside-cidr 8:44',
    ],
    ['X7 an except as wide', withPeer('ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}'), 'except-outside-cidr 8:44'],
    [
      'X7 an except of the other family',
      withPeer('ipBlock: {cidr: 10.0.0.0/8, except: ["fd00::/16"]}'),
      'except-outside-cidr 8:44',
    ],
    ['X8 an unknown policy type', '  policyTypes: [Ingres]', 'bad-policy-types 5:17'],
    ['X8 three policy types', '  policyTypes: [Ingress, Egress, Ingress]', 'bad-policy-types 5:3'],
    ['X9 an unknown operator', '  podSelector: {matchExpressions: [{key: a, operator: Is}]}', 'bad-operator 5:45'],
    ['X9 In without values', '  podSelector: {matchExpressions: [{key: a, operator: In}]}', 'values-missing 5:36'],
    [
      'X9 NotIn with empty values',
      '  podSelector: {matchExpressions: [{key: a, operator: NotIn, values: []}]}',
      'values-missing 5:62',
    ],
    [
      'X9 Exists with values',
      '  podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}',
      'values-forbidden 5:63',
    ],
    ['X9 a label key with a space', '  podSelector: {matchLabels: {a b: c}}', 'bad-label-key 5:31'],
    [
      'X9 a label value of 64 characters',
      `  podSelector: {matchLabels: {a: ${'x'.repeat(64)}}}`,
      'bad-label-value 5:31',
    ],
    ['X9 a label value that is true', '  podSelector: {matchLabels: {a: true}}', 'wrong-type 5:31'],
    ['X9 a label value that is a number', '  podSelector: {matchLabels: {a: 1}}', 'wrong-type 5:31'],
    ['a list where a mapping belongs', '  podSelector: []', 'wrong-type 5:3'],
    ['a mapping where a list belongs', '  podSelector: {}\n  ingress: {}', 'wrong-type 6:3'],
  ];
  test.each(rows)('%s', (_, spec, expected) => {
    const snapshot = readText(policyText(spec));
    expect(refusals(snapshot)).toEqual([`error ${expected}`]);
    expect(snapshot.objects).toEqual([]);
  });

  test.each([
    ['X1 a name in capitals', '{name: Web, namespace: s}', 'bad-name 3:12'],
    ['X1 a missing name', '{namespace: s}', 'bad-name 3:1'],
    ['a namespace with a dot', '{name: p, namespace: a.b}', 'bad-name 3:21'],
    ['labels that are a list', '{name: p, namespace: s, labels: [a]}', 'wrong-type 3:35'],
  ])('%s', (_, metadata, expected) => {
    expect(refusals(readText(policyText('  podSelector: {}', metadata)))).toEqual([`error ${expected}`]);
  });
});

describe('the API server accepts, and we warn of', () => {
  const rows: readonly (readonly [what: string, spec: string, expected: readonly string[]])[] = [
    ['X6 host bits', withPeer('ipBlock: {cidr: 10.0.0.5/8}'), ['cidr-host-bits 8:17']],
    ['X6 leading zeros', withPeer('ipBlock: {cidr: 010.0.0.0/8}'), ['cidr-leading-zeros 8:17']],
    ['X6 IPv4 written as IPv6', withPeer('ipBlock: {cidr: "::ffff:10.0.0.0/104"}'), ['cidr-ipv4-mapped 8:17']],
    ['X11 a misspelt podSelector', '  podselector: {}', ['unknown-field 5:3']],
    [
      'X11 a rule with the keys of the other direction',
      '  podSelector: {}\n  egress:\n  - from: []',
      ['unknown-field 7:5'],
    ],
    ['a word that kubectl reads as a boolean', '  podSelector: {matchLabels: {a: yes}}', ['yaml-1.1-word 5:31']],
    ['a number that kubectl reads as octal', withPort('port: 0443'), ['yaml-1.1-word 8:7']],
  ];
  test.each(rows)('%s', (_, spec, expected) => {
    const snapshot = readText(policyText(spec));
    expect(refusals(snapshot)).toEqual(expected.map((one) => `warning ${one}`));
    expect(snapshot.objects).toHaveLength(1);
  });
});

describe('the API server accepts, and so do we', () => {
  test.each([
    ['endPort equal to port', withPort('{port: 80, endPort: 80}')],
    ['a port name of 15 characters', withPort('port: abcdefghijklmno')],
    ['X8 a policy type twice', '  policyTypes: [Ingress, Ingress]'],
    ['X10 a named port with an ipBlock', '  ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: http}]}]'],
    ['X10 rules of a direction that is not listed', '  policyTypes: [Egress]\n  ingress: [{}]'],
    ['a quoted yes', '  podSelector: {matchLabels: {a: "yes"}}'],
    ['a null podSelector', '  podSelector:'],
    ['overlapping excepts', withPeer('ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/16, 10.0.0.0/24]}')],
    [
      'label keys that JavaScript finds special',
      '  podSelector: {matchLabels: {__proto__: a, constructor: b, toString: c}}',
    ],
  ])('%s', (_, spec) => {
    const snapshot = readText(policyText(spec));
    const beyondKeys = refusals(snapshot).filter((one) => !one.includes('bad-label-key'));
    expect(beyondKeys).toEqual([]);
  });
});

describe('messages say what would be right', () => {
  test.each([
    [withPort('{port: 443, endPort: 80}'), 'endPort `80` is below port `443`; endPort is the last port of the range'],
    [
      '  podselector: {}',
      '`podselector` is not a field of NetworkPolicySpec; did you mean `podSelector`? kubectl refuses it; without it the policy selects every pod of its namespace',
    ],
    [withPort('port: "80"'), 'port `80` is no port name: a quoted number is a port name; without quotes it is port 80'],
    [
      withPeer('ipBlock: {cidr: 10.0.0.5/8}'),
      '`10.0.0.5/8` has bits set beyond its prefix length; read as `10.0.0.0/8`',
    ],
  ])('%s', (spec, message) => {
    expect(readText(policyText(spec)).diagnostics.map((one) => one.message)).toEqual([message]);
  });
});

describe('left out and empty', () => {
  const rows: readonly (readonly [what: string, spec: string, ingress: unknown, egress: unknown])[] = [
    ['R12 no policyTypes, no rules: isolates ingress', '  podSelector: {}', [], 'open'],
    ['R12 no policyTypes, an egress rule: isolates both', '  egress: [{}]', [], [['anyone', 'every-port']]],
    ['R12 no policyTypes, egress []: does not isolate egress', '  egress: []', [], 'open'],
    ['R12 empty policyTypes are as none', '  policyTypes: []\n  egress: [{}]', [], [['anyone', 'every-port']]],
    ['R13 rules of a direction not listed are ignored', '  policyTypes: [Egress]\n  ingress: [{}]', 'open', []],
    ['R14 ingress null', '  ingress:', [], 'open'],
    ['R14 ingress [{}]', '  ingress: [{}]', [['anyone', 'every-port']], 'open'],
    ['R14 ingress [null]', '  ingress: [null]', [['anyone', 'every-port']], 'open'],
    ['R40 from and ports []', '  ingress: [{from: [], ports: []}]', [['anyone', 'every-port']], 'open'],
    ['R40 from and ports null', '  ingress: [{from: , ports: }]', [['anyone', 'every-port']], 'open'],
    [
      'R41 ports [{}] is all TCP',
      '  ingress: [{ports: [{}]}]',
      [['anyone', [{ kind: 'range', protocol: 'TCP', first: 1, last: 65_535 }]]],
      'open',
    ],
    [
      'R21 podSelector {} alone: the own namespace',
      '  ingress: [{from: [{podSelector: {}}]}]',
      [
        [
          [{ kind: 'pods', namespaces: { kind: 'named', name: 's' }, pods: [], hostNetwork: 'as-assumed' }],
          'every-port',
        ],
      ],
      'open',
    ],
    [
      'R21 namespaceSelector {} alone: every namespace',
      '  ingress: [{from: [{namespaceSelector: {}}]}]',
      [
        [
          [{ kind: 'pods', namespaces: { kind: 'matching', selector: [] }, pods: [], hostNetwork: 'as-assumed' }],
          'every-port',
        ],
      ],
      'open',
    ],
    [
      'R21 both: pods in selected namespaces',
      '  ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {a: ""}}}]}]',
      [
        [
          [
            {
              kind: 'pods',
              namespaces: { kind: 'matching', selector: [] },
              pods: [{ op: 'In', key: 'a', values: [''] }],
              hostNetwork: 'as-assumed',
            },
          ],
          'every-port',
        ],
      ],
      'open',
    ],
  ];
  test.each(rows)('%s', (_, spec, ingress, egress) => {
    const policy = policyOf(readText(policyText(spec)));
    const rules = (isolation: NetworkPolicy['ingress'] | undefined) =>
      typeof isolation === 'object' ? isolation.map(({ peers, ports }) => [peers, ports]) : isolation;
    expect({ ingress: rules(policy?.ingress), egress: rules(policy?.egress) }).toEqual({ ingress, egress });
  });

  test('R20 a policy without spec selects every pod of its namespace', () => {
    const text = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: s}\n';
    expect(policyOf(readText(text))?.subject).toEqual({
      kind: 'pods',
      namespaces: { kind: 'named', name: 's' },
      pods: [],
      hostNetwork: 'as-assumed',
    });
  });
});

describe('lenient reading evaluates with a warning', () => {
  const rows: readonly (readonly [spec: string, warning: string, ingress: unknown])[] = [
    [withPort('port: "80"'), 'bad-port-name 8:7', [{ kind: 'named', protocol: 'TCP', name: '80' }]],
    [withPort('protocol: udp'), 'bad-protocol 8:7', [{ kind: 'range', protocol: 'UDP', first: 1, last: 65_535 }]],
    [withPort('port: 70000'), 'bad-port 8:7', [{ kind: 'named', protocol: 'TCP', name: '70000' }]],
    [
      withPort('{port: 443, endPort: 80}'),
      'end-port-below-port 8:19',
      [{ kind: 'range', protocol: 'TCP', first: 443, last: 443 }],
    ],
  ];
  test.each(rows)('%s', (spec, warning, ports) => {
    const snapshot = readText(policyText(spec), 'input.yaml', true);
    expect(refusals(snapshot)).toEqual([`warning ${warning}`]);
    const ingress = policyOf(snapshot)?.ingress;
    expect(typeof ingress === 'object' ? ingress.map((rule) => rule.ports) : ingress).toEqual([ports]);
  });

  test('a peer that cannot be read matches nothing, so that no mistake opens more', () => {
    const snapshot = readText(policyText(withPeer('{}')), 'input.yaml', true);
    const ingress = policyOf(snapshot)?.ingress;
    const peers = typeof ingress === 'object' ? ingress[0]?.peers : undefined;
    expect(peers).toMatchObject([{ kind: 'ip-block', addresses: { v4: [], v6: [] } }]);
  });

  test('what has no reading at all stays an error', () => {
    const snapshot = readText(policyText(withPort('protocol: ICMP')), 'input.yaml', true);
    expect(refusals(snapshot)).toEqual(['error bad-protocol 8:7']);
    expect(snapshot.objects).toEqual([]);
  });
});

describe('blocks', () => {
  test.each([
    ['10.0.0.0/8', [], ['10.0.0.0/8']],
    ['10.0.0.5/8', [], ['10.0.0.0/8']],
    ['010.0.0.0/8', [], ['10.0.0.0/8']],
    ['::ffff:10.0.0.0/104', [], ['10.0.0.0/8']],
    ['0.0.0.0/0', ['128.0.0.0/1'], ['0.0.0.0/1']],
    ['::/0', ['8000::/1'], ['::/1']],
    ['10.0.0.0/30', ['10.0.0.1/32', '10.0.0.0/31'], ['10.0.0.2/31']],
  ])('%s without %j', (cidr, except, cover) => {
    const spec = withPeer(`ipBlock: {cidr: "${cidr}", except: ${JSON.stringify(except)}}`);
    const ingress = policyOf(readText(policyText(spec)))?.ingress;
    const peers = typeof ingress === 'object' ? ingress[0]?.peers : undefined;
    const [peer] = typeof peers === 'object' ? peers : [];
    expect(peer).toMatchObject({ kind: 'ip-block', cidr, except });
    expect(peer?.kind === 'ip-block' ? cidrCover(peer.addresses) : []).toEqual(cover);
  });
});
