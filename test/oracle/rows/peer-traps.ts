// Rows for what the upstream suites do not notice: each is a mistake that some implementation made. Peers and
// namespaces.
import { admits, closes, namespace, pod, podAt } from '../objects.ts';
import type { Row } from '../row.ts';

const b = podAt('x/b', '10.0.0.2');
const c = podAt('y/c', '10.0.1.1');

export const peerTraps: readonly Row[] = [
  [
    'a peer with only podSelector stays in its own namespace',
    [c, b, admits([{ podSelector: {} }])],
    'y/c > x/b TCP 80',
    'no',
  ],
  [
    'an empty namespaceSelector is every namespace',
    [c, b, admits([{ namespaceSelector: {} }])],
    'y/c > x/b TCP 80',
    'yes',
  ],
  [
    'a null namespaceSelector is none',
    [c, b, admits([{ namespaceSelector: null, podSelector: {} }])],
    'y/c > x/b TCP 80',
    'no',
  ],
  [
    'an empty namespaceSelector is not the outside',
    [b, admits([{ namespaceSelector: {} }])],
    '@9.9.9.9 > x/b TCP 80',
    'no',
  ],
  [
    'two keys of one peer must both hold',
    [c, b, admits([{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'a' } } }])],
    'y/c > x/b TCP 80',
    'no',
  ],
  [
    'two peers are alternatives',
    [c, b, admits([{ namespaceSelector: {} }, { podSelector: { matchLabels: { app: 'a' } } }])],
    'y/c > x/b TCP 80',
    'yes',
  ],
  [
    'a namespace has its name as a label, whatever its manifest says',
    [
      c,
      b,
      namespace('y', { 'kubernetes.io/metadata.name': 'z' }),
      admits([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'y' } } }]),
    ],
    'y/c > x/b TCP 80',
    'yes',
  ],
  [
    'a policy without a namespace belongs to default',
    [pod('default/d'), { ...closes('x'), metadata: { name: 'p' } }],
    '@9.9.9.9 > default/d TCP 80',
    'no',
  ],
  [
    'a pod without a namespace belongs to default',
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'd' } }, closes('default')],
    '@9.9.9.9 > default/d TCP 80',
    'no',
  ],
  [
    'a policy of another API group is not a NetworkPolicy',
    [b, { ...closes('x'), apiVersion: 'policies.example.com/v1' }],
    '@9.9.9.9 > x/b TCP 80',
    'yes',
  ],
];
