// Every fault that the suite must notice, with the tests that should notice it first.
// Add one whenever a bug is fixed: the edit that brings it back.

import { inAnswers, inCompiling, inSets } from './compiling.ts';
import type { Fault } from './fault.ts';
import { inEntering, inFinding } from './finding.ts';
import { inMeaning } from './meaning.ts';
import { inOpenPoints } from './open-points.ts';
import { inReading } from './reading.ts';
import { inReadingTiers } from './reading-tiers.ts';
import { inServices } from './services.ts';
import { inCosts, inTelling } from './telling.ts';
import { inTierRows } from './tier-rows.ts';
import { inTiers } from './tiers.ts';
import { inWhatIf } from './whatif.ts';

const rows = 'test/engine/rows.test.ts';
const reading = [rows, 'test/snapshot/', 'test/scenarios.test.ts'];
const meaning = [rows, 'test/scenarios.test.ts', 'test/laws/laws.test.ts'];
const compiling = [rows, 'test/laws/laws.test.ts'];
const services = [rows, 'test/engine/services/', 'test/snapshot/services.test.ts'];
const answers = ['test/session/', 'test/cli/answers.test.ts', 'test/cli/json.test.ts', 'test/scenarios.test.ts'];

export const faults: readonly Fault[] = [
  ...inReading.map((fault) => ({ ...fault, seenBy: reading })),
  ...inMeaning.map((fault) => ({ ...fault, seenBy: meaning })),
  ...inCompiling.map((fault) => ({ ...fault, seenBy: compiling })),
  ...inAnswers.map((fault) => ({ ...fault, seenBy: answers })),
  ...inWhatIf.map((fault) => ({ ...fault, seenBy: ['test/engine/compile.test.ts', 'test/laws/laws.test.ts'] })),
  ...inTelling.map((fault) => ({ ...fault, seenBy: answers })),
  ...inCosts.map((fault) => ({ ...fault, seenBy: ['test/cost/'] })),
  ...inSets.map((fault) => ({ ...fault, seenBy: compiling })),
  ...inTiers.map((fault) => ({ ...fault, seenBy: [rows] })),
  ...inTierRows.map((fault) => ({ ...fault, seenBy: [rows] })),
  ...inReadingTiers.map((fault) => ({ ...fault, seenBy: [rows, 'test/snapshot/'] })),
  ...inServices.map((fault) => ({ ...fault, seenBy: services })),
  ...inEntering.map((fault) => ({ ...fault, seenBy: ['test/engine/services/'] })),
  ...inFinding.map((fault) => ({
    ...fault,
    seenBy: ['test/engine/exposure.test.ts', 'test/engine/lint/', 'test/cli/'],
  })),
  ...inOpenPoints.map((fault) => ({
    ...fault,
    seenBy: [rows, 'test/snapshot/plain.test.ts', 'test/scenarios.test.ts'],
  })),
];
