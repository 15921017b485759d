// The sums of the relation are the pairs one by one: multiplied rests and their corrections must come to the same
// number for each answer as asking the readable evaluator about every pair of pods.
import { reach } from '../../src/engine/answer/reach.ts';
import { relation } from '../../src/engine/answer/relation.ts';
import { standsForSeveral } from '../../src/engine/answer/units.ts';
import type { Compiled } from '../../src/engine/compile/compile.ts';
import { everyPort } from '../../src/engine/sets/ports.ts';
import { engineOf } from '../engine/evaluators.ts';
import { cases, showCase } from './agreement.ts';
import { type Law, law } from './law.ts';

export const relationLaws: readonly Law[] = [
  law(
    'the relation has as many pairs of pods for each answer as there are one by one',
    cases,
    ({ objects, assume }, count) => {
      const { compiled } = engineOf(objects, assume);
      const [summed, listed] = [sums(compiled), oneByOne(compiled)];
      if (summed !== listed) throw new Error(`one by one there are\n${listed}\nand the relation has\n${summed}`);
      count(listed.split('\n').length > 2 ? 'several answers' : 'few answers');
    },
    { few: 60, show: showCase, shares: { 'several answers': [0.2, 0.99] } },
  ),
];

function sums(compiled: Compiled): string {
  const { ports } = compiled;
  return lines(
    relation(compiled).families.flatMap(({ family, byPorts }) =>
      byPorts.map(
        ({ allowed, possible, pairs }) =>
          [`${family} ${ports.portSet(allowed)} | ${ports.portSet(possible)}`, pairs] as const,
      ),
    ),
  );
}

function oneByOne({ cluster }: Compiled): string {
  const counts = new Map<string, number>();
  for (const from of cluster.pods) {
    for (const to of cluster.pods) {
      if (from === to && !standsForSeveral(from)) continue;
      for (const each of reach(cluster, { kind: 'pod', pod: from }, { kind: 'pod', pod: to }, everyPort)) {
        const key = `${each.family} ${each.allowed} | ${each.possible}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return lines([...counts]);
}

function lines(counts: readonly (readonly [string, number])[]): string {
  return counts
    .map(([key, pairs]) => `${key}: ${pairs}`)
    .sort()
    .join('\n');
}
