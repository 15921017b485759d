// The rows by hand that the oracle answers, asked of the engine: quick to run, and each says in words what breaks.

import { describe, expect, test } from 'vitest';
import { askService } from '../../src/engine/services/ask-service.ts';
import type { Ternary } from '../../src/engine/sets/ternary.ts';
import type { Attempt } from '../oracle/oracle.ts';
import { attemptOf, type Row } from '../oracle/row.ts';
import { rowsOf002, rowsOf005 } from '../oracle/rows/every.ts';
import { type Engine, endpoint, engineOf, evaluators, ternaryOf } from './evaluators.ts';

describe.each([
  ['decision 002', rowsOf002],
  ['decision 005', rowsOf005],
])('%s', (_, rows) => {
  for (const [name, objects, flow, answer, assume] of rows.filter(isTaken)) {
    test(name, () => {
      const engine = engineOf(objects, assume);
      for (const [by, given] of Object.entries(answersOf(engine, attemptOf(flow)))) {
        expect({ [by]: given }).toEqual({ [by]: answer });
      }
    });
  }
});

/** The oracle reads whatever it is given; the API server refuses such a label, and so do we. */
function isTaken([, objects]: Row): boolean {
  return !JSON.stringify(objects).includes('__proto__');
}

type Answer = Ternary | 'partly';

function answersOf(engine: Engine, attempt: Attempt): Readonly<Record<string, Answer>> {
  const from = endpoint(attempt.from, engine.cluster, 'source');
  if ('service' in attempt.to) return serviceAnswers(engine, from, attempt.to.service, attempt);
  const to = endpoint(attempt.to, engine.cluster);
  const by = (name: keyof typeof evaluators): Answer => {
    const found = evaluators[name](engine, from, to);
    if (attempt.family !== undefined) return ternaryOf(found[attempt.family], attempt);
    return overFamilies(Object.values(found).map((pair) => ternaryOf(pair, attempt)));
  };
  return { explain: by('explain'), compiled: by('compiled') };
}

/** 002 rule 10. */
function overFamilies(answers: readonly Ternary[]): Answer {
  const some = new Set(answers);
  if (some.has('yes') && some.has('no')) return 'partly';
  if (some.has('unknown')) return 'unknown';
  return some.has('yes') ? 'yes' : 'no';
}

function serviceAnswers(
  { cluster }: Engine,
  from: ReturnType<typeof endpoint>,
  name: string,
  { port, protocol }: Attempt,
): Readonly<Record<string, Answer>> {
  const service = cluster.services.find((one) => `${one.namespace}/${one.name}` === name);
  if (service === undefined) return { engine: 'no' };
  return { engine: askService(cluster, from, service, port, protocol).decision };
}
