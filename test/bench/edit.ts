// What a user waits for after one edit, and a watcher after one pod event: the text is read and laid over the snapshot,
// and the difference of the answers comes out. Each starts from the same cluster, all flows of which were asked for.
import { compile } from '../../src/engine/compile/recompile.ts';
import type { SnapshotEdit } from '../../src/snapshot/overlay.ts';
import { figureOf } from './analysis.ts';
import { editsOf } from './edits.ts';
import { assembled, decoded, difference, edited, everyFlow, type Held, held } from './engine.ts';
import { eventsOf } from './events.ts';
import type { Figure } from './figure.ts';
import { type Benchmark, collectGarbage, medians, percentile, type Task, wantedBy } from './measure.ts';
import { snapshotText } from './snapshot-file.ts';

/** Not counted: the first ones also warm the machine's own caches. */
const WARMING = 20;

export const edit: Benchmark = {
  name: 'edit',
  about: 'one policy edit with its answer: ms, and ÷ the full analysis',
  on: [{ profile: 'production', pods: 50_000, marks: { edit: { bar: 16, aim: 4 }, 'edit-ratio': { bar: 0.01 } } }],
  memory: 'plenty',
  measure: async (task) => {
    const { base, full } = await analysed(task);
    const times = waits(base, editsOf(wantedBy(task), task.samples + WARMING));
    const [p95, ...others] = spread('edit', task, base, times);
    return [p95, figureOf(task, base.compiled)('edit-ratio', p95.value / full, '× analysis'), ...others];
  },
};

export const podEvent: Benchmark = {
  name: 'pod-event',
  about: 'one pod added or relabelled, with what that changes: ms',
  on: [{ profile: 'production', pods: 50_000, marks: { 'pod-event': { bar: 16, aim: 4 } } }],
  memory: 'plenty',
  measure: async (task) => {
    const { base } = await analysed({ ...task, turns: 1 });
    return spread('pod-event', task, base, waits(base, eventsOf(wantedBy(task), task.samples + WARMING)));
  },
};

async function analysed(task: Task): Promise<{ readonly base: Held; readonly full: number }> {
  const items = (await snapshotText(wantedBy(task))).parse();
  const { full } = await medians({ full: () => everyFlow(compile(assembled(decoded(items)))) }, task.turns);
  const base = held(items);
  everyFlow(base.compiled);
  return { base, full };
}

interface Wait {
  readonly kind: string;
  readonly time: number;
  /** 'anew' where the whole answer had to be made again. */
  readonly told: 'changes' | 'anew';
}

function waits(base: Held, edits: readonly { readonly kind: string; readonly edit: SnapshotEdit }[]): readonly Wait[] {
  collectGarbage();
  const times = edits.map(({ kind, edit }) => {
    const started = performance.now();
    const told = difference(base.compiled, edited(base, edit)) === 'renumbered' ? 'anew' : 'changes';
    return { kind, time: performance.now() - started, told } as const;
  });
  return times.slice(WARMING);
}

/** The 95th percentile bears the benchmark's name. */
function spread(name: string, task: Task, base: Held, waited: readonly Wait[]): readonly [Figure, ...Figure[]] {
  const of = figureOf(task, base.compiled);
  const times = waited.map(({ time }) => time);
  const kinds = [...new Set(waited.map(({ kind }) => kind))].sort();
  return [
    of(name, percentile(times, 0.95), 'ms (p95)'),
    of(`${name}-p50`, percentile(times, 0.5), 'ms (p50)'),
    of(`${name}-max`, percentile(times, 1), 'ms (max)'),
    of(`${name}-anew`, waited.filter(({ told }) => told === 'anew').length / waited.length, 'of all'),
    ...kinds.map((kind) => {
      const own = waited.filter((wait) => wait.kind === kind).map(({ time }) => time);
      return of(`${name}-${kind}`, percentile(own, 0.5), 'ms (p50)');
    }),
  ];
}
