// `test`: every pair that an expectation matches must hold, on every port asked; what fails explains
// itself as can-reach does. An expectation that matches nothing fails.

import { standsForSeveral } from '../../engine/answer/units.ts';
import type { Cluster, Endpoint } from '../../engine/model/cluster.ts';
import { selectorHolds } from '../../engine/model/select.ts';
import { equal, isSubset, unionAll } from '../../engine/sets/intervals.ts';
import { everyPort } from '../../engine/sets/ports.ts';
import type { Diagnostic } from '../../snapshot/diagnostic.ts';
import { type EndMatch, type Expectation, type Expectations, readExpectations } from '../../snapshot/expectations.ts';
import type { ExpectationReport, ExpectationView } from '../answers.ts';
import { type AskedPorts, askedPorts } from '../asked-ports.ts';
import { type Attempt, allowedOf, attemptsOf, deniedOf, endsOf, unknownOf } from '../attempts.ts';
import { assumptionsOf, type Held, hold, type World, withAssumptions } from '../held.ts';
import { destination, type Named, resolve } from '../names.ts';
import { type Places, placesIn } from '../places.ts';
import { endName, endpointView } from '../present/ends.ts';
import { envelope } from '../present/envelope.ts';
import { type ExpectationInputs, isRefusal, type Question, type Refusal, type SourceFile } from '../questions.ts';
import { readSources } from '../sources.ts';
import { explained } from './can-reach.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function testReply(held: Held, question: Question<'test'>): Promise<ExpectationReport | Refusal> {
  const { documents, sources, refused } = await documentsOf(question.expectations);
  if (refused !== undefined) return refused;
  const places = await placesIn(sources);
  const baseline = await baselineOf(question.baseline, held);
  const items: ExpectationView[] = [];
  for (const document of documents) {
    const assumed = assumptionsOf({ ...held.assumptions, ...document.assume });
    if (isRefusal(assumed)) return assumed;
    const { now } = withAssumptions(held, assumed);
    for (const expectation of document.expect) {
      const at = places.of(document.origin, expectation.path);
      items.push(await check(expectation, { now, baseline, namespace: question.namespace }, document, at));
    }
  }
  return {
    ...envelope('ExpectationReport', [], held.assumptions, await diagnosticsOf(held.now)),
    passed: items.filter(({ outcome }) => outcome === 'holds').length,
    failed: items.filter(({ outcome }) => outcome === 'fails').length,
    items,
  };
}

export async function expectationInputsReply(files: readonly SourceFile[]): Promise<ExpectationInputs | Refusal> {
  const { documents, refused } = await documentsOf(files);
  if (refused !== undefined) return refused;
  return { kind: 'ExpectationInputs', items: documents.map(({ origin, input }) => ({ file: origin.file, input })) };
}

/** Expectations with a fault are refused whole: a check that is skipped in silence is worse than none. */
async function documentsOf(files: readonly SourceFile[]) {
  const { sources, unreadable } = await readSources(files);
  const read = sources.map(readExpectations);
  const faults = [...unreadable, ...read.flatMap(({ diagnostics }) => diagnostics)];
  const documents = read.flatMap((each) => each.documents);
  const places = faults.length > 0 ? await placesIn(sources) : undefined;
  const refused = places === undefined ? undefined : refusalOf(faults, places);
  return { documents, sources, refused };
}

function refusalOf(faults: readonly Diagnostic[], places: Places): Refusal {
  const lines = faults.map(({ origin, path, message }) => {
    if (origin === 'none') return message;
    const { file, line, column } = places.of(origin, path);
    return `${file}:${line}:${column}: ${message}`;
  });
  return { kind: 'Refusal', code: 'bad-question', message: lines.join('\n'), candidates: [] };
}

async function baselineOf(files: readonly SourceFile[], held: Held): Promise<World | 'none'> {
  if (files.length === 0) return 'none';
  const { sources, unreadable } = await readSources(files);
  return hold(sources, unreadable, held.assumptions, held.lenient).now;
}

interface Against {
  readonly now: World;
  readonly baseline: World | 'none';
  readonly namespace: string;
}

async function check(
  expectation: Expectation,
  against: Against,
  { origin }: Expectations,
  at: ExpectationView['at'],
): Promise<ExpectationView> {
  const found = attemptsFor(expectation, against.now.cluster, against.namespace);
  const wrong = 'problem' in found ? [] : found.attempts.filter((attempt) => !holds(expectation, attempt, against));
  const problem = 'problem' in found ? found.problem : '';
  const failures = await Promise.all(wrong.slice(0, 3).map((attempt) => failureOf(expectation, attempt, against)));
  return {
    file: origin.file,
    name: expectation.name,
    outcome: problem === '' && wrong.length === 0 ? 'holds' : 'fails',
    must: expectation.must,
    pairs: 'problem' in found ? 0 : found.pairs,
    at,
    why: problem !== '' ? problem : wrong.length === 0 ? '' : `${wrong.length} of ${found.pairs} pairs do not hold`,
    failures,
  };
}

type Found =
  | { readonly attempts: readonly Attempt[]; readonly pairs: number }
  | { readonly problem: string; readonly pairs: 0 };

function attemptsFor({ from, to, ports }: Expectation, cluster: Cluster, namespace: string): Found {
  const [sources, targets] = [from, to].map((match) => matched(match, cluster, namespace));
  if (sources === undefined || targets === undefined) return { problem: 'needs two ends', pairs: 0 };
  if (isRefusal(sources)) return { problem: sources.message, pairs: 0 };
  if (isRefusal(targets)) return { problem: targets.message, pairs: 0 };
  const asked = portsOf(ports, targets);
  if (isRefusal(asked)) return { problem: asked.message, pairs: 0 };
  const pairs = endsOf(sources, cluster)
    .flatMap((source) => endsOf(targets, cluster).map((target) => ({ source, target })))
    .filter(({ source, target }) => isPair(source, target));
  if (pairs.length === 0) return { problem: 'it matches no pair of pods, so it checks nothing', pairs: 0 };
  return {
    attempts: pairs.flatMap(({ source, target }) => attemptsOf(cluster, source, target, asked)),
    pairs: pairs.length,
  };
}

function matched(match: EndMatch, cluster: Cluster, namespace: string): Named | Refusal {
  if (match.kind === 'name') return resolve(match.name, namespace, cluster);
  const pods = cluster.pods.filter(
    (pod) =>
      selectorHolds(match.namespaces, pod.namespace.labels) === 'yes' &&
      selectorHolds(match.pods, pod.labels) === 'yes',
  );
  return { kind: 'pods', pods, view: 'pod' };
}

function portsOf(ports: readonly string[], targets: Named): AskedPorts | Refusal {
  const asked = ports.map((port) => askedPorts(destination(`:${port}`).port, targets));
  const refused = asked.find((each) => isRefusal(each));
  if (refused !== undefined && isRefusal(refused)) return refused;
  const sets = asked.flatMap((each) => (isRefusal(each) ? [] : [each]));
  return {
    kind: 'AskedPorts',
    at: (pod) => (sets.length === 0 ? everyPort : unionAll(sets.map((set) => set.at(pod)))),
  };
}

function isPair(source: Endpoint, target: Endpoint): boolean {
  if (source.kind === 'external' || target.kind === 'external') return source.kind !== target.kind;
  return source.pod !== target.pod || standsForSeveral(source.pod);
}

function holds({ must }: Expectation, attempt: Attempt, { baseline }: Against): boolean {
  switch (must) {
    case 'allow':
      return isSubset(attempt.asked, allowedOf(attempt));
    case 'deny':
      return equal(deniedOf(attempt), attempt.asked);
    case 'unknown':
      return isSubset(attempt.asked, unknownOf(attempt));
    case 'unchanged':
      return baseline !== 'none' && sameBefore(attempt, baseline.cluster);
  }
}

function sameBefore(attempt: Attempt, cluster: Cluster): boolean {
  const [from, to] = [attempt.from, attempt.to].map((end) => sameEnd(end, cluster));
  if (from === undefined || to === undefined) return false;
  const before = attemptsOf(cluster, from, to, { kind: 'AskedPorts', at: () => attempt.asked });
  return before.some(
    (each) => equal(allowedOf(each), allowedOf(attempt)) && equal(unknownOf(each), unknownOf(attempt)),
  );
}

function sameEnd(end: Endpoint, { pods }: Cluster): Endpoint | undefined {
  if (end.kind === 'external') return end;
  const { kind, namespace, name } = end.pod;
  const pod = pods.find((each) => each.kind === kind && each.namespace.name === namespace.name && each.name === name);
  return pod === undefined ? undefined : { kind: 'pod', pod };
}

async function failureOf({ must }: Expectation, attempt: Attempt, { now, baseline }: Against) {
  const [from, to] = [endpointView(attempt.from), endpointView(attempt.to)];
  const answer = await explained(now, { from, to }, [attempt]);
  const names = `${endName(from)} to ${endName(to)}`;
  const without = must === 'unchanged' && baseline === 'none';
  const why = without
    ? '`must: unchanged` needs a baseline to compare with'
    : `${names}: the answer is ${answer.answer}`;
  return { from, to, why, answer };
}
