import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type Assume, type Attempt, oracle } from '../oracle/oracle.ts';
import { attempts, outsideAttempts, podAttempts, spread } from './attempts.ts';
import { cluster } from './cluster.ts';
import { show } from './show.ts';

const RUNS = 300;
const clusters = fc.sample(cluster(), { numRuns: RUNS, seed: 20260101 });
type Mix = { readonly yes: number; readonly no: number; readonly unknown: number };

test('a tenth to a half of the flows between ends are denied, and some are unknown', () => {
  const { no, unknown } = mix(podAttempts);
  expect(no).toBeGreaterThan(0.1);
  expect(no).toBeLessThan(0.5);
  expect(unknown).toBeGreaterThan(0.01);
  expect(unknown).toBeLessThan(0.3);
});

test('a tenth to a half of the flows from and to raw addresses are denied', () => {
  const { no } = mix(outsideAttempts);
  expect(no).toBeGreaterThan(0.1);
  expect(no).toBeLessThan(0.5);
});

test('most clusters have flows of more than one answer', () => {
  const mixed = clusters.filter((objects) => new Set(answers(objects, podAttempts)).size > 1);
  expect(mixed.length).toBeGreaterThan(RUNS / 2);
});

test('the attempts of a cluster are always the same', () => {
  const [first] = clusters as [readonly object[]];
  expect(attempts(first)).toEqual(attempts(structuredClone(first)));
});

test('a cluster that is shown as YAML reads back the same', () => {
  for (const objects of clusters) {
    expect(parseAllDocuments(show(objects)).map((document) => document.toJS())).toEqual(objects);
  }
});

function mix(made: (objects: readonly object[], assume?: Assume) => readonly Attempt[]): Mix {
  const all = clusters.flatMap((objects) => answers(objects, made));
  const share = (answer: string) => all.filter((one) => one === answer).length / all.length;
  return { yes: share('yes'), no: share('no'), unknown: share('unknown') };
}

/** Attempts in a family that an end lacks are left out: they are denied by no policy. */
function answers(
  objects: readonly object[],
  made: (objects: readonly object[]) => readonly Attempt[],
): readonly string[] {
  const asked = oracle(objects);
  const open = oracle(objects.filter((object) => !('kind' in object) || object.kind !== 'NetworkPolicy'));
  return spread(made(objects), 150)
    .filter((attempt) => attempt.family === 'IPv4' || open.families.includes('IPv6'))
    .filter((attempt) => open.ask(attempt) === 'yes')
    .map((attempt) => asked.ask(attempt));
}
