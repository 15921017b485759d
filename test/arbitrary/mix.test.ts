import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { CLUSTER_KINDS, tierEndings } from '../oracle/cluster-policies.ts';
import { endsOf } from '../oracle/ends.ts';
import { nodesOf, reportedAddresses } from '../oracle/nodes.ts';
import { type Assume, type Attempt, oracle } from '../oracle/oracle.ts';
import { networkPolicyTier } from '../oracle/policies.ts';
import { kindOf, own, text } from '../oracle/raw.ts';
import type { Side } from '../oracle/side.ts';
import { attempts, outsideAttempts, podAttempts, spread } from './attempts.ts';
import { cluster } from './cluster.ts';
import { show } from './show.ts';

const RUNS = 300;
const clusters = fc.sample(cluster(), { numRuns: RUNS, seed: 20260101 });
type Mix = { readonly yes: number; readonly no: number; readonly unknown: number };

test('a tenth to a half of the flows between ends are denied, and some are unknown', () => {
  const { no, unknown } = mix(podAttempts);
  expect(no).toBeGreaterThan(0.1);
  expect(no).toBeLessThan(0.5);
  expect(unknown).toBeGreaterThan(0.01);
  expect(unknown).toBeLessThan(0.3);
});

test('a tenth to a half of the flows from and to raw addresses are denied', () => {
  const { no } = mix(outsideAttempts);
  expect(no).toBeGreaterThan(0.1);
  expect(no).toBeLessThan(0.5);
});

test('most clusters have flows of more than one answer', () => {
  const mixed = clusters.filter((objects) => new Set(answers(objects, podAttempts)).size > 1);
  expect(mixed.length).toBeGreaterThan(RUNS / 2);
});

test('the attempts of a cluster are always the same', () => {
  const [first] = clusters as [readonly object[]];
  expect(attempts(first)).toEqual(attempts(structuredClone(first)));
});

test('a cluster that is shown as YAML reads back the same', () => {
  for (const objects of clusters) {
    expect(parseAllDocuments(show(objects)).map((document) => document.toJS())).toEqual(objects);
  }
});

function mix(made: (objects: readonly object[], assume?: Assume) => readonly Attempt[]): Mix {
  const all = clusters.flatMap((objects) => answers(objects, made));
  const share = (answer: string) => all.filter((one) => one === answer).length / all.length;
  return { yes: share('yes'), no: share('no'), unknown: share('unknown') };
}

/** Attempts in a family that an end lacks are left out: they are denied by no policy. */
function answers(
  objects: readonly object[],
  made: (objects: readonly object[]) => readonly Attempt[],
): readonly string[] {
  const asked = oracle(objects);
  const open = oracle(objects.filter((object) => !/Policy$/.test(text(object, 'kind'))));
  return spread(made(objects), 100)
    .filter((attempt) => attempt.family === 'IPv4' || open.families.includes('IPv6'))
    .filter((attempt) => open.ask(attempt) === 'yes')
    .map((attempt) => asked.ask(attempt));
}

describe('tiers', () => {
  const tiered = clusters.filter((objects) => objects.some((object) => CLUSTER_KINDS.includes(kindOf(object))));

  test('about half of the clusters have cluster-wide policies, and each kind is in many', () => {
    expect(tiered.length / RUNS).toBeGreaterThan(0.4);
    expect(tiered.length / RUNS).toBeLessThan(0.6);
    for (const kind of CLUSTER_KINDS) expect(share(kind)).toBeGreaterThan(0.08);
  });

  test('few clusters have a policy of another vendor', () => {
    const foreign = clusters.filter((objects) =>
      objects.some((object) => text(object, 'metadata', 'name') === 'foreign'),
    );
    expect(foreign.length / RUNS).toBeGreaterThan(0.01);
    expect(foreign.length / RUNS).toBeLessThan(0.08);
  });

  test('half of the clusters have Nodes, most with addresses and labels', () => {
    expect(share('v1 Node')).toBeGreaterThan(0.4);
    const nodes = clusters.flatMap(nodesOf);
    expect(nodes.filter((node) => reportedAddresses(node).length > 0).length / nodes.length).toBeGreaterThan(0.7);
    expect(nodes.filter((node) => own(node, 'metadata', 'labels', 'app') !== undefined).length).toBeGreaterThan(20);
  });

  test('each tier decides a share of the sides, and ties leave some of them open', () => {
    const decided = { Admin: 0, Baseline: 0, tie: 0, 'Admin and no NetworkPolicy': 0 };
    let sides = 0;
    for (const objects of tiered) {
      for (const side of sidesOf(objects)) {
        const admin = tierEndings('Admin', side);
        const byName = tierEndings('Admin', { ...side, assume: { 'equal-priority': 'by-name' } });
        const passed = admin.includes('none') || admin.includes('Pass');
        sides += 1;
        if (!passed) decided.Admin += 1;
        if (new Set(admin).size !== new Set(byName).size) decided.tie += 1;
        const reached = networkPolicyTier(side, 'no').goesOn === 'yes';
        if (!passed && reached) decided['Admin and no NetworkPolicy'] += 1;
        if (passed && reached && !tierEndings('Baseline', side).includes('none')) decided.Baseline += 1;
      }
    }
    expect(decided.Admin / sides).toBeGreaterThan(0.05);
    expect(decided.Baseline / sides).toBeGreaterThan(0.02);
    expect(decided.tie / sides).toBeGreaterThan(0.002);
    expect(decided['Admin and no NetworkPolicy']).toBeLessThan(decided.Admin);
  });

  test('rules fail closed in some clusters, and in few', () => {
    const unread = tiered.filter((objects) => /serviceAccounts|quic|portList|Near|ICMP/.test(JSON.stringify(objects)));
    expect(unread.length / tiered.length).toBeGreaterThan(0.05);
    expect(unread.length / tiered.length).toBeLessThan(0.6);
  });

  function share(kind: string): number {
    return clusters.filter((objects) => objects.some((object) => kindOf(object) === kind)).length / RUNS;
  }
});

/** Both sides of some attempts between the pods of the pod network, on the port that most rules name. */
function sidesOf(objects: readonly object[]): readonly Side[] {
  const pods = endsOf(objects, {}).filter((end) => !end.hostNetwork);
  const sides: Side[] = [];
  for (const subject of pods) {
    for (const other of pods) {
      if (subject === other) continue;
      for (const direction of ['ingress', 'egress'] as const) {
        sides.push({ objects, assume: {}, direction, subject, other, protocol: 'TCP', port: 80, family: 'IPv4' });
      }
    }
  }
  return sides;
}
