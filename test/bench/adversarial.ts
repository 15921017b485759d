// What was made to hurt, against a cluster of the same size as companies have it.
import { compile } from '../../src/engine/compile/recompile.ts';
import { figureOf } from './analysis.ts';
import { assembled, decoded, everyFlow } from './engine.ts';
import { type Benchmark, medians, wantedBy } from './measure.ts';
import { snapshotText } from './snapshot-file.ts';

export const adversarial: Benchmark = {
  name: 'adversarial',
  about: 'the analysis of the adversarial profile ÷ that of production at the same size',
  on: [{ profile: 'adversarial', pods: 20_000, marks: { adversarial: { bar: 5, aim: 2 } } }],
  memory: 'plenty',
  measure: async (task) => {
    const hostile = (await snapshotText(wantedBy(task))).parse();
    const usual = (await snapshotText(wantedBy({ ...task, profile: 'production' }))).parse();
    const analyse = (items: readonly unknown[]) => () => everyFlow(compile(assembled(decoded(items))));
    const of = figureOf(task, compile(assembled(decoded(hostile))));
    const times = await medians({ hostile: analyse(hostile), usual: analyse(usual) }, task.turns);
    return [of('adversarial', times.hostile / times.usual, '× production')];
  },
};
