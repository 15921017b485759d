// Rows for what the upstream suites do not notice: each is a mistake that some implementation made. Selectors.
import { admits, pod, podAt } from '../objects.ts';
import type { Row } from '../row.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const peer = (matchExpressions: unknown, matchLabels?: unknown) => [{ podSelector: { matchLabels, matchExpressions } }];

export const selectorTraps: readonly Row[] = [
  [
    'NotIn holds for a pod that lacks the key',
    [a, b, admits(peer([{ key: 'tier', operator: 'NotIn', values: ['x'] }]))],
    FLOW,
    'yes',
  ],
  [
    'In fails for a pod that lacks the key',
    [a, b, admits(peer([{ key: 'tier', operator: 'In', values: ['x'] }]))],
    FLOW,
    'no',
  ],
  [
    'Exists fails for a pod that lacks the key',
    [a, b, admits(peer([{ key: 'tier', operator: 'Exists' }]))],
    FLOW,
    'no',
  ],
  [
    'DoesNotExist holds for a pod that lacks the key',
    [a, b, admits(peer([{ key: 'tier', operator: 'DoesNotExist' }]))],
    FLOW,
    'yes',
  ],
  [
    'NotIn fails for a listed value',
    [a, b, admits(peer([{ key: 'app', operator: 'NotIn', values: ['a'] }]))],
    FLOW,
    'no',
  ],
  [
    'matchLabels and matchExpressions must both hold',
    [a, b, admits(peer([{ key: 'app', operator: 'NotIn', values: ['a'] }], { app: 'a' }))],
    FLOW,
    'no',
  ],
  [
    'matchExpressions must all hold',
    [
      a,
      b,
      admits(
        peer([
          { key: 'app', operator: 'Exists' },
          { key: 'app', operator: 'In', values: ['b'] },
        ]),
      ),
    ],
    FLOW,
    'no',
  ],
  ['an empty value does not match a missing key', [a, b, admits(peer(null, { tier: '' }))], FLOW, 'no'],
  [
    'a key named __proto__ is a label like any other',
    [a, b, admits([{ podSelector: JSON.parse('{"matchLabels": {"__proto__": "v"}}') }])],
    FLOW,
    'no',
  ],
  [
    'a label named __proto__ can be selected',
    [
      pod('x/a', { labels: JSON.parse('{"__proto__": "v"}') }),
      b,
      admits([{ podSelector: JSON.parse('{"matchLabels": {"__proto__": "v"}}') }]),
    ],
    FLOW,
    'yes',
  ],
  [
    'a label named constructor is not there unless written',
    [a, b, admits(peer([{ key: 'constructor', operator: 'Exists' }]))],
    FLOW,
    'no',
  ],
];
