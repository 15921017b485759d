// `test`: every pair that an expectation matches must hold, on every port asked; what fails explains
// itself as can-reach does. An expectation that matches nothing fails.

import type { Reason } from '../../engine/model/assumptions.ts';
import type { Diagnostic } from '../../snapshot/diagnostic.ts';
import { type Expectation, readExpectations } from '../../snapshot/expectations.ts';
import type { AssumptionView } from '../answers.ts';
import type { Attempt } from '../attempts.ts';
import { type Against, holds, pairsFor } from '../expectation-check.ts';
import type { ExpectationReport, ExpectationView } from '../expectation-report.ts';
import { checkFindings } from '../expected-findings.ts';
import { assumptionsOf, type Held, hold, type World, withAssumptions } from '../held.ts';
import { type Places, placesIn } from '../places.ts';
import { endName, endpointView } from '../present/ends.ts';
import { envelope, reliedOn } from '../present/envelope.ts';
import { type ExpectationInputs, isRefusal, type Question, type Refusal, type SourceFile } from '../questions.ts';
import { readInput, readSources } from '../sources.ts';
import { explained } from './can-reach.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function testReply(held: Held, question: Question<'test'>): Promise<ExpectationReport | Refusal> {
  const { documents, sources, refused } = await documentsOf(question.expectations);
  if (refused !== undefined) return refused;
  const places = await placesIn(sources);
  const baseline = await baselineOf(question.baseline, held);
  if (baseline !== 'none' && isRefusal(baseline)) return baseline;
  const items: ExpectationView[] = [];
  const assumptions: AssumptionView[] = [];
  for (const { origin, assume, expect, findings } of documents) {
    const assumed = assumptionsOf({ ...held.assumptions, ...assume });
    if (isRefusal(assumed)) return assumed;
    const { now } = withAssumptions(held, assumed);
    const checked = await Promise.all(
      expect.map((each) => check(each, { now, baseline, namespace: question.namespace }, places.of(origin, each.path))),
    );
    items.push(...checked.map(({ item }) => item));
    if (findings !== 'any') {
      const { findingViews } = await import('./lint.ts');
      const place = (path: readonly (string | number)[]) => places.of(origin, path);
      items.push(...checkFindings(findings, await findingViews(now), place));
    }
    assumptions.push(
      ...reliedOn(
        checked.flatMap(({ reasons }) => reasons),
        assumed,
      ),
    );
  }
  return {
    ...envelope('ExpectationReport', [], held.assumptions, await diagnosticsOf(held.now)),
    assumptions,
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
  const legible = documents.length > 0 || faults.some(({ code }) => code === 'not-expectations');
  const refused =
    places === undefined ? undefined : refusalOf(faults, places, legible ? 'bad-question' : 'nothing-read');
  return { documents, sources, refused };
}

function refusalOf(faults: readonly Diagnostic[], places: Places, code: Refusal['code']): Refusal {
  const lines = faults.map(({ origin, path, message }) => {
    if (origin === 'none') return message;
    const { file, line, column } = places.of(origin, path);
    return `${file}:${line}:${column}: ${message}`;
  });
  return { kind: 'Refusal', code, message: lines.join('\n'), candidates: [] };
}

async function baselineOf(files: readonly SourceFile[], held: Held): Promise<World | 'none' | Refusal> {
  if (files.length === 0) return 'none';
  const snapshot = await readInput(files, held.lenient, {});
  return isRefusal(snapshot) ? snapshot : hold(snapshot, held.assumptions, held.lenient).now;
}

interface Checked {
  readonly item: ExpectationView;
  readonly reasons: readonly Reason[];
}

async function check(expectation: Expectation, against: Against, at: ExpectationView['at']): Promise<Checked> {
  const { name, must } = expectation;
  const found = pairsFor(expectation, against.now, against.namespace);
  const pairs = found.pairs.length;
  const wrong = found.pairs
    .map((attempts) => attempts.filter((attempt) => !holds(expectation, attempt, against)))
    .filter((attempts) => attempts.length > 0);
  const shown = wrong.flat().slice(0, 3);
  const failures = await Promise.all(shown.map((attempt) => failureOf(expectation, attempt, against)));
  const why =
    found.problem !== '' || wrong.length === 0 ? found.problem : `${wrong.length} of ${pairs} pairs do not hold`;
  const outcome = why === '' ? 'holds' : 'fails';
  return {
    item: { file: at.file, name, outcome, must, pairs, at, why, failures },
    reasons: found.pairs.flat().flatMap(({ explained: each }) => (each === 'no-common-family' ? [] : each.because)),
  };
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
