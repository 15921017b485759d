// The plain loops of the oracle over every pair of pods, extrapolated from a sample, beside the analysis: what factoring
// is good for.
import { compile } from '../../src/engine/compile/recompile.ts';
import { random } from '../generate/random.ts';
import { oracle } from '../oracle/oracle.ts';
import { figureOf } from './analysis.ts';
import { assembled, decoded, everyFlow } from './engine.ts';
import { type Benchmark, medians, wantedBy } from './measure.ts';
import { snapshotText } from './snapshot-file.ts';

export const plainLoops: Benchmark = {
  name: 'oracle',
  about: 'the oracle on one port of every pair, extrapolated from a sample ÷ the analysis of all ports',
  on: [
    { profile: 'production', pods: 500 },
    { profile: 'microservices', pods: 2000 },
  ],
  memory: 'plenty',
  measure: async (task) => {
    const items = (await snapshotText(wantedBy(task))).parse();
    const judge = oracle(items);
    const chance = random(4);
    const attempts = Array.from({ length: task.samples }, () => {
      const [from, to] = [{ pod: chance.pick(judge.ends) }, { pod: chance.pick(judge.ends) }];
      return { from, to, protocol: 'TCP', port: 8080, family: 'IPv4' } as const;
    });
    const { plain, full } = await medians(
      {
        plain: () => attempts.map((attempt) => judge.ask(attempt)),
        full: () => everyFlow(compile(assembled(decoded(items)))),
      },
      task.turns,
    );
    const pairs = judge.ends.length ** 2;
    const of = figureOf(task, compile(assembled(decoded(items))));
    return [of('oracle', ((plain / attempts.length) * pairs) / full, '× analysis')];
  },
};
