// An edit saves work and changes no answer: what a session holds after any edits answers as the same objects read and
// compiled afresh; undone edits leave what was there before.
import fc from 'fast-check';
import { flows } from '../../src/engine/answer/flows.ts';
import type { Compiled } from '../../src/engine/compile/compile.ts';
import { type Assumptions, defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { type Held, hold, withEdits } from '../../src/session/held.ts';
import { flowView } from '../../src/session/present/flows.ts';
import { read } from '../../src/snapshot/read.ts';
import { assume } from '../arbitrary/assume.ts';
import { spread } from '../arbitrary/attempts.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { show } from '../arbitrary/show.ts';
import { type Engine, endpoint, engineOf, evaluators } from '../engine/evaluators.ts';
import { type Assume, oracle } from '../oracle/oracle.ts';
import { showCase } from './agreement.ts';
import { asText, editedOneByOne, plans } from './edits.ts';
import { type CaseOf, type Law, law } from './law.ts';
import { expectSame, openRows, someAddresses } from './open-rows.ts';

const editing = fc.record({
  objects: cluster(),
  assume: assume(),
  plans: fc.array(plans(), { minLength: 1, maxLength: 3 }),
  /** Whether each state is asked something, or only passed through on the way to the next. */
  asked: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
});
type Editing = CaseOf<typeof editing>;

export const incrementalLaws: readonly Law[] = [
  law(
    'after any edits a session answers as if it had read their outcome afresh',
    editing,
    ({ objects, assume, plans, asked }, count) => {
      const first = held(objects, assume);
      let now = first;
      const steps = editedOneByOne(objects, plans);
      steps.forEach(({ objects: left }, index) => {
        const edits = steps.slice(0, index + 1).map(({ edit }) => edit);
        now = withEdits(now, edits);
        if (asked[index] === false && index < steps.length - 1) return;
        const before = listed(first.now.compiled(), 'pod');
        const fresh = engineOf(left, assume);
        expectAnswers(left, assume, fresh, now);
        count(listed(fresh.compiled, 'pod') === before ? 'no flow changed' : 'flows changed');
      });
      const undone = withEdits(now, []);
      if (listed(undone.now.compiled(), 'pod') !== listed(engineOf(objects, assume).compiled, 'pod')) {
        throw new Error('edits that are taken back leave something behind');
      }
    },
    { few: 50, show: showEditing, shares: { 'flows changed': [0.3, 0.95] } },
  ),
];

function expectAnswers(objects: readonly object[], assume: Assume, fresh: Engine, { now }: Held): void {
  const addresses = someAddresses(objects);
  const engine: Engine = { cluster: now.cluster, compiled: now.compiled() };
  expectSame(openRows(objects, assume, { engine: fresh, addresses }), openRows(objects, assume, { engine, addresses }));
  for (const [from, to] of spread(pairsOf(objects, assume), 10)) {
    const [wanted, found] = [fresh, engine].map((each) => explained(each, from, to));
    if (wanted !== found) throw new Error(`${from} to ${to} should be ${wanted}, and is ${found}`);
  }
  for (const level of ['pod', 'workload'] as const) {
    const [wanted, found] = [listed(fresh.compiled, level), listed(engine.compiled, level)];
    if (wanted !== found) throw new Error(`by ${level} the flows should be\n${wanted}\nand are\n${found}`);
  }
}

/** The edited cluster itself answers too, without what was compiled of it. */
function explained(engine: Engine, from: string, to: string): string {
  return JSON.stringify(
    evaluators.explain(engine, endpoint({ pod: from }, engine.cluster), endpoint({ pod: to }, engine.cluster)),
    (key, value) => (key === 'traces' || key === 'because' ? undefined : value),
  );
}

function pairsOf(objects: readonly object[], assume: Assume): readonly (readonly [string, string])[] {
  const { ends } = oracle(objects, assume);
  return ends.flatMap((from) => ends.filter((to) => to !== from).map((to) => [from, to] as const));
}

function held(objects: readonly object[], assume: Assume): Held {
  const assumptions: Assumptions = { ...defaultAssumptions, ...assume };
  return hold(read([{ file: 'cluster.json', text: asText(objects) }], { lenient: false }), assumptions, false);
}

/** Every byte that an answer would show. */
function listed(compiled: Compiled, level: 'pod' | 'workload'): string {
  return flows(compiled, level)
    .map((item) => JSON.stringify(flowView(item)))
    .join('\n');
}

function showEditing({ objects, assume, plans, asked }: Editing): string {
  const steps = editedOneByOne(objects, plans).map(({ edit }, index) => {
    const what = edit.kind === 'apply' ? show([JSON.parse(edit.text)]) : JSON.stringify(edit.object);
    return `# ${asked[index] ? 'asked' : 'not asked'} after: ${edit.kind}\n${what}`;
  });
  return [showCase({ objects, assume }), ...steps].join('\n');
}
