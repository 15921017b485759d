// Reads raw objects that anyone may have written: each field knows the way to it, wrong types become
// diagnostics, and nothing throws. `null` is "left out", as the API server takes it. The way is a
// chain of parents, so that reading a field costs no array.

import type { Origin } from '../engine/model/origin.ts';
import type { Code, Diagnostic, Severity } from './diagnostic.ts';

/** The reading of one object: where it stands, how strict to be, and who hears what is wrong. */
export interface Reading {
  readonly origin: Origin;
  readonly mode: 'strict' | 'lenient';
  readonly report: (diagnostic: Diagnostic) => void;
}

export interface Field {
  /** undefined where the field is left out. */
  readonly raw: unknown;
  readonly key: string | number;
  readonly parent: Field | 'none';
  readonly reading: Reading;
}

export type Path = readonly (string | number)[];

export function rootField(raw: unknown, reading: Reading): Field {
  return { raw, key: '', parent: 'none', reading };
}

export function pathOf(field: Field): Path {
  return field.parent === 'none' ? [] : [...pathOf(field.parent), field.key];
}

/** The member of that name; left out where there is none, or the field is no mapping. */
export function at(field: Field, key: string): Field {
  const found = isMapping(field.raw) ? field.raw[key] : undefined;
  const raw = found !== undefined && Object.hasOwn(field.raw as object, key) ? found : undefined;
  return { raw, key, parent: field, reading: field.reading };
}

export function isGiven({ raw }: Field): boolean {
  return raw !== undefined && raw !== null;
}

/** [] where the list is left out. */
export function elements(field: Field): readonly Field[] {
  if (!isGiven(field)) return [];
  if (!Array.isArray(field.raw)) {
    wrongType(field, 'a list');
    return [];
  }
  return field.raw.map((raw: unknown, key) => ({ raw, key, parent: field, reading: field.reading }));
}

/** The members of a mapping; [] where it is left out. */
export function members(field: Field): readonly (Field & { readonly key: string })[] {
  return Object.entries(mapping(field)).map(([key, raw]) => ({ raw, key, parent: field, reading: field.reading }));
}

/** {} where the mapping is left out, as the API reads it. */
export function mapping(field: Field): Readonly<Record<string, unknown>> {
  if (isMapping(field.raw)) return field.raw;
  if (isGiven(field)) wrongType(field, 'a mapping');
  return {};
}

export function text(field: Field): string | undefined {
  const { raw } = field;
  if (typeof raw === 'string') return raw;
  if (!isGiven(field)) return undefined;
  if (raw instanceof String) {
    report(
      field,
      'warning',
      'yaml-1.1-word',
      `${show(raw)} is text here, but kubectl reads a boolean; put it in quotes`,
    );
    return raw.valueOf();
  }
  wrongType(field, 'a string');
  return undefined;
}

export function integer(field: Field): number | undefined {
  const { raw } = field;
  if (!isGiven(field)) return undefined;
  if (typeof raw === 'number' && Number.isSafeInteger(raw)) return raw;
  if (raw instanceof Number) {
    const message = `a number with a leading zero is read as decimal ${show(raw)}, but kubectl reads octal; drop the zero`;
    report(field, 'warning', 'yaml-1.1-word', message);
    return raw.valueOf();
  }
  wrongType(field, 'a whole number');
  return undefined;
}

export function flag(field: Field): boolean {
  const { raw } = field;
  if (typeof raw === 'boolean') return raw;
  if (raw instanceof String) {
    const means = /^(?:y|yes|on)$/i.test(raw.valueOf());
    report(field, 'warning', 'yaml-1.1-word', `${show(raw)} is ${means} to kubectl only; write \`${means}\``);
    return means;
  }
  if (isGiven(field)) wrongType(field, 'true or false');
  return false;
}

/** What the API server refuses: an error, or a warning in lenient mode, which goes on with a reading that `lenient` names. */
export function refuse(field: Field, code: Code, message: string, lenient: string): void {
  if (field.reading.mode === 'strict') report(field, 'error', code, message);
  else report(field, 'warning', code, `${message} (lenient: ${lenient})`);
}

/** What no mode can evaluate. */
export function fail(field: Field, code: Code, message: string): void {
  report(field, 'error', code, message);
}

export function warn(field: Field, code: Code, message: string): void {
  report(field, 'warning', code, message);
}

export function report(field: Field, severity: Severity, code: Code, message: string): void {
  field.reading.report({ severity, code, message, origin: field.reading.origin, path: pathOf(field) });
}

export function wrongType(field: Field, wanted: string): void {
  fail(field, 'wrong-type', `${nameOf(field)} should be ${wanted}, not ${show(field.raw)}`);
}

function nameOf(field: Field): string {
  if (typeof field.key === 'string') return field.key === '' ? 'the object' : `\`${shorten(field.key)}\``;
  return field.parent === 'none' ? 'the object' : `item ${field.key} of ${nameOf(field.parent)}`;
}

/** A raw value for a message, in backticks and short. */
export function show(raw: unknown): string {
  if (raw === undefined || raw === null) return 'null';
  if (Array.isArray(raw)) return 'a list';
  if (isMapping(raw)) return 'a mapping';
  return `\`${shorten(String(raw))}\``;
}

export function shorten(words: string): string {
  return words.length > 60 ? `${words.slice(0, 57)}…` : words;
}

export function isMapping(raw: unknown): raw is Readonly<Record<string, unknown>> {
  if (typeof raw !== 'object' || raw === null) return false;
  if (Object.getPrototypeOf(raw) === Object.prototype) return true; // nearly all are
  return !Array.isArray(raw) && !(raw instanceof String) && !(raw instanceof Number);
}
