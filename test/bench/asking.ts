// Small questions on a large cluster, and the difference of two snapshots of it.
import { reach } from '../../src/engine/answer/reach.ts';
import { compile } from '../../src/engine/compile/recompile.ts';
import { everyPort } from '../../src/engine/sets/ports.ts';
import { type Random, random } from '../generate/random.ts';
import { figureOf } from './analysis.ts';
import { assembled, compiledAfter, decoded, difference, everyFlow, held } from './engine.ts';
import { type Benchmark, medians, percentile, wantedBy } from './measure.ts';
import { snapshotText } from './snapshot-file.ts';

export const canReach: Benchmark = {
  name: 'can-reach',
  about: 'one pair explained, with reasons, on a cluster that is held: ms',
  on: [{ profile: 'production', pods: 50_000 }],
  memory: 'plenty',
  measure: async (task) => {
    const cluster = assembled(decoded((await snapshotText(wantedBy(task))).parse()));
    const chance = random(1);
    const times = Array.from({ length: task.samples }, () => {
      const [from, to] = [chance.pick(cluster.pods), chance.pick(cluster.pods)];
      const started = performance.now();
      reach(cluster, { kind: 'pod', pod: from }, { kind: 'pod', pod: to }, everyPort);
      return performance.now() - started;
    });
    const of = figureOf(task, compile(cluster));
    return [
      of('can-reach', percentile(times, 0.5), 'ms (p50)'),
      of('can-reach-p95', percentile(times, 0.95), 'ms (p95)'),
    ];
  },
};

export const diff: Benchmark = {
  name: 'diff',
  about: 'a second snapshot of the cluster, decoded, against the first: what differs ÷ the analysis of one',
  on: [{ profile: 'production', pods: 50_000 }],
  memory: 'plenty',
  measure: async (task) => {
    const items = (await snapshotText(wantedBy(task))).parse();
    const before = held(items);
    everyFlow(before.compiled);
    const later = decoded(dayAfter(items, random(2)));
    const { both, full } = await medians(
      {
        both: () => difference(before.compiled, compiledAfter(before, later)),
        full: () => everyFlow(compile(assembled(decoded(items)))),
      },
      task.turns,
    );
    return [figureOf(task, before.compiled)('diff', both / full, '× analysis')];
  },
};

interface Item {
  readonly kind: string;
  readonly metadata: { readonly labels?: object };
  readonly spec?: object;
}

/** Of policies and pods one in five hundred went, and as many changed. */
function* dayAfter(items: readonly unknown[], chance: Random): Generator<unknown> {
  for (const item of items as readonly Item[]) {
    const fate = chance.next();
    if (!['Pod', 'NetworkPolicy'].includes(item.kind) || fate > 0.004) yield item;
    else if (fate > 0.002) yield changed(item);
  }
}

function changed(item: Item): Item {
  if (item.kind === 'NetworkPolicy') return { ...item, spec: { ...item.spec, podSelector: {} } };
  return { ...item, metadata: { ...item.metadata, labels: { ...item.metadata.labels, app: 'changed' } } };
}
