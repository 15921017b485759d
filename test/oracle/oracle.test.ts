import { describe, expect, test } from 'vitest';
import { namespace, ownedBy, pod, podAt, policy, workload } from './objects.ts';
import { ends, families, oracle, side } from './oracle.ts';
import { attemptOf } from './row.ts';
import { rowsOf002 } from './rows/every.ts';

const replicaSet = workload('x/ReplicaSet/web-1', { metadata: ownedBy('Deployment', 'web') });
const job = workload('x/Job/tick-1', { metadata: ownedBy('CronJob', 'tick') });
const done = pod('x/p', { status: { phase: 'Failed' } });

const listed: readonly (readonly [string, readonly object[], readonly string[], Record<string, string>?])[] = [
  [
    'pods and standing workloads are ends, sorted',
    [workload('x/Job/j'), pod('x/b'), pod('a/z')],
    ['a/z', 'x/Job/j', 'x/b'],
  ],
  [
    'a workload whose pod is there does not stand',
    [workload('x/DaemonSet/d'), pod('x/d-1', { metadata: ownedBy('DaemonSet', 'd') })],
    ['x/d-1'],
  ],
  [
    'an owner of another namespace does not count',
    [workload('y/DaemonSet/d'), pod('x/d-1', { metadata: ownedBy('DaemonSet', 'd') })],
    ['x/d-1', 'y/DaemonSet/d'],
  ],
  [
    'an owner that is not the controller does not count',
    [workload('x/DaemonSet/d'), pod('x/d-1', { metadata: { ownerReferences: [{ kind: 'DaemonSet', name: 'd' }] } })],
    ['x/DaemonSet/d', 'x/d-1'],
  ],
  ['a Deployment stands for its ReplicaSet', [workload('x/Deployment/web'), replicaSet], ['x/Deployment/web']],
  ['a ReplicaSet without its Deployment stands', [replicaSet], ['x/ReplicaSet/web-1']],
  [
    'a pod is owned through the ReplicaSet',
    [workload('x/Deployment/web'), replicaSet, pod('x/web-1-1', { metadata: ownedBy('ReplicaSet', 'web-1') })],
    ['x/web-1-1'],
  ],
  ['a CronJob stands for its Job', [workload('x/CronJob/tick'), job], ['x/CronJob/tick']],
  [
    'a pod is owned through the Job',
    [workload('x/CronJob/tick'), job, pod('x/tick-1-1', { metadata: ownedBy('Job', 'tick-1') })],
    ['x/tick-1-1'],
  ],
  ['finished pods are left out', [done, pod('x/q')], ['x/q']],
  ['finished pods can be counted', [done, pod('x/q')], ['x/p', 'x/q'], { 'finished-pods': 'count' }],
  [
    'a workload whose pods have all ended does not stand',
    [workload('x/Job/j'), pod('x/j-1', { metadata: ownedBy('Job', 'j'), status: { phase: 'Succeeded' } })],
    [],
  ],
  ['a kind of another API group is no workload', [{ ...workload('x/Job/j'), apiVersion: 'batch.volcano.sh/v1' }], []],
];

describe('flows', () => {
  for (const [name, objects, flow, answer, assume] of rowsOf002) {
    test(name, () => {
      expect(oracle(objects, assume).ask(attemptOf(flow))).toBe(answer);
    });
  }
});

describe('ends', () => {
  for (const [name, objects, expected, assume] of listed) {
    test(name, () => {
      expect(ends(objects, assume)).toEqual(expected);
    });
  }
});

test('IPv4 is always in play', () => {
  expect(families([namespace('x'), podAt('x/a', 'fd00::1')])).toEqual(['IPv4', 'IPv6']);
  expect(families([namespace('x')])).toEqual(['IPv4']);
});

test('one side answers for itself', () => {
  const objects = [pod('x/a'), pod('x/b'), policy('x/p', { podSelector: { matchLabels: { app: 'b' } } })];
  const attempt = { ...attemptOf('x/a > x/b TCP 80'), family: 'IPv4' } as const;
  expect(side(objects, 'egress', attempt)).toBe('yes');
  expect(side(objects, 'ingress', attempt)).toBe('no');
});
