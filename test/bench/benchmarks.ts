import { adversarial } from './adversarial.ts';
import { analysis, classes, compiling } from './analysis.ts';
import { answers } from './answers.ts';
import { canReach, diff } from './asking.ts';
import { cliStart } from './cli-start.ts';
import { edit, podEvent } from './edit.ts';
import { growth } from './growth.ts';
import type { Benchmark } from './measure.ts';
import { memory } from './memory.ts';
import { plainLoops } from './oracle.ts';
import { page } from './page.ts';
import { reading } from './read.ts';

/** In the order that they run in. */
export const benchmarks: readonly Benchmark[] = [
  cliStart,
  reading,
  analysis,
  compiling,
  classes,
  edit,
  podEvent,
  growth,
  memory,
  adversarial,
  answers,
  canReach,
  diff,
  plainLoops,
  page,
];
