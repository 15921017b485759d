// Which fields and values a kind of policy has. The cluster-wide kinds share most: AdminNetworkPolicy and its Baseline are
// the predecessors of ClusterNetworkPolicy, with other words for ports and for accepting.

import {
  type Fields,
  field,
  networkPolicyFields,
  networkPolicyValues,
  selector,
  type Values,
} from './network-policy-fields.ts';

export interface PolicyFields {
  readonly fields: Fields;
  readonly values: Values;
}

export function fieldsOf(kind: string): PolicyFields {
  return kinds.get(kind) ?? { fields: networkPolicyFields, values: networkPolicyValues };
}

const subject = [
  field('namespaces', 'every pod of the namespaces by their labels', ''),
  field('pods', 'pods by their labels, in namespaces by theirs', ''),
];
const peers = [
  ...subject,
  field('nodes', 'nodes by their labels; egress only', ''),
  field('networks', 'blocks of addresses; egress only'),
  field('domainNames', 'names outside; egress, and Accept only'),
];
const shared: Fields = new Map([
  ['metadata', [field('name', 'of the policy'), field('labels', '', ''), field('annotations', '', '')]],
  ['subject', subject],
  ['from', subject],
  ['to', peers],
  [
    'pods',
    [
      field('namespaceSelector', 'namespaces by their labels; {} is every one', ''),
      field('podSelector', 'pods by their labels; {} is all', ''),
    ],
  ],
  ...['namespaces', 'nodes', 'namespaceSelector', 'podSelector'].map((name) => [name, selector] as const),
  ['matchExpressions', networkPolicyFields.get('matchExpressions') ?? []],
]);
const number = [field('number', 'one port'), field('range', 'start and end', '')];
const range = [field('start', 'the first port'), field('end', 'the last port')];
const rules = [field('ingress', 'what comes in, rule by rule', ''), field('egress', 'what goes out, rule by rule', '')];

function documentOf(kind: string, version: string) {
  return [
    field('apiVersion', version),
    field('kind', kind),
    field('metadata', 'name', ''),
    field('spec', 'whom it is about, and its rules', ''),
  ];
}

function rulesOf(direction: 'from' | 'to', action: string, ports: string) {
  return [
    field('action', action),
    field('name', 'of the rule'),
    field(direction, 'peers', ''),
    field(ports, 'left out is every port', ''),
  ];
}

const clusterNetworkPolicy: PolicyFields = {
  fields: new Map([
    ...shared,
    ['', documentOf('ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2')],
    [
      'spec',
      [
        field('tier', 'Admin comes before NetworkPolicy, Baseline after'),
        field('priority', '0 to 1000, the lowest first'),
        field('subject', 'the pods that it is about', ''),
        ...rules,
      ],
    ],
    ['ingress', rulesOf('from', 'Accept, Deny or Pass', 'protocols')],
    ['egress', rulesOf('to', 'Accept, Deny or Pass', 'protocols')],
    [
      'protocols',
      [...['tcp', 'udp', 'sctp'].map((name) => field(name, '', '')), field('destinationNamedPort', 'of a container')],
    ],
    ...['tcp', 'udp', 'sctp'].map((name) => [name, [field('destinationPort', 'left out is every port', '')]] as const),
    ['destinationPort', number],
    ['range', range],
  ]),
  values: new Map([
    ['apiVersion', ['policy.networking.k8s.io/v1alpha2']],
    ['kind', ['ClusterNetworkPolicy']],
    ['tier', ['Admin', 'Baseline']],
    ['action', ['Accept', 'Deny', 'Pass']],
    ['operator', networkPolicyValues.get('operator') ?? []],
  ]),
};

function predecessor(kind: string, actions: readonly string[], more: Fields): PolicyFields {
  const words = actions.join(', ');
  return {
    fields: new Map([
      ...shared,
      ['', documentOf(kind, 'policy.networking.k8s.io/v1alpha1')],
      ['spec', [field('subject', 'the pods that it is about', ''), ...rules]],
      ['ingress', rulesOf('from', words, 'ports')],
      ['egress', rulesOf('to', words, 'ports')],
      [
        'ports',
        ['portNumber', 'portRange', 'namedPort'].map((name) => field(name, '', name === 'namedPort' ? ' ' : '')),
      ],
      ['portNumber', [field('protocol', 'TCP, UDP or SCTP'), field('port', 'a number')]],
      ['portRange', [field('protocol', 'TCP, UDP or SCTP'), ...range]],
      ...more,
    ]),
    values: new Map([
      ['apiVersion', ['policy.networking.k8s.io/v1alpha1']],
      ['kind', [kind]],
      ['action', actions],
      ['protocol', networkPolicyValues.get('protocol') ?? []],
      ['operator', networkPolicyValues.get('operator') ?? []],
    ]),
  };
}

const priority = field('priority', '0 to 1000, the lowest first');
const kinds: ReadonlyMap<string, PolicyFields> = new Map([
  ['ClusterNetworkPolicy', clusterNetworkPolicy],
  [
    'AdminNetworkPolicy',
    predecessor(
      'AdminNetworkPolicy',
      ['Allow', 'Deny', 'Pass'],
      new Map([['spec', [priority, field('subject', 'the pods that it is about', ''), ...rules]]]),
    ),
  ],
  ['BaselineAdminNetworkPolicy', predecessor('BaselineAdminNetworkPolicy', ['Allow', 'Deny'], new Map())],
]);
