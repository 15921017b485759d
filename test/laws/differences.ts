// What a diff says is what two lists of flows say: nothing between equals, the mirror image the other way round, and
// with the first list exactly what makes the second.
import fc from 'fast-check';
import { type Answered, type Change, changes } from '../../src/engine/answer/changes.ts';
import { equivalence } from '../../src/engine/answer/equivalence.ts';
import { flows } from '../../src/engine/answer/flows.ts';
import { type Level, type Unit, unitKey } from '../../src/engine/answer/units.ts';
import { disjoint } from '../../src/engine/sets/addresses.ts';
import { changeView } from '../../src/session/present/flows.ts';
import { readAddresses } from '../../src/snapshot/address-text.ts';
import { assume } from '../arbitrary/assume.ts';
import { outsideAddresses } from '../arbitrary/attempts.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { show } from '../arbitrary/show.ts';
import { engineOf } from '../engine/evaluators.ts';
import { showCase } from './agreement.ts';
import { editedOneByOne, plans } from './edits.ts';
import { type CaseOf, type Law, law } from './law.ts';

/** Two states of one cluster, and a level to compare them at. */
export const edits = fc.record({
  objects: cluster(),
  assume: assume(),
  plans: fc.array(plans(), { minLength: 1, maxLength: 2 }),
  level: fc.constantFrom<Level>('pod', 'workload', 'namespace'),
});
export type Edits = CaseOf<typeof edits>;

export const differenceLaws: readonly Law[] = [
  law(
    'a diff of equal clusters is empty, and the other way round it is mirrored',
    edits,
    (example, count) => {
      const { before, after } = bothSides(example);
      const again = flows(engineOf(example.objects, example.assume).compiled, example.level);
      const same = changes(before, again);
      if (same.length > 0) throw new Error(`a cluster differs from itself: ${listed(same)}`);
      const there = changes(before, after);
      const [said, back] = [listed(there), listed(changes(after, before).map(mirrored))];
      if (said !== back) throw new Error(`there\n${said}\nback, mirrored\n${back}`);
      for (const { change } of there) count(change);
      if (there.length === 0) count('nothing');
    },
    { few: 50, show: showEdits, shares: { gained: [0.1, 0.8], lost: [0.1, 0.8], changed: [0.02, 0.7] } },
  ),
  law(
    'two clusters of the same pods are told to answer alike where their flows by pod do, and only there',
    edits,
    (example, count) => {
      const { old, now } = compiledSides(example);
      const told = equivalence(old, now);
      count(told);
      if (told === 'other-pods' || old.families.length !== now.families.length) return;
      const list = changes(flows(old, 'pod'), flows(now, 'pod'));
      // What one family gains as the other loses it, a list of flows does not show.
      const folded = old.families.length > 1 && told === 'different';
      const right = (told === 'same') === (list.length === 0) || folded;
      if (!right) throw new Error(`told ${told}, and changed:\n${listed(list)}`);
    },
    { few: 60, show: showEdits, shares: { same: [0.1, 0.9], different: [0.05, 0.8] } },
  ),
  law(
    'a diff says of every pair, and of every outside address, what the flows before and after say',
    edits,
    (example, count) => {
      const { before, after, addresses } = bothSides(example);
      const list = changes(before, after);
      const [old, now, told] = [byPair(before), byPair(after), byPair(list)];
      for (const pair of new Set([...old.keys(), ...now.keys(), ...told.keys()])) {
        for (const address of pair.includes(OUTSIDE) ? addresses : ['no address']) {
          const [was, is, change] = [one(old, pair, address), one(now, pair, address), one(told, pair, address)];
          const [from, to] = [answerText(was), answerText(is)];
          const right = change === undefined ? from === to : from !== to && says(change, from, to);
          if (!right) throw new Error(`${pair} ${address} was ${from}, is ${to}: ${change && listed([change])}`);
          count(change?.change ?? 'the same');
        }
      }
    },
    { few: 50, show: showEdits, shares: { gained: [0.005, 0.8], lost: [0.005, 0.8], 'the same': [0.2, 0.98] } },
  ),
];

function compiledSides({ objects, assume, plans }: Edits) {
  const left = editedOneByOne(objects, plans).at(-1)?.objects ?? objects;
  return { old: engineOf(objects, assume).compiled, now: engineOf(left, assume).compiled, left };
}

function bothSides(example: Edits) {
  const { objects, level } = example;
  const { old, now, left } = compiledSides(example);
  return {
    before: flows(old, level),
    after: flows(now, level),
    addresses: outsideAddresses([...objects, ...left]),
  };
}

const MIRROR = { gained: 'lost', lost: 'gained', changed: 'changed' } as const;

function mirrored({ change, before, after, ...ends }: Change): Change {
  return { ...ends, change: MIRROR[change], before: after, after: before };
}

function listed(list: readonly Change[]): string {
  const lines = list.map((change) => JSON.stringify(changeView(change, [])));
  return lines.sort().join('\n');
}

const OUTSIDE = 'outside';

interface Ends {
  readonly from: Unit;
  readonly to: Unit;
}

function byPair<T extends Ends>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const name = (unit: Unit) => (unit.kind === 'external' ? OUTSIDE : unitKey(unit));
  const pairs = new Map<string, T[]>();
  for (const item of items) {
    const pair = `${name(item.from)} > ${name(item.to)}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), item]);
  }
  return pairs;
}

/** The one of these that speaks of the address: there must not be two. */
function one<T extends Ends>(pairs: ReadonlyMap<string, readonly T[]>, pair: string, address: string): T | undefined {
  const there = (pairs.get(pair) ?? []).filter((item) => speaksOf(item, address));
  if (there.length > 1) throw new Error(`${pair} ${address} is in ${there.length} groups`);
  return there[0];
}

function speaksOf({ from, to }: Ends, address: string): boolean {
  const outside = [from, to].find((unit) => unit.kind === 'external');
  const asked = readAddresses(address);
  return outside?.kind !== 'external' || (asked !== undefined && !disjoint(outside.addresses, asked));
}

function says({ change, before, after }: Change, was: string, is: string): boolean {
  const kind = was === answerText(undefined) ? 'gained' : is === answerText(undefined) ? 'lost' : 'changed';
  return change === kind && answerText(before) === was && answerText(after) === is;
}

function answerText(answer: Answered | undefined): string {
  const { ports, unknown, partial } = answer ?? { ports: [], unknown: [], partial: [] };
  return `[${ports}] unknown [${unknown}] partial [${partial}]`;
}

function showEdits(example: Edits): string {
  const left = editedOneByOne(example.objects, example.plans).at(-1)?.objects ?? [];
  return `${showCase(example)}\n# by ${example.level}, after:\n${show(left)}`;
}
