// Profiles: what network plugins are documented to do, on every answer that is given under one.

import { expect, test } from 'vitest';
import { assumptionKeys, assumptionValues, defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { ClusterNetworkPolicy, ClusterPolicyKind } from '../../src/engine/model/policy.ts';
import { openPoints } from '../../src/session/open-points.ts';
import { type ProfileName, profileNames } from '../../src/session/profile-names.ts';
import { profiles, settingsOf } from '../../src/session/profiles.ts';
import { type Assume, isRefusal } from '../../src/session/questions.ts';
import { createSession } from '../../src/session/session.ts';
import { featureNotes } from '../../src/session/under-profile.ts';
import { openPointOf } from '../../src/snapshot/diagnostic.ts';
import { answered, list, pod, policy, shop } from './asking.ts';

const block = { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }] };
const input = list(
  shop,
  pod('web', { app: 'web' }, '10.0.0.1'),
  pod('db', { app: 'db' }, '10.0.0.2'),
  policy('db', { podSelector: { matchLabels: { app: 'db' } }, ingress: [block] }),
);

async function under(profile: ProfileName, assume: Assume = {}) {
  const ask = createSession();
  await ask('open', { sources: [{ file: 'cluster.json', content: input }], assume, lenient: false, profile });
  return ask;
}

const question = { from: 'shop/web', to: 'shop/db:80', namespace: 'default' };

test.each([
  ['calico', {}, 'yes'],
  ['cilium', {}, 'no'],
  ['antrea', {}, 'yes'],
  ['ovn-kubernetes', {}, 'yes'],
  ['kube-router', {}, 'yes'],
  ['kube-network-policies', {}, 'yes'],
  ['cilium', { 'ip-block-matches-pods': 'yes' }, 'yes'],
  ['calico', { 'ip-block-matches-pods': 'unknown' }, 'unknown'],
] as const)('under %s, with %j assumed by hand, a block that covers a pod says %s', async (profile, assume, answer) => {
  expect(await answered(await under(profile, assume), 'canReach', question)).toMatchObject({ answer });
});

test.each(profileNames)('every answer under %s shows what the profile sets, and who says so', async (profile) => {
  const ask = await under(profile);
  const filter = { by: 'workload', from: [], to: [], port: '', namespaces: [] } as const;
  for (const { assumptions } of [
    await answered(ask, 'canReach', question),
    await answered(ask, 'flows', filter),
    await answered(ask, 'canReach', { ...question, to: 'shop/web:80', from: 'shop/db' }),
  ]) {
    for (const [key, setting] of Object.entries(profiles[profile].settings)) {
      const shown = assumptions.find((one) => one.key === key);
      expect(shown).toMatchObject({ value: setting.value });
      expect(shown?.source).toContain(setting.source);
      expect(shown?.why).not.toBe('');
    }
  }
});

test("what was assumed by hand is nobody else's word", async () => {
  const { assumptions } = await answered(
    await under('cilium', { 'ip-block-matches-pods': 'yes' }),
    'canReach',
    question,
  );
  expect(assumptions).toMatchObject([{ key: 'ip-block-matches-pods', value: 'yes' }]);
  expect(assumptions[0]).not.toHaveProperty('source');
});

test('new assumptions replace the profile', async () => {
  const ask = await under('cilium');
  await answered(ask, 'assume', { assume: {} });
  const answer = await answered(ask, 'canReach', question);
  expect(answer).toMatchObject({ answer: 'yes' });
  expect(answer.assumptions[0]).not.toHaveProperty('source');
});

test.each(profileNames)('%s sets values that there are, each with a source', (name) => {
  for (const [key, { value, source }] of Object.entries(profiles[name].settings)) {
    const values: readonly string[] = assumptionKeys
      .filter((known) => known === key)
      .flatMap((known) => assumptionValues[known]);
    expect(values).toContain(value);
    expect(source.length).toBeGreaterThan(20);
  }
  expect(Object.keys(settingsOf(name))).toEqual(Object.keys(profiles[name].settings));
});

test('each assumption belongs to an open point, and says what it is about', () => {
  expect(Object.keys(openPoints).sort()).toEqual([...assumptionKeys].sort());
  expect(Object.keys(defaultAssumptions).sort()).toEqual(Object.keys(openPoints).sort());
});

const anywhere = { file: 'a.yaml', document: 0, items: [] } as unknown as ClusterNetworkPolicy['origin'];

function clusterPolicy(kind: ClusterPolicyKind, port: 'named' | 'number'): ClusterNetworkPolicy {
  const ports =
    port === 'named'
      ? [{ kind: 'named', protocol: 'any', name: 'sql' } as const]
      : [{ kind: 'range', protocol: 'TCP', first: 80, last: 80 } as const];
  const rule = { index: 0, name: '', action: 'Accept', peers: 'anyone', ports, unread: [] } as const;
  const subject = {
    kind: 'pods',
    namespaces: { kind: 'matching', selector: [] },
    pods: [],
    hostNetwork: 'never',
  } as const;
  return { kind, name: 'p', tier: 'Admin', priority: 1, subject, ingress: [rule], egress: [], origin: anywhere };
}

test.each([
  ['calico', 'ClusterNetworkPolicy', 'number', ['warning feature-not-supported']],
  ['antrea', 'ClusterNetworkPolicy', 'number', ['warning feature-not-supported']],
  ['cilium', 'ClusterNetworkPolicy', 'number', ['info feature-not-known']],
  ['cilium', 'AdminNetworkPolicy', 'named', ['info feature-not-known']],
  ['kube-network-policies', 'ClusterNetworkPolicy', 'named', []],
  ['kube-network-policies', 'AdminNetworkPolicy', 'number', []],
  ['kube-network-policies', 'AdminNetworkPolicy', 'named', ['warning feature-not-supported']],
] as const)('under %s, %s with a %s port: %j (F14)', (name, kind, port, said) => {
  const notes = featureNotes(profiles[name], [clusterPolicy(kind, port)]);
  expect(notes.map(({ severity, code }) => `${severity} ${code}`)).toEqual(said);
  for (const note of notes) expect(note).toMatchObject({ origin: anywhere });
  expect(notes.map(({ code }) => openPointOf[code])).toEqual(said.map(() => 'F14'));
});

test("what becomes of established connections is told with the plugin's own way", async () => {
  const ask = await under('cilium');
  const closed = list(
    shop,
    pod('web', { app: 'web' }, '10.0.0.1'),
    pod('db', { app: 'db' }, '10.0.0.2'),
    policy('all', {}),
  );
  const answer = await ask('diff', { after: [{ file: 'a.json', content: closed }], by: 'workload', namespaces: [] });
  if (isRefusal(answer)) throw new Error(answer.message);
  const [note] = answer.diagnostics.filter(({ code }) => code === 'established-connections');
  expect(note).toMatchObject({ severity: 'info', flag: 'F15' });
  expect(note?.message).toContain('Cilium they are cut');
});
