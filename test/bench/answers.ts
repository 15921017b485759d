// Not how fast, but whether right: what the compiled form answers after edits and events, against compiling from nothing
// and, pair by pair, against the oracle, which starts from the raw objects.
import { reachable } from '../../src/engine/answer/reachable.ts';
import type { Compiled } from '../../src/engine/compile/compile.ts';
import { compile } from '../../src/engine/compile/recompile.ts';
import type { Pod } from '../../src/engine/model/cluster.ts';
import { ternaryOf } from '../engine/evaluators.ts';
import { grouped } from '../generate/grouped.ts';
import type { KubernetesObject } from '../generate/objects.ts';
import { type Random, random } from '../generate/random.ts';
import { type Attempt, oracle } from '../oracle/oracle.ts';
import { figureOf } from './analysis.ts';
import { editsOf } from './edits.ts';
import { difference, edited, held, pairsByPorts, type Tally, withChanges, withoutClosed } from './engine.ts';
import { eventsOf } from './events.ts';
import { type Benchmark, wantedBy } from './measure.ts';
import { snapshotText } from './snapshot-file.ts';

const marks = { answers: { bar: 1 } };

export const answers: Benchmark = {
  name: 'answers',
  about: 'the share of answers that are those of an uncached compile and of the oracle',
  on: [
    { profile: 'microservices-tiers', pods: 500, marks },
    { profile: 'production', pods: 500, marks },
    { profile: 'adversarial', pods: 500, marks },
    { profile: 'production', pods: 5000, marks },
    { profile: 'microservices-tiers', pods: 5000, marks },
    { profile: 'production', pods: 50_000, marks },
  ],
  memory: 'plenty',
  measure: async (task) => {
    const items = (await snapshotText(wantedBy(task))).parse();
    const base = held(items);
    const sample: Sample = { chance: random(3), pairs: task.samples };
    const count = Math.ceil(task.samples / 20);
    const edits = [...editsOf(wantedBy(task), count), ...eventsOf(wantedBy(task), count)];
    const same = edits.map(({ edit }) => {
      const after = edited(base, edit);
      return sameAnswers(base.compiled, after, compile(after.cluster), sample);
    });
    const right = asTheOracle(items as readonly KubernetesObject[], base.compiled, sample);
    const all = [...same, ...right];
    const of = figureOf(task, base.compiled);
    return [of('answers', all.filter((each) => each === 'same').length / all.length, `of ${all.length} alike`)];
  },
};

function sorted(tally: Tally): string {
  return [...tally]
    .map(([ports, pairs]) => `${ports} ${pairs}`)
    .sort()
    .join('\n');
}

type Sameness = 'same' | 'other';

/** How many pairs are asked one by one: after each edit, and of the oracle. */
interface Sample {
  readonly chance: Random;
  readonly pairs: number;
}

/** As counted, as told by what changed, and pair by pair. */
function sameAnswers(before: Compiled, kept: Compiled, anew: Compiled, sample: Sample): Sameness {
  const wanted = sorted(pairsByPorts(anew));
  if (sorted(pairsByPorts(kept)) !== wanted) return 'other';
  const told = difference(before, kept);
  const open = (tally: Tally) => sorted(withoutClosed(tally));
  if (told !== 'renumbered' && open(withChanges(before, told, kept)) !== open(pairsByPorts(anew))) return 'other';
  const { pods } = kept.cluster;
  const pairs = Array.from({ length: sample.pairs }, () => [sample.chance.pick(pods), sample.chance.pick(pods)]);
  const answer = (compiled: Compiled) =>
    JSON.stringify(pairs.map(([from, to]) => from && to && reachable(compiled, end(from), end(to))));
  return answer(kept) === answer(anew) ? 'same' : 'other';
}

/** Only what is of the two namespaces, or of no namespace, has a say in a pair. */
function asTheOracle(items: readonly KubernetesObject[], compiled: Compiled, sample: Sample): readonly Sameness[] {
  const byNamespace = grouped(items, ({ metadata }) => metadata.namespace ?? '');
  const clusterWide = byNamespace.get('') ?? [];
  const { pods } = compiled.cluster;
  const { chance } = sample;
  return Array.from({ length: sample.pairs }, () => {
    const from = chance.pick(pods);
    const to = chance.chance(0.5) ? chance.pick(pods) : neighbour(from, pods, chance);
    const places = new Set([from.namespace.name, to.namespace.name]);
    const objects = [
      ...clusterWide.filter(({ kind, metadata }) => kind !== 'Namespace' || places.has(metadata.name)),
      ...[...places].flatMap((place) => byNamespace.get(place) ?? []),
    ].filter((object) => !isOtherPod(object, [from, to]));
    const port = chance.pick([...to.declared.map((each) => each.port), 53, 443, 5432, 8080, 31_000]);
    const attempt: Attempt = { from: named(from), to: named(to), protocol: 'TCP', port, family: 'IPv4' };
    const wanted = oracle(objects).ask(attempt);
    const [reached] = reachable(compiled, end(from), end(to));
    return ternaryOf(reached, attempt) === wanted ? 'same' : 'other';
  });
}

function neighbour(pod: Pod, pods: readonly Pod[], chance: Random): Pod {
  return chance.pick(pods.filter((each) => each.namespace === pod.namespace));
}

function isOtherPod({ kind, metadata }: KubernetesObject, ends: readonly Pod[]): boolean {
  return kind === 'Pod' && !ends.some((end) => end.name === metadata.name && end.namespace.name === metadata.namespace);
}

function named({ namespace, name }: Pod): Attempt['from'] {
  return { pod: `${namespace.name}/${name}` };
}

function end(pod: Pod) {
  return { kind: 'pod', pod } as const;
}
