// Flows of pods whose address families differ: `ports` is what every pair of pods has, on every family of the pair.
import { describe, expect, test } from 'vitest';
import { flows } from '../../src/engine/answer/flows.ts';
import type { Level } from '../../src/engine/answer/units.ts';
import { flowView } from '../../src/session/present/flows.ts';
import { ownedBy, pod, podAt, policy, workload } from '../oracle/objects.ts';
import { engineOf } from './evaluators.ts';

const dual = ['10.0.0.1', 'fd00::1'] as const;
const letsOutTo = (cidr: string) =>
  policy('x/lets-out', {
    podSelector: { matchLabels: { app: 'a' } },
    policyTypes: ['Egress'],
    egress: [{ to: [{ ipBlock: { cidr } }] }],
  });
const replica = (name: string, ip: string) =>
  pod(name, { metadata: ownedBy('DaemonSet', 'd'), status: { podIP: ip, podIPs: [{ ip }] } });
const mixed = [
  workload('x/DaemonSet/d'),
  replica('x/d-1', '10.0.0.4'),
  replica('x/d-2', 'fd00::4'),
  podAt('x/b', '10.0.0.2'),
];

const rows: readonly (readonly [string, readonly object[], Level, string, unknown, unknown])[] = [
  [
    'open on IPv4 and closed on IPv6 is partial',
    [podAt('x/a', ...dual), podAt('x/b', ...dual), letsOutTo('10.0.0.0/24')],
    'pod',
    'a > b',
    [],
    'all',
  ],
  [
    'closed on IPv4 and open on IPv6 is partial too',
    [podAt('x/a', ...dual), podAt('x/b', ...dual), letsOutTo('fd00::/120')],
    'pod',
    'a > b',
    [],
    'all',
  ],
  ['open on both is open', [podAt('x/a', ...dual), podAt('x/b', ...dual)], 'pod', 'a > b', 'all', []],
  ['a pair without a common family has no port', mixed, 'workload', 'd > b', [], 'all'],
  ['no pod has what a pod without the family of an outside address lacks', mixed, 'workload', 'd > IPBlock', [], 'all'],
];

describe('flows between pods of several address families', () => {
  test.each(rows)('%s', (_, objects, level, pair, ports, partialPorts) => {
    const views = flows(engineOf(objects).compiled, level).map(flowView);
    const name = (end: (typeof views)[number]['from']) => ('name' in end ? end.name : end.kind);
    expect(views.filter(({ from, to }) => `${name(from)} > ${name(to)}` === pair)).toMatchObject([
      { ports, partialPorts },
    ]);
  });
});
