// Objects that are plainly right, read without a Field for each of their parts: what nearly every object of a cluster
// is. At the first thing that is not plainly right the answer is 'check', and the decoders of `decode/` read the whole
// object and say what is wrong: nothing is reported here. What is equal from object to object is one value.

import type { Origin } from '../../engine/model/origin.ts';
import { fieldNames, type Type } from '../decode/known-fields.ts';
import type { ReadObject } from '../snapshot.ts';

export type Raw = Readonly<Record<string, unknown>>;

export type PlainDecoder = (raw: Raw, origin: Origin) => ReadObject | 'check';

/** As JSON.parse makes them: what a name that no prototype has reads from one is its own. */
export function isPlain(raw: unknown): raw is Raw {
  return typeof raw === 'object' && raw !== null && Object.getPrototypeOf(raw) === Object.prototype;
}

export function isLeftOut(raw: unknown): raw is undefined | null {
  return raw === undefined || raw === null;
}

/** Tells mappings that have no field but those of the type. Nearly all have the fields of the one before. */
export function fieldsOf(type: Type): (raw: unknown) => raw is Raw {
  const known: ReadonlySet<string> = new Set(fieldNames(type));
  let before: readonly string[] = [];
  const hasKnown = (raw: Raw): boolean => {
    const keys = Object.keys(raw);
    if (!keys.every((key) => known.has(key))) return false;
    before = keys;
    return true;
  };
  return (raw): raw is Raw => {
    if (!isPlain(raw)) return false;
    let i = 0;
    for (const key in raw) if (before[i++] !== key) return hasKnown(raw);
    return true;
  };
}

/** The word that passes the test, which is asked once for each: one value for all that are equal. */
export function remembered(test: (word: string) => boolean): (word: unknown) => string | undefined {
  const right = new Map<string, string>();
  let last: string | undefined; // as a rule it is asked for again
  return (word) => {
    if (typeof word !== 'string') return undefined;
    if (word === last) return last;
    const known = right.get(word);
    if (known === undefined && !test(word)) return undefined;
    last = known ?? word;
    right.set(last, last);
    return last;
  };
}
