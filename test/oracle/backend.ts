// What stands behind a Service.
import type { Answer, End } from './three.ts';

export interface Backend {
  readonly end: End;
  readonly port: number;
  /** unknown: perhaps a backend. */
  readonly sure: Answer;
}
