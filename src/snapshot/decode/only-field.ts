// "Exactly one of": the cluster-wide kinds write a choice as an entry with one field. An entry that says nothing
// which is known here may be of a newer version of the API, and then its rule fails closed (R126, R149): under
// Accept it matches nothing, under Deny and Pass it means everyone on every port.

import { at, type Field, isGiven, isMapping, mapping, pathOf, refuse, warn } from '../field.ts';
import { fieldNames, knownFields, type Type } from './known-fields.ts';

export interface Unread {
  readonly kind: 'unread';
  /** What could not be read, for people. */
  readonly what: string;
}

/** What an entry of a list means: nothing at all where `values` is []. */
export type Entry<T> = { readonly kind: 'read'; readonly values: readonly T[] } | Unread;

export function entry<T>(...values: readonly T[]): Entry<T> {
  return { kind: 'read', values };
}

export function unread(field: Field, why: string): Unread {
  return { kind: 'unread', what: `\`${pathWords(field)}\` ${why}` };
}

const closed = 'the rule fails closed';

/** What the API server refuses, and what fails closed where it is read all the same. */
export function refused(field: Field, code: Parameters<typeof refuse>[1], message: string, why: string): Unread {
  refuse(field, code, message, closed);
  return unread(field, why);
}

/** What the API server takes, and nobody can evaluate. */
export function closing(field: Field, code: Parameters<typeof warn>[1], message: string, why: string): Unread {
  warn(field, code, `${message}; ${closed}`);
  return unread(field, why);
}

export type OnlyField = { readonly kind: 'one'; readonly name: string; readonly field: Field } | Unread;

/** The one field that is given, of those that the type has (X21, X42, X43). */
export function onlyField(field: Field, type: Type): OnlyField {
  mapping(field);
  knownFields(field, type);
  const names = fieldNames(type);
  const given = names.filter((name) => isGiven(at(field, name)));
  const [name, ...more] = given;
  if (name !== undefined && more.length === 0) return { kind: 'one', name, field: at(field, name) };
  const choice = `exactly one of ${names.map((one) => `\`${one}\``).join(', ')}`;
  if (name !== undefined) {
    const message = `${listed(given)} stand together; each entry has ${choice}`;
    return refused(field, 'not-one-field', message, `has more than one of ${listed(given)}`);
  }
  const unknown = isMapping(field.raw) ? Object.keys(field.raw).filter((key) => !names.includes(key)) : [];
  if (unknown.length === 0) return refused(field, 'not-one-field', `an entry needs ${choice}`, 'is empty');
  return closing(field, 'fails-closed', 'no field of this entry is known here', 'has no field that is known here');
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' and ');
}

/** spec.ingress[0].from[1] */
function pathWords(field: Field): string {
  return pathOf(field)
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${part}`))
    .join('');
}
