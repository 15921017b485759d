// From a zipped file to the cluster, against unzipping and JSON.parse of the same bytes.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { compile } from '../../src/engine/compile/recompile.ts';
import { figureOf } from './analysis.ts';
import { assembled, readFileOf } from './engine.ts';
import { type Benchmark, medians, wantedBy } from './measure.ts';
import { snapshotFile } from './snapshot-file.ts';

export const reading: Benchmark = {
  name: 'read',
  about: 'a zipped JSON file up to the cluster ÷ (gunzip + JSON.parse)',
  on: [{ profile: 'microservices', pods: 100_000, marks: { read: { bar: 1.5, aim: 1 } } }],
  memory: 'plenty',
  measure: async (task) => {
    const file = await snapshotFile(wantedBy(task));
    const toCluster = async () => assembled(await readFileOf(file));
    const of = figureOf(task, compile(await toCluster()));
    const { whole, base } = await medians(
      { whole: toCluster, base: () => JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) },
      task.turns,
    );
    return [of('read', whole / base, '× gunzip + JSON.parse')];
  },
};
