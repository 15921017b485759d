// Reading and analysing a whole cluster against JSON.parse of the same text, which no tool can do without; what an edit
// costs against starting again; and how the analysis grows with the cluster.
import { flows } from '../../src/engine/answer/flows.ts';
import { type Compiled, compile } from '../../src/engine/compile/compile.ts';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Cluster } from '../../src/engine/model/cluster.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { read } from '../../src/snapshot/read.ts';
import { type Generated, generate } from './generate.ts';
import { type Benchmark, type Figure, medians } from './measure.ts';

const SEED = 1;

export const readBenchmark: Benchmark = {
  name: 'read',
  about: 'text to cluster ÷ JSON.parse of that text',
  measure: ({ pods, turns }) => {
    const generated = generate(pods, SEED);
    const { reading, parsing } = medians(
      { reading: () => toCluster(generated), parsing: () => JSON.parse(generated.text) },
      turns,
    );
    return [figure('read', generated, reading / parsing, '× JSON.parse')];
  },
};

export const analysisBenchmark: Benchmark = {
  name: 'analysis',
  about: 'cluster to compiled form, and on to every flow between workloads ÷ JSON.parse of its text',
  measure: ({ pods, turns }) => {
    const generated = generate(pods, SEED);
    const cluster = toCluster(generated);
    const { compiling, analysing, parsing } = medians(
      {
        compiling: () => compile(cluster),
        analysing: () => analyse(cluster),
        parsing: () => JSON.parse(generated.text),
      },
      turns,
    );
    return [
      figure('compile', generated, compiling / parsing, '× JSON.parse'),
      figure('analysis', generated, analysing / parsing, '× JSON.parse'),
    ];
  },
};

export const editBenchmark: Benchmark = {
  name: 'edit',
  about: 'compiling after one policy went ÷ compiling from nothing',
  measure: ({ pods, turns }) => {
    const generated = generate(pods, SEED);
    const before = toCluster(generated);
    const after: Cluster = { ...before, policies: before.policies.slice(1) };
    let compiled: Compiled = compile(before);
    const { again, anew } = medians(
      {
        again: () => {
          compiled = compile(compiled.cluster === before ? after : before, compiled);
        },
        anew: () => compile(after),
      },
      turns,
    );
    return [figure('edit', generated, again / anew, '× compile')];
  },
};

export const growthBenchmark: Benchmark = {
  name: 'growth',
  about: 'analysis of n, 2n and 4n pods ÷ analysis of n',
  measure: ({ pods, turns }) => {
    const sizes = [pods, 2 * pods, 4 * pods].map((size) => generate(size, SEED));
    const [one, two, four] = sizes.map(toCluster) as [Cluster, Cluster, Cluster];
    const times = medians({ one: () => analyse(one), two: () => analyse(two), four: () => analyse(four) }, turns);
    const values = [times.one, times.two, times.four].map((time) => time / times.one);
    return sizes.map((generated, i) => figure('growth', generated, values[i] ?? Number.NaN, `× ${pods} pods`));
  },
};

function toCluster({ text }: Generated): Cluster {
  const snapshot = read([{ file: 'cluster.json', text }], { lenient: false });
  return assemble(snapshot, defaultAssumptions).cluster;
}

function analyse(cluster: Cluster): number {
  return flows(compile(cluster), 'workload').length;
}

function figure(name: string, { profile, pods, policies }: Generated, value: number, unit: string): Figure {
  return { name, profile, pods, policies, value, unit };
}
