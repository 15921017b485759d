// Flows that are asked for by their ends are those of the whole list that have these ends, word for word.
import fc from 'fast-check';
import { everyFlow, type FlowScope } from '../../src/engine/answer/flow-scope.ts';
import { flows } from '../../src/engine/answer/flows.ts';
import type { FlowItem } from '../../src/engine/answer/tally.ts';
import { type Level, type Unit, unitKey } from '../../src/engine/answer/units.ts';
import { flowView } from '../../src/session/present/flows.ts';
import { assume, doubtful } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { engineOf } from '../engine/evaluators.ts';
import { showCase } from './agreement.ts';
import { type CaseOf, type Law, law } from './law.ts';

const scoped = fc.record({
  objects: cluster(),
  assume: fc.oneof(assume(), doubtful()),
  level: fc.constantFrom<Level>('pod', 'workload', 'namespace'),
  from: fc.nat(3),
  to: fc.nat(3),
  near: fc.nat(3),
});
type Scoped = CaseOf<typeof scoped>;

export const scopeLaws: readonly Law[] = [
  law(
    'flows asked for by their ends are those of all flows that have these ends',
    scoped,
    ({ objects, assume, level, ...asked }, count) => {
      const { compiled } = engineOf(objects, assume);
      const all = flows(compiled, level);
      const [from, to, near] = [some(all, asked.from), some(all, asked.to), some(all, asked.near)];
      const outside = { from: told(asked.from), to: told(asked.to) };
      const wanted = all.filter(
        (item) => ends(item.from, from, outside.from) && ends(item.to, to, outside.to) && isNear(item, near),
      );
      const found = flows(compiled, level, { ...everyFlow, from, to, near, outside });
      const [said, right] = [found, wanted].map((list) =>
        list.map((item) => JSON.stringify(flowView(item))).join('\n'),
      );
      if (said !== right) throw new Error(`the flows should be\n${right}\nand are\n${said}`);
      count(wanted.length === all.length ? 'all' : wanted.length === 0 ? 'none' : 'some');
    },
    { few: 60, show: showScoped, shares: { some: [0.3, 0.98] } },
  ),
];

/** 0 is everyone; else every second or third unit. */
function some(all: readonly FlowItem[], which: number): FlowScope['from'] {
  if (which === 0) return everyFlow.from;
  const keys = [...new Set(all.flatMap(({ from, to }) => [from, to]).map(unitKey))].sort();
  const chosen = new Set(keys.filter((_, i) => i % (which + 1) === 0));
  return (unit) => chosen.has(unitKey(unit));
}

function told(which: number): 'told' | 'left out' {
  return which < 2 ? 'told' : 'left out';
}

function ends(unit: Unit, holds: FlowScope['from'], outside: 'told' | 'left out'): boolean {
  return unit.kind === 'external' ? outside === 'told' : holds(unit);
}

function isNear({ from, to }: FlowItem, near: FlowScope['near']): boolean {
  return [from, to].some((unit) => unit.kind !== 'external' && near(unit));
}

function showScoped(example: Scoped): string {
  const { level, from, to, near } = example;
  return `${showCase(example)}\n# by ${level}, from ${from}, to ${to}, near ${near}`;
}
