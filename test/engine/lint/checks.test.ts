// What each check raises and what it leaves alone, beyond its scenario: rows of manifests and codes. The codes about
// unisolated workloads are left out of the rows that are about something else.

import { expect, test } from 'vitest';
import { compile } from '../../../src/engine/compile/compile.ts';
import { lint } from '../../../src/engine/lint/lint.ts';
import { type Assumptions, defaultAssumptions } from '../../../src/engine/model/assumptions.ts';
import { assemble } from '../../../src/snapshot/assemble.ts';
import { read } from '../../../src/snapshot/read.ts';

const pod = (where: string, spec = '') => {
  const [namespace, name] = where.split('/');
  return `kind: Pod\napiVersion: v1\nmetadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }\nspec: { ${spec} }`;
};
const namespaces = ['s', 't'].map((name) => `kind: Namespace\napiVersion: v1\nmetadata: { name: ${name} }`);
const policy = (spec: string, name = 'p') =>
  `kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: ${name}, namespace: s }\nspec: { ${spec} }`;
const tiered = (name: string, spec: string, kind = 'ClusterNetworkPolicy') =>
  `kind: ${kind}\napiVersion: policy.networking.k8s.io/${kind.startsWith('C') ? 'v1alpha2' : 'v1alpha1'}\nmetadata: { name: ${name} }\nspec: { ${spec} }`;
const port = (name: string, number: number, protocol = 'TCP') =>
  `containers: [{ name: c, image: i, ports: [{ name: ${name}, containerPort: ${number}, protocol: ${protocol} }] }]`;
const deployment = `kind: Deployment\napiVersion: apps/v1\nmetadata: { name: d, namespace: s }
spec: { selector: { matchLabels: { app: d } }, template: { metadata: { labels: { app: d } }, spec: {} } }`;
const all = 'subject: { namespaces: {} }';
const everyone = '[{ namespaces: {} }]';

function codesOf(documents: readonly string[], assume: Partial<Assumptions> = {}): readonly string[] {
  const text = [...namespaces, ...documents].join('\n---\n');
  const snapshot = read([{ file: 'a.yaml', text }], { lenient: false });
  expect(snapshot.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { cluster } = assemble(snapshot, { ...defaultAssumptions, ...assume });
  const found = lint(cluster, compile(cluster)).map(({ code }) => code);
  return [...new Set(found)].filter((code) => !code.startsWith('unisolated')).sort();
}

type Row = readonly [
  says: string,
  codes: readonly string[],
  documents: readonly string[],
  assume?: Partial<Assumptions>,
];

const rows: readonly Row[] = [
  // selecting nothing
  [
    'a policy for all pods of a namespace without pods',
    ['policy-selects-nothing'],
    [policy('podSelector: {}'), pod('t/a')],
  ],
  ['a policy that allows everything', ['policy-removable'], [policy('podSelector: {}, ingress: [{}]'), pod('s/a')]],
  [
    'a selector that a controller may satisfy',
    [],
    [policy('podSelector: { matchLabels: { pod-template-hash: x } }, ingress: []'), deployment],
  ],
  [
    'a namespace that is used but not given, asked for a label that may be there',
    [],
    [
      policy('podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { a: b } } }] }]'),
      pod('s/a'),
      pod('u/a'),
    ],
    { 'namespace-labels': 'unknown' },
  ],
  [
    'a namespace by name and by label',
    ['namespace-selector-label-nobody-has'],
    [
      policy(
        'podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { a: b, kubernetes.io/metadata.name: t } } }] }]',
      ),
      pod('s/a'),
      pod('t/a'),
    ],
  ],
  [
    'a block as the only peer',
    [],
    [policy('podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }]'), pod('s/a')],
  ],
  // policyTypes
  [
    'rules of a direction that policyTypes lacks',
    ['policy-types-surprise'],
    [policy('podSelector: {}, policyTypes: [Ingress], egress: [{ ports: [{ port: 53 }] }]'), pod('s/a')],
  ],
  [
    'an empty egress list without policyTypes',
    ['policy-types-surprise'],
    [policy('podSelector: {}, egress: []'), pod('s/a')],
  ],
  [
    'an empty egress list with policyTypes',
    [],
    [policy('podSelector: {}, policyTypes: [Ingress], egress: []'), pod('s/a')],
  ],
  [
    'both lists without policyTypes',
    [],
    [
      policy(
        'podSelector: {}, ingress: [{ ports: [{ port: 80 }] }], egress: [{ ports: [{ port: 53 }, { port: 53, protocol: UDP }] }]',
      ),
      pod('s/a'),
    ],
  ],
  // named ports
  [
    'a name of another protocol',
    ['named-port-nobody-has'],
    [policy('podSelector: {}, ingress: [{ ports: [{ port: dns }] }]'), pod('s/a', port('dns', 53, 'UDP'))],
  ],
  [
    'an egress name that the source has, and its peers lack',
    ['egress-without-dns', 'named-port-nobody-has'],
    [
      policy(
        'podSelector: { matchLabels: { app: a } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: b } } }], ports: [{ port: http }, { port: 81 }] }]',
      ),
      pod('s/a', port('http', 80)),
      pod('s/b'),
    ],
  ],
  [
    'a name that is a sidecar’s, where sidecars do not count',
    ['named-port-nobody-has'],
    [
      policy('podSelector: {}, ingress: [{ ports: [{ port: http }] }]'),
      pod(
        's/a',
        'initContainers: [{ name: c, image: i, restartPolicy: Always, ports: [{ name: http, containerPort: 80 }] }]',
      ),
    ],
    { 'sidecar-ports': 'no' },
  ],
  // the host network
  [
    'labels that a pod on the host network shares with others',
    ['host-network-surprise'],
    [
      policy('podSelector: { matchExpressions: [{ key: app, operator: Exists }] }, ingress: []'),
      pod('s/a'),
      pod('s/b', 'hostNetwork: true'),
    ],
  ],
  [
    'every pod, some of them on the host network',
    [],
    [policy('podSelector: {}'), pod('s/a'), pod('s/b', 'hostNetwork: true')],
  ],
  [
    'a pod on the host network where it is like any other',
    [],
    [policy('podSelector: { matchLabels: { app: b } }'), pod('s/b', 'hostNetwork: true')],
    { 'host-network-pods': 'as-pods' },
  ],
  // blocks
  [
    'an exception that another port gives back',
    [],
    [
      policy(
        'podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 192.0.2.0/24, except: [192.0.2.0/25] } }], ports: [{ port: 80 }] }, { from: [{ ipBlock: { cidr: 192.0.2.0/26 } }], ports: [{ port: 81 }] }]',
      ),
      pod('s/a'),
    ],
  ],
  [
    'an exception that a rule without peers gives back',
    ['except-given-back', 'policy-removable'],
    [
      policy('podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 192.0.2.0/24, except: [192.0.2.0/25] } }] }, {}]'),
      pod('s/a'),
    ],
  ],
  [
    'an exception that a policy of another pod gives back',
    [],
    [
      policy(
        'podSelector: { matchLabels: { app: a } }, ingress: [{ from: [{ ipBlock: { cidr: 192.0.2.0/24, except: [192.0.2.0/25] } }] }]',
      ),
      policy(
        'podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }]',
        'q',
      ),
      pod('s/a'),
      pod('s/b'),
    ],
  ],
  [
    '0.0.0.0/0 beside the pods that are meant',
    [],
    [
      policy(
        'podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { podSelector: {} }], ports: [{ port: 80 }] }]',
      ),
      pod('s/a'),
    ],
  ],
  [
    '0.0.0.0/0 with exceptions',
    [],
    [
      policy('podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }] }]'),
      pod('s/a'),
    ],
  ],
  [
    '0.0.0.0/0 alone, of which it is open whether it matches pods',
    ['zero-block-is-not-everything'],
    [
      policy('podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 80 }] }]'),
      pod('s/a'),
    ],
  ],
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
        `tier: Admin, priority: 2, ${all}, ingress: [{ action: Deny, from: ${everyone}, protocols: [{ tcp: { destinationPort: { number: 1 } } }] }]`,
      ),
      tiered(
        'b',
        `tier: Admin, priority: 2, ${all}, ingress: [{ action: Deny, from: ${everyone}, protocols: [{ tcp: { destinationPort: { number: 2 } } }] }]`,
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
