// Decoding, compiling and every flow per port, against JSON.parse of the same snapshot, which no tool can do without.
import type { Compiled } from '../../src/engine/compile/compile.ts';
import { compile } from '../../src/engine/compile/recompile.ts';
import type { Direction } from '../../src/engine/model/policy.ts';
import { assembled, decoded, everyFlow } from './engine.ts';
import type { Figure } from './figure.ts';
import { type Benchmark, collectGarbage, medianOf, type Task, wantedBy } from './measure.ts';
import { type SnapshotText, snapshotText } from './snapshot-file.ts';

export const analysis: Benchmark = {
  name: 'analysis',
  about: 'decoding from parsed objects, compile and all flows per port ÷ JSON.parse of the same snapshot',
  on: [
    { profile: 'microservices', pods: 100_000, marks: { analysis: { bar: 0.3, aim: 0.1 } } },
    { profile: 'production', pods: 50_000, marks: { analysis: { bar: 1, aim: 0.4 } } },
    { profile: 'microservices-tiers', pods: 150_000, marks: { analysis: { bar: 0.5, aim: 0.2 } } },
  ],
  memory: 'plenty',
  measure: async (task) => {
    const { times, of } = await measured(task);
    const names = ['decode', 'assemble', 'compile', 'flows'] as const;
    const whole = names.reduce((sum, name) => sum + times[name], 0);
    return [
      of('analysis', whole / times.parse, '× JSON.parse'),
      ...names.map((name) => of(`analysis-${name}`, times[name] / times.parse, '× JSON.parse')),
    ];
  },
};

export const compiling: Benchmark = {
  name: 'compile',
  about: 'from the cluster to its compiled form ÷ JSON.parse of its snapshot',
  on: [
    { profile: 'microservices', pods: 100_000 },
    { profile: 'production', pods: 50_000 },
  ],
  memory: 'plenty',
  measure: async (task) => {
    const { times, of } = await measured(task);
    return [of('compile', times.compile / times.parse, '× JSON.parse')];
  },
};

export const classes: Benchmark = {
  name: 'classes',
  about: 'how many classes the endpoints fall into, and how many signatures those have: no time',
  on: [
    { profile: 'microservices', pods: 100_000 },
    { profile: 'production', pods: 50_000 },
    { profile: 'adversarial', pods: 20_000 },
  ],
  memory: 'plenty',
  measure: async (task) => {
    const compiled = compile(assembled(decoded((await snapshotText(wantedBy(task))).parse())));
    const of = figureOf(task, compiled);
    const all = compiled.families.flatMap(({ classes }) => classes.list);
    const outside = all.filter(({ representative }) => representative.kind === 'external').length;
    const signatures = (direction: Direction) =>
      sum(compiled.families.map((family) => new Set(family[direction].signatureOf).size));
    return [
      of('classes', all.length - outside, 'of pods'),
      of('classes-outside', outside, 'of addresses'),
      of('signatures-egress', signatures('egress'), 'signatures'),
      of('signatures-ingress', signatures('ingress'), 'signatures'),
    ];
  },
};

/** A function that fills in what the figures of one task share. */
export function figureOf({ profile, pods }: Task, { cluster }: Compiled) {
  const policies = cluster.policies.length + cluster.clusterPolicies.length;
  return (name: string, value: number, unit: string): Figure => ({ name, profile, pods, policies, value, unit });
}

async function measured(task: Task) {
  const text = await snapshotText(wantedBy(task));
  const of = figureOf(task, compile(assembled(decoded(text.parse()))));
  const times = await medianOf(task.turns, async () => stages(text));
  return { of, times };
}

/** Nothing of a turn is left for the next; the parsed objects go as soon as they are decoded. */
function stages(text: SnapshotText) {
  collectGarbage();
  const start = performance.now();
  let items: readonly unknown[] = text.parse();
  const parsed = performance.now();
  collectGarbage();
  const ready = performance.now();
  const snapshot = decoded(items);
  const decodedAt = performance.now();
  items = [];
  const cluster = assembled(snapshot);
  const assembledAt = performance.now();
  const compiled = compile(cluster);
  const compiledAt = performance.now();
  everyFlow(compiled);
  const ended = performance.now();
  return {
    parse: parsed - start,
    decode: decodedAt - ready,
    assemble: assembledAt - decodedAt,
    compile: compiledAt - assembledAt,
    flows: ended - compiledAt,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
