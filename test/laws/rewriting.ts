// Other ways to write the same policies: in another order, twice, or each rule taken apart. No answer may change.
import fc from 'fast-check';
import { flows } from '../../src/engine/answer/flows.ts';
import { flowView } from '../../src/session/present/flows.ts';
import { assume } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { engineOf } from '../engine/evaluators.ts';
import { showCase } from './agreement.ts';
import { type Law, law } from './law.ts';
import { expectSame, openRows, someAddresses, sortOf } from './open-rows.ts';
import {
  DIRECTIONS,
  isPolicy,
  mapPolicies,
  peersOf,
  portsOf,
  type RawPolicy,
  type RawRule,
  ruleOf,
  rulesOf,
} from './raw-policy.ts';

const rewritten = fc.record({ objects: cluster(), assume: assume(), by: fc.integer({ min: 1, max: 7 }) });
type Count = (sort: string) => void;

export const rewritingLaws: readonly Law[] = [
  rewriteLaw('the order of objects, rules, peers and ports does not matter', (objects, by, count) =>
    turned(mapPolicies(objects, reordered(by, count)), by, count),
  ),
  rewriteLaw('a policy that is there twice, under two names, is there once', (objects, by, count) =>
    objects.flatMap((object, index) => {
      if (!isPolicy(object)) return [object];
      count('rewritten');
      const copy = { ...object, metadata: { ...object.metadata, name: `copy-of-${object.metadata.name}` } };
      return (index + by) % 2 === 0 ? [object, copy] : [copy, object];
    }),
  ),
  rewriteLaw('a rule with several peers and ports is as many rules with one of each', (objects, _, count) =>
    mapPolicies(objects, (policy) => ({ ...policy, spec: { ...policy.spec, ...takenApart(policy, count) } })),
  ),
];

function rewriteLaw(
  name: string,
  rewrite: (objects: readonly object[], by: number, count: Count) => readonly object[],
) {
  return law(
    name,
    rewritten,
    ({ objects, assume, by }, count) => {
      const addresses = someAddresses(objects);
      const [before, after] = [engineOf(objects, assume), engineOf(rewrite(objects, by, count), assume)];
      const rows = openRows(objects, assume, { engine: before, addresses });
      expectSame(rows, openRows(objects, assume, { engine: after, addresses }));
      expectSameList(listed(before, by), listed(after, by));
      for (const row of rows.values()) count(sortOf(row));
    },
    {
      few: 60,
      show: ({ objects, assume, by }) => `${showCase({ objects, assume })}\n# by ${by}`,
      shares: { closed: [0.05, 0.6], rewritten: [0.01, 0.3] },
    },
  );
}

const LEVELS = ['pod', 'workload', 'namespace'] as const;

/** Reasons are left out: of several that would do, the one of the first peer is told. */
function listed({ compiled }: ReturnType<typeof engineOf>, by: number): readonly string[] {
  const level = LEVELS[by % LEVELS.length] ?? 'pod';
  return flows(compiled, level).map((item) => JSON.stringify({ ...flowView(item), because: [] }));
}

function expectSameList(expected: readonly string[], found: readonly string[]): void {
  const [wanted, got] = [expected.toSorted().join('\n'), found.toSorted().join('\n')];
  if (wanted !== got) throw new Error(`the flows were\n${wanted}\nand are\n${got}`);
}

/** The list from another place on, and backwards. */
function turned<T>(list: readonly T[], by: number, count: Count = () => {}): readonly T[] {
  if (list.length > 1) count('rewritten');
  const from = by % Math.max(list.length, 1);
  return [...list.slice(from), ...list.slice(0, from)].reverse();
}

function reordered(by: number, count: Count): (policy: RawPolicy) => RawPolicy {
  const rule = (direction: (typeof DIRECTIONS)[number]) => (each: RawRule) =>
    ruleOf(direction, turned(peersOf(each, direction), by, count), turned(portsOf(each), by, count));
  return (policy) => {
    const [ingress, egress] = DIRECTIONS.map((each) => turned(rulesOf(policy, each), by, count).map(rule(each)));
    return { ...policy, spec: { ...policy.spec, ingress, egress } };
  };
}

/** {A, B} × {p, q} as A×p, A×q, B×p, B×q. */
function takenApart(policy: RawPolicy, count: Count): object {
  const sections = DIRECTIONS.map((direction) => {
    const rules = rulesOf(policy, direction).flatMap((rule) => {
      const singles = (list: readonly unknown[]) => (list.length === 0 ? [[]] : list.map((each) => [each]));
      const parts = singles(peersOf(rule, direction)).flatMap((peer) =>
        singles(portsOf(rule)).map((port) => ruleOf(direction, peer, port)),
      );
      if (parts.length > 1) count('rewritten');
      return parts;
    });
    return [direction, rules] as const;
  });
  return Object.fromEntries(sections);
}
