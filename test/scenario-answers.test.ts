// What the texts of scenarios tell and an expectation has no word for: an answer that is `partly`, how many backends
// of a Service are reached, and a Service that has none.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ReachAnswer } from '../src/session/answers.ts';
import { answered, sessionOf } from './session/asking.ts';

type Row = readonly [scenario: string, from: string, to: string, answer: string, backends: ReachAnswer['backends']];

const rows: readonly Row[] = [
  ['service-with-one-backend-closed', 'shop/web', 'shop/svc/api:80', 'partly', { reached: 1, unknown: 0, of: 2 }],
  ['service-is-judged-at-its-target-port', 'club/bar', 'shop/svc/web:80', 'yes', { reached: 1, unknown: 0, of: 1 }],
  ['service-is-judged-at-its-target-port', 'club/bar', 'bank/svc/till:80', 'no', { reached: 0, unknown: 0, of: 1 }],
  ['external-name-may-lead-anywhere', 'shop/web', 'shop/svc/payments', 'unknown', { reached: 0, unknown: 0, of: 0 }],
];

test.each(rows)('in %s, from %s to %s: %s', async (scenario, from, to, answer, backends) => {
  const ask = await sessionOf(readFileSync(`scenarios/${scenario}/cluster.yaml`, 'utf8'));
  const told = await answered(ask, 'canReach', { from, to, namespace: 'default' });
  expect({ answer: told.answer, backends: told.backends }).toEqual({ answer, backends });
});
