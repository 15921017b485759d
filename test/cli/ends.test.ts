// Which pods a name means, and which pairs of them a question is about.

import { expect, test } from 'vitest';
import { run } from './run.ts';

const owned = (kind: string, name: string) =>
  `ownerReferences: [{ apiVersion: apps/v1, kind: ${kind}, name: ${name}, controller: true }]`;

/** A closed namespace: two replicas, a pod by itself, and a workload that stands for its pod. */
const closed = `apiVersion: v1
kind: Namespace
metadata: { name: s }
---
apiVersion: v1
kind: Pod
metadata: { name: web-1, namespace: s, ${owned('ReplicaSet', 'web')} }
status: { podIP: 10.0.0.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: web-2, namespace: s, ${owned('ReplicaSet', 'web')} }
status: { podIP: 10.0.0.2 }
---
apiVersion: v1
kind: Pod
metadata: { name: solo, namespace: s }
status: { podIP: 10.0.0.3 }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: s }
spec: { podSelector: {}, policyTypes: [Ingress] }
`;

const selfPairs: readonly (readonly [from: string, to: string, code: number])[] = [
  ['s/web', 's/web:80', 1],
  ['s/web-1', 's/web:80', 1],
  ['ns/s', 's/solo:80', 1],
  ['ns/s', 'ns/s:80', 1],
  ['s/solo', 's/solo:80', 0],
];

test.each(selfPairs)(
  'behind a closed door, can-reach %s %s exits with %i: a pod and itself are no pair',
  async (from, to, code) => {
    const outcome = await run(['can-reach', from, to, '-f', 'closed.yaml'], { files: { 'closed.yaml': closed } });
    expect(outcome.code, outcome.stdout).toBe(code);
  },
);

const others = `apiVersion: v1
kind: Pod
metadata: { name: orphan-1, namespace: s, ${owned('Rollout', 'orphan')} }
---
apiVersion: v1
kind: Pod
metadata: { name: proxy, namespace: s }
spec: { hostNetwork: true, nodeName: n }
status: { podIP: 192.168.0.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: agent, namespace: s }
spec: { hostNetwork: true, nodeName: n }
status: { podIP: 192.168.0.1 }
`;

const names: readonly (readonly [name: string, means: string])[] = [
  ['s/po/solo', 's/pod/solo'],
  ['s/rs/web', 's/rs/web'],
  ['s/Rollout/orphan', 's/Rollout/orphan'],
  ['s/rollout/orphan', 's/Rollout/orphan'],
  ['10.0.0.3', 's/pod/solo'],
  ['192.168.0.1', '192.168.0.1/32'],
  ['10.9.9.9', '10.9.9.9/32'],
];

test.each(names)('the name %s means %s', async (name, means) => {
  const files = { 'closed.yaml': `${closed}---\n${others}` };
  const { stdout, stderr } = await run(['can-reach', 's/solo', `${name}:80`, '-f', 'closed.yaml'], { files });
  expect(stdout, stderr).toMatch(new RegExp(`^[a-z]+: .* reach ${means} on 80/TCP`));
});

test('flows are not cut by a port name, which means other numbers on other pods', async () => {
  const { code, stderr } = await run(['flows', '--port', 'http', '-f', 'closed.yaml'], {
    files: { 'closed.yaml': closed },
  });
  expect(stderr).toContain('`http` is no port number; write 80');
  expect(code).toBe(2);
});
