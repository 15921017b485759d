// What a check says: about which object, where in it, why, and the change that mends it. A change is data that a
// program can apply: paths are field names and list indices from the object's root.

import type { Origin } from '../model/origin.ts';
import { codeText, type LintCode, type Severity } from './codes.ts';

export type Path = readonly (string | number)[];

/** A policy, a workload or a namespace: what a finding is about. */
export interface Subject {
  readonly kind: string;
  /** '' where it has none. */
  readonly namespace: string;
  readonly name: string;
  readonly origin: Origin;
}

/** A value of YAML. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

export type LintEdit =
  | { readonly kind: 'delete-object' }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'set'; readonly path: Path; readonly value: Plain }
  | { readonly kind: 'append'; readonly path: Path; readonly value: Plain }
  | { readonly kind: 'add-object'; readonly manifest: { readonly [key: string]: Plain } };

/** The edits are made together, in order; [] where only a person can tell what was meant. */
export interface Mend {
  readonly sentence: string;
  readonly edits: readonly LintEdit[];
}

export interface Finding {
  readonly code: LintCode;
  readonly severity: Severity;
  readonly about: Subject;
  readonly path: Path;
  readonly message: string;
  readonly why: string;
  readonly mend: Mend;
}

export interface Told {
  readonly about: Subject;
  readonly path: Path;
  readonly message: string;
  readonly mend: Mend;
  /** Left out: as bad as its code is. */
  readonly severity?: Severity;
}

export function finding(code: LintCode, { about, path, message, mend, severity }: Told): Finding {
  const { severity: usual, help } = codeText(code);
  return { code, severity: severity ?? usual, about, path, message, why: help, mend };
}

export function byPerson(sentence: string): Mend {
  return { sentence, edits: [] };
}
