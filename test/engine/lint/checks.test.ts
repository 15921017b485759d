// What each check of one policy raises and what it leaves alone, beyond its scenario: rows of manifests and codes.

import { expect, test } from 'vitest';
import { codesOf, deployment, pod, policy, port, type Row } from './codes-of.ts';

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
];

const cases = rows.map(([says, codes, documents, assume = {}]) => ({ says, codes, documents, assume }));

test.each(cases)('$says: $codes', ({ codes, documents, assume }) => {
  expect(codesOf(documents, assume)).toEqual(codes);
});
