// The wire of lint: findings as plain data.

import type { LintCode, Severity } from '../engine/lint/codes.ts';
import type { LintEdit } from '../engine/lint/finding.ts';
import type { Envelope, ObjectView, Place } from './answers.ts';

export interface FindingView {
  readonly code: LintCode;
  readonly severity: Severity;
  readonly object: ObjectView;
  readonly at: Place;
  /** Lower case, no final stop: what is wrong. */
  readonly message: string;
  readonly why: string;
  /** The edits are made together, in order; [] where only a person can tell what was meant. */
  readonly mend: { readonly sentence: string; readonly edits: readonly LintEdit[] };
}

/** A code that was looked for, whether it was found or not. */
export interface LintRule {
  readonly code: LintCode;
  readonly severity: Severity;
  readonly title: string;
  readonly help: string;
}

export interface LintReport extends Envelope<'LintReport'> {
  /** Of the findings that are told. */
  readonly counts: { readonly error: number; readonly warning: number; readonly info: number };
  readonly items: readonly FindingView[];
  /** Those of the codes that are among the items. */
  readonly rules: readonly LintRule[];
}
