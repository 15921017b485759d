// Open points without a switch, and what the input shows of the cluster: each has a scenario that raises its note.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ReachAnswer } from '../../src/session/answers.ts';
import type { ProfileName } from '../../src/session/profile-names.ts';
import { createSession } from '../../src/session/session.ts';
import { answered } from './asking.ts';

async function opened(scenario: string, profile: ProfileName | 'none' = 'none') {
  const ask = createSession();
  const content = readFileSync(`scenarios/${scenario}/cluster.yaml`, 'utf8');
  const under = profile === 'none' ? {} : { profile };
  await ask('open', { sources: [{ file: 'cluster.yaml', content }], assume: {}, lenient: false, ...under });
  return ask;
}

const everything = { by: 'workload', from: [], to: [], port: '', namespaces: [] } as const;

const ofTheInput: readonly (readonly [string, string, string, string])[] = [
  ['another-vendors-policy-leaves-it-open', 'F22', 'policy-not-evaluated', 'warning'],
  ['mesh-moves-traffic-to-its-own-port', 'F21', 'service-mesh', 'info'],
  ['second-network-of-a-pod-is-not-judged', 'F23', 'secondary-networks', 'info'],
  ['nothing-enforces-the-policies', 'F24', 'nothing-enforces', 'warning'],
  ['nothing-enforces-the-policies', 'F24', 'windows-nodes', 'info'],
  ['nothing-enforces-the-policies', 'F24', 'cni-recognised', 'info'],
  ['block-may-mean-pods-or-not', 'F24', 'cni-recognised', 'info'],
];

test.each(ofTheInput)('in %s every answer carries the note of %s, %s', async (scenario, flag, code, severity) => {
  const ask = await opened(scenario);
  const question = { from: 'internet', to: 'ns/shop', namespace: 'default' };
  const answers = [await answered(ask, 'flows', everything), await answered(ask, 'canReach', question)];
  for (const { diagnostics } of answers) {
    expect(diagnostics).toContainEqual(expect.objectContaining({ severity, code, flag }));
  }
});

const pairs: readonly (readonly [string, string, string, string, ReachAnswer['answer']])[] = [
  ['ping-under-a-policy-is-open', 'F6', 'shop/web', 'shop/db:0/ICMP', 'unknown'],
  ['flow-depends-on-the-address-family', 'F13', 'shop/web', 'shop/db:5432', 'partly'],
  ['another-vendors-policy-leaves-it-open', 'F22', 'club/bar', 'shop/web:8080', 'unknown'],
];

test.each(pairs)('in %s the answer names %s: %s to %s is %s', async (scenario, flag, from, to, answer) => {
  const told = await answered(await opened(scenario), 'canReach', { from, to, namespace: 'default' });
  expect(told.answer).toBe(answer);
  expect(told.because.map((reason) => reason.flag)).toContain(flag);
});

describe('a plugin that lacks what a policy uses (F14)', () => {
  const scenario = 'plugin-may-lack-a-kind-of-policy';

  test.each([
    ['calico', 'warning', 'feature-not-supported'],
    ['cilium', 'info', 'feature-not-known'],
  ] as const)('under %s the policy gets a %s with its place', async (profile, severity, code) => {
    const { diagnostics } = await answered(await opened(scenario, profile), 'flows', everything);
    const at = { file: 'cluster.yaml', line: 9, column: 1 };
    expect(diagnostics).toContainEqual(expect.objectContaining({ severity, code, flag: 'F14', at }));
  });

  test.each(['kube-network-policies', 'none'] as const)('under %s there is none', async (profile) => {
    const { diagnostics } = await answered(await opened(scenario, profile), 'flows', everything);
    expect(diagnostics.filter(({ flag }) => flag === 'F14')).toEqual([]);
  });
});

test('an edit that loses flows says what may become of connections that exist (F15)', async () => {
  const ask = await opened('closing-a-flow-may-not-end-it');
  const object = { kind: 'NetworkPolicy', namespace: 'shop', name: 'web-may' };
  const told = async () => (await answered(ask, 'changes', { by: 'workload', namespaces: [] })).diagnostics;
  expect(await told()).toEqual([]);
  await answered(ask, 'edit', { edits: [{ kind: 'delete', object }] });
  expect(await told()).toMatchObject([{ severity: 'info', code: 'established-connections', flag: 'F15' }]);
});

test('two plugins differ where a block may mean pods, and the comparison says why (F1)', async () => {
  const ask = await opened('block-may-mean-pods-or-not');
  const { items } = await answered(ask, 'compareProfiles', {
    a: 'calico',
    b: 'cilium',
    by: 'workload',
    namespaces: [],
  });
  expect(items).toMatchObject([
    { from: { name: 'web' }, to: { name: 'db' }, because: [{ flag: 'F1', assumption: 'ip-block-matches-pods' }] },
  ]);
});
