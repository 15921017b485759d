// What the tiers mean: an Admin rule is before every NetworkPolicy, and a Baseline rule after; what comes first decides,
// and in which order it was written, or in which generation of the API, does not matter.
import fc from 'fast-check';
import { assume } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { scope } from '../arbitrary/cluster-peers.ts';
import { evaluators } from '../engine/evaluators.ts';
import { directionsOf } from '../oracle/directions.ts';
import type { Assume } from '../oracle/oracle.ts';
import { own } from '../oracle/raw.ts';
import { podsSelected, readablePods } from '../oracle/subjects.ts';
import { cases, showCase } from './agreement.ts';
import { type CaseOf, type Law, law } from './law.ts';
import { expectSame, expectWithin, openRows, type Rows, rowKey, sameRow, someAddresses, sortOf } from './open-rows.ts';
import { DIRECTIONS, isPolicy, untiered } from './raw-policy.ts';
import {
  asClusterNetworkPolicies,
  clusterPolicy,
  isAdmin,
  isTiered,
  lastPriorityFree,
  laterPriorities,
  namesReversed,
} from './raw-tiers.ts';
import { endsOf, mayBeItsNode, selectionOf } from './selected.ts';

const EVERY_POD = { namespaces: {} };
const EVERYTHING = [EVERY_POD, { networks: ['0.0.0.0/0'] }];
const ordered = fc.record({ objects: cluster(), assume: assume(), turn: fc.nat(20) });
const denied = fc.record({ objects: cluster(), assume: assume(), subject: scope('v1alpha2') });
const options = { few: 40, show: showCase } as const;

export const tierLaws: readonly Law[] = [
  law('an Admin Deny beats every NetworkPolicy where no earlier Admin rule matches', denied, deniedFirst, {
    ...options,
    shares: { denied: [0.05, 0.9] },
  }),
  law(
    'a first Admin rule that passes everything equals no Admin tier',
    cases,
    ({ objects, assume }, count) => {
      const rules = {
        subject: EVERY_POD,
        ingress: [{ action: 'Pass', from: [EVERY_POD] }],
        egress: [{ action: 'Pass', to: EVERYTHING }],
      };
      const passing = [...laterPriorities(objects), clusterPolicy('first', 'Admin', 0, rules)];
      const without = objects.filter((object) => !isAdmin(object));
      // From the outside and the host network no ingress rule could pass it, and one that cannot be read denies it.
      const pods = endsOf(objects, assume).filter((end) => !end.hostNetwork);
      const callers = new Set(pods.map(({ name }) => name));
      const asked = (all: readonly object[]) =>
        new Map(
          [...rowsOf(all, assume, objects)].filter(([, { from, family }]) => callers.has(from) && family === 'IPv4'),
        );
      const wanted = asked(without);
      expectSame(wanted, asked(passing));
      countChanged(wanted, asked(objects), count);
    },
    { ...options, shares: { changed: [0.01, 0.8] } },
  ),
  law(
    'the order of documents does not matter where there are tiers',
    ordered,
    ({ objects, assume, turn }, count) => {
      const at = turn % objects.length;
      expectUnchanged(objects, [...objects.slice(at), ...objects.slice(0, at)].reverse(), assume, count);
    },
    options,
  ),
  law(
    'which of two cluster-wide policies is written first does not matter',
    ordered,
    ({ objects, assume }, count) => {
      const left = objects.filter(isTiered);
      const swapped = objects.map((object) => (isTiered(object) ? (left.pop() ?? object) : object));
      expectUnchanged(objects, swapped, assume, count);
    },
    options,
  ),
  law(
    'a NetworkPolicy that is there twice changes nothing where there are tiers',
    ordered,
    ({ objects, assume, turn }, count) => {
      const policies = objects.filter(isPolicy);
      const one = policies[turn % Math.max(policies.length, 1)];
      if (one === undefined) return count('no policy');
      expectUnchanged(objects, [...objects, { ...one, metadata: { ...one.metadata, name: 'twin' } }], assume, count);
    },
    options,
  ),
  law(
    'a Baseline policy changes nothing for a pod that a NetworkPolicy isolates in its direction',
    cases,
    isolatedFirst,
    {
      ...options,
      shares: { isolated: [0.02, 0.9] },
    },
  ),
  law(
    'an AdminNetworkPolicy or its Baseline kind rewritten as ClusterNetworkPolicy answers the same',
    cases,
    ({ objects, assume }, count) => {
      const before = lastPriorityFree(objects);
      const old = before.some((object) => isTiered(object) && own(object, 'spec', 'tier') === undefined);
      expectUnchanged(
        before,
        asClusterNetworkPolicies(before),
        assume,
        old ? count : () => count('nothing to rewrite'),
      );
    },
    options,
  ),
  law(
    'who settles ties of priority by name, in whatever order of names, stays within what was open',
    cases,
    ({ objects, assume }, count) => {
      const open = rowsOf(objects, { ...assume, 'equal-priority': 'unknown' });
      for (const each of [objects, namesReversed(objects)]) {
        const settled = rowsOf(each, { ...assume, 'equal-priority': 'by-name' }, objects);
        expectWithin(certain(open), certain(settled));
        expectWithin(possible(settled), possible(open));
        countChanged(open, settled, count);
      }
    },
    { ...options, shares: { changed: [0.0005, 0.3] } },
  ),
];

function deniedFirst({ objects, assume, subject }: CaseOf<typeof denied>, count: (sort: string) => void): void {
  if (!readablePods(subject)) {
    count('cannot be read');
    return;
  }
  const body = { subject, ingress: [{ action: 'Deny', from: [EVERY_POD] }] };
  // Other vendors' policies may say anything, to what is denied too.
  const known = laterPriorities(objects).filter((object) => isTiered(object) || untiered([object]).length > 0);
  const after = [...known, clusterPolicy('first', 'Admin', 0, body)];
  const ends = new Map(endsOf(after, assume).map((end) => [end.name, end]));
  for (const row of rowsOf(after, assume).values()) {
    const [from, to] = [ends.get(row.from), ends.get(row.to)];
    if (from === undefined || to === undefined || from.hostNetwork || (from === to && to.kind === 'Pod')) continue;
    const selected = podsSelected(subject, to, { objects: after, assume });
    if (selected !== 'yes') {
      count('not selected for certain');
      continue;
    }
    if (row.possible.length > 0) throw new Error(`${rowKey(row)} is not denied`);
    count('denied');
  }
}

function isolatedFirst({ objects, assume }: CaseOf<typeof cases>, count: (sort: string) => void): void {
  const ends = new Map(endsOf(objects, assume).map((end) => [end.name, end]));
  const before = rowsOf(objects, assume);
  for (const direction of DIRECTIONS) {
    const [peers, list] = direction === 'ingress' ? (['from', [EVERY_POD]] as const) : (['to', EVERYTHING] as const);
    const body = { subject: EVERY_POD, [direction]: [{ action: 'Deny', [peers]: list }] };
    const after = rowsOf([...objects, clusterPolicy('first', 'Baseline', 0, body)], assume, objects);
    const about = objects.filter(isPolicy).filter((policy) => directionsOf(policy).includes(direction));
    for (const [key, row] of before) {
      const [subject, other] = direction === 'ingress' ? [row.to, row.from] : [row.from, row.to];
      const [end, peer] = [ends.get(subject), ends.get(other)];
      // What may be its own node is judged by no NetworkPolicy.
      if (end === undefined || (peer !== undefined && mayBeItsNode(peer, assume))) continue;
      const isolated = about.some((policy) => selectionOf(policy, end, assume) === 'yes');
      if (isolated && !sameRow(row, after.get(key))) throw new Error(`${key} changed, though it is isolated`);
      count(isolated ? 'isolated' : 'not isolated');
    }
  }
}

/** By the readable evaluator, about the addresses of the same objects where they were changed. */
function rowsOf(objects: readonly object[], assume: Assume, asked: readonly object[] = objects): Rows {
  return openRows(objects, assume, { addresses: someAddresses(asked), by: evaluators.explain });
}

function expectUnchanged(
  before: readonly object[],
  after: readonly object[],
  assume: Assume,
  count: (sort: string) => void,
): void {
  const rows = rowsOf(before, assume);
  expectSame(rows, rowsOf(after, assume, before));
  for (const row of rows.values()) count(sortOf(row));
}

function countChanged(a: Rows, b: Rows, count: (sort: string) => void): void {
  for (const [key, row] of a) count(sameRow(row, b.get(key)) ? 'the same' : 'changed');
}

/** The rows with one of their two sets twice, so that only it is compared. */
function certain(rows: Rows): Rows {
  return new Map([...rows].map(([key, row]) => [key, { ...row, possible: row.allowed }]));
}

function possible(rows: Rows): Rows {
  return new Map([...rows].map(([key, row]) => [key, { ...row, allowed: row.possible }]));
}
