// Every fault that the suite must notice, with the tests that should notice it first.
// Add one whenever a bug is fixed: the edit that brings it back.

import { inAnswers, inCompiling, inSets } from './compiling.ts';
import type { Fault } from './fault.ts';
import { inMeaning } from './meaning.ts';
import { inReading } from './reading.ts';
import { inCosts, inTelling } from './telling.ts';

const reading = ['test/snapshot/', 'test/scenarios.test.ts'];
const meaning = ['test/engine/given-cases.test.ts', 'test/scenarios.test.ts', 'test/laws/laws.test.ts'];
const compiling = ['test/laws/laws.test.ts'];
const answers = ['test/cli/answers.test.ts', 'test/cli/json.test.ts', 'test/scenarios.test.ts'];

export const faults: readonly Fault[] = [
  ...inReading.map((fault) => ({ ...fault, seenBy: reading })),
  ...inMeaning.map((fault) => ({ ...fault, seenBy: meaning })),
  ...inCompiling.map((fault) => ({ ...fault, seenBy: compiling })),
  ...inAnswers.map((fault) => ({ ...fault, seenBy: answers })),
  ...inTelling.map((fault) => ({ ...fault, seenBy: answers })),
  ...inCosts.map((fault) => ({ ...fault, seenBy: ['test/cost/'] })),
  ...inSets.map((fault) => ({ ...fault, seenBy: compiling })),
];
