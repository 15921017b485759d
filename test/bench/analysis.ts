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
  about: 'compiling, and every flow between workloads, of n, 2n and 4n pods ÷ that of n',
  measure: ({ pods, turns }) => {
    const sizes = [pods, 2 * pods, 4 * pods].map((size) => generate(size, SEED));
    return [
      ...growth('compile-growth', sizes, compile, turns),
      // The answer itself grows with the square where namespaces are open.
      ...growth('analysis-growth', sizes, analyse, turns),
    ];
  },
};

function growth(
  name: string,
  sizes: readonly Generated[],
  work: (cluster: Cluster) => unknown,
  turns: number,
): readonly Figure[] {
  const clusters = new Map(sizes.map((size) => [`${size.pods}`, toCluster(size)]));
  const subjects = Object.fromEntries([...clusters].map(([pods, cluster]) => [pods, () => work(cluster)]));
  const times = medians(subjects, turns);
  const [first] = sizes;
  const base = times[`${first?.pods}`] ?? Number.NaN;
  return sizes.map((size) => figure(name, size, (times[`${size.pods}`] ?? Number.NaN) / base, `× ${first?.pods} pods`));
}

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
