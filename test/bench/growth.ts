// How compiling and every flow grow with the cluster: of n, 2n and 4n pods, policies with them.
import { compile } from '../../src/engine/compile/recompile.ts';
import type { Cluster } from '../../src/engine/model/cluster.ts';
import { figureOf } from './analysis.ts';
import { assembled, decoded, everyFlow } from './engine.ts';
import { type Benchmark, medians, wantedBy } from './measure.ts';
import { snapshotText } from './snapshot-file.ts';

const marks = { growth: { bar: 5, aim: 4 } };

export const growth: Benchmark = {
  name: 'growth',
  about: 'compile and all flows at 4n pods ÷ at n',
  on: [
    { profile: 'microservices', pods: 25_000, marks },
    { profile: 'production', pods: 12_500, marks },
  ],
  memory: 'plenty',
  measure: async (task) => {
    const clusterOf = async (pods: number) =>
      assembled(decoded((await snapshotText(wantedBy({ ...task, pods }))).parse()));
    const once = await clusterOf(task.pods);
    const twice = await clusterOf(2 * task.pods);
    const fourfold = await clusterOf(4 * task.pods);
    const work = (cluster: Cluster) => () => everyFlow(compile(cluster));
    const { n, n2, n4 } = await medians({ n: work(once), n2: work(twice), n4: work(fourfold) }, task.turns);
    const of = figureOf(task, compile(once));
    return [of('growth-2n', n2 / n, '× n pods'), of('growth', n4 / n, '× n pods')];
  },
};
