// The fields of a NetworkPolicy, offered where they may stand.

export interface Field {
  readonly name: string;
  readonly detail: string;
  /** What follows the colon. */
  readonly then: string;
}

export const field = (name: string, detail: string, then = ' '): Field => ({ name, detail, then });
export const selector = [
  field('matchLabels', 'labels that must all be equal', ''),
  field('matchExpressions', 'In, NotIn, Exists, DoesNotExist', ''),
];
const peer = [
  field('podSelector', 'pods of the namespace, or of those selected beside it', ''),
  field('namespaceSelector', 'namespaces by their labels', ''),
  field('ipBlock', 'addresses outside', ''),
];

/** By the field that they stand in; '' is the document itself. */
export type Fields = ReadonlyMap<string, readonly Field[]>;
/** By the field that they are the value of. */
export type Values = ReadonlyMap<string, readonly string[]>;

export const networkPolicyFields: Fields = new Map([
  [
    '',
    [
      field('apiVersion', 'networking.k8s.io/v1'),
      field('kind', 'NetworkPolicy'),
      field('metadata', 'name, namespace', ''),
      field('spec', 'what it allows', ''),
    ],
  ],
  [
    'metadata',
    [
      field('name', 'of the policy'),
      field('namespace', 'whose pods it selects'),
      field('labels', '', ''),
      field('annotations', '', ''),
    ],
  ],
  [
    'spec',
    [
      field('podSelector', 'the pods it applies to; {} is all', ''),
      field('policyTypes', '[Ingress, Egress]'),
      field('ingress', 'what may come in', ''),
      field('egress', 'what may go out', ''),
    ],
  ],
  ['ingress', [field('from', 'peers; left out is anyone', ''), field('ports', 'left out is every port', '')]],
  ['egress', [field('to', 'peers; left out is anyone', ''), field('ports', 'left out is every port', '')]],
  ['from', peer],
  ['to', peer],
  [
    'ports',
    [
      field('port', 'a number, or the name of a container port'),
      field('protocol', 'TCP, UDP or SCTP'),
      field('endPort', 'the last port of a range'),
    ],
  ],
  ['podSelector', selector],
  ['namespaceSelector', selector],
  ['ipBlock', [field('cidr', '10.0.0.0/8'), field('except', 'blocks cut out of it', '')]],
  [
    'matchExpressions',
    [
      field('key', 'of the label'),
      field('operator', 'In, NotIn, Exists, DoesNotExist'),
      field('values', 'for In and NotIn'),
    ],
  ],
]);

export const networkPolicyValues: Values = new Map([
  ['apiVersion', ['networking.k8s.io/v1']],
  ['kind', ['NetworkPolicy']],
  ['protocol', ['TCP', 'UDP', 'SCTP']],
  ['operator', ['In', 'NotIn', 'Exists', 'DoesNotExist']],
  ['policyTypes', ['[Ingress]', '[Egress]', '[Ingress, Egress]']],
]);
