// The answer of `test` as plain data: each expectation, whether it holds, and an explanation where it does not.

import type { EndpointView, Envelope, Place, ReachAnswer } from './answers.ts';

export interface ExpectationView {
  readonly file: string;
  readonly name: string;
  readonly outcome: 'holds' | 'fails';
  /** 'find' is about one finding of lint, 'find-no-more' about all others. */
  readonly must: 'allow' | 'deny' | 'unknown' | 'unchanged' | 'find' | 'find-no-more';
  /** How many ordered pairs it matched. */
  readonly pairs: number;
  readonly at: Place;
  /** '' where it holds. */
  readonly why: string;
  /** The first pairs that fail, each explained as can-reach does. */
  readonly failures: readonly {
    readonly from: EndpointView;
    readonly to: EndpointView;
    readonly why: string;
    readonly answer?: ReachAnswer;
  }[];
}

export interface ExpectationReport extends Envelope<'ExpectationReport'> {
  readonly passed: number;
  readonly failed: number;
  readonly items: readonly ExpectationView[];
}
