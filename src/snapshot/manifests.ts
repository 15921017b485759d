// The objects that a parsed document holds: itself, or the items of a List, of a typed list
// (`PodList`), and of lists in lists.

import { isMapping } from './field.ts';

export interface Manifest {
  readonly is: 'manifest';
  readonly raw: Readonly<Record<string, unknown>>;
  /** '' where it is missing. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Indices of `items` down to it. */
  readonly items: readonly number[];
}

export type Found =
  | Manifest
  | { readonly is: 'not-an-object'; readonly raw: unknown; readonly items: readonly number[] }
  /** A list whose `items` are no list. */
  | { readonly is: 'not-items'; readonly raw: unknown; readonly items: readonly number[] };

/** What an item of a typed list takes from the list where it lacks it, as `kubectl get` may print it. */
export interface Inherited {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Lists in lists, deeper than any tool writes them, are hostile. */
const nestingLimit = 16;

export function* manifests(
  raw: unknown,
  items: readonly number[] = [],
  inherited: Inherited = { apiVersion: '', kind: '' },
): Generator<Found> {
  if (!isMapping(raw) || items.length > nestingLimit) {
    yield { is: 'not-an-object', raw, items };
    return;
  }
  const apiVersion = word(raw, 'apiVersion') || inherited.apiVersion;
  const kind = word(raw, 'kind') || inherited.kind;
  if (!isListKind(kind) || (kind !== 'List' && !Object.hasOwn(raw, 'items'))) {
    yield { is: 'manifest', raw, apiVersion, kind, items };
    return;
  }
  const list = Object.hasOwn(raw, 'items') ? (raw.items ?? []) : [];
  if (!isList(list)) {
    yield { is: 'not-items', raw: list, items };
    return;
  }
  const passedOn = passedBy(apiVersion, kind);
  for (const [i, item] of list.entries()) yield* manifests(item, [...items, i], passedOn);
}

function isListKind(kind: string): boolean {
  return kind.endsWith('List');
}

function passedBy(apiVersion: string, kind: string): Inherited {
  return kind === 'List' ? { apiVersion: '', kind: '' } : { apiVersion, kind: kind.slice(0, -'List'.length) };
}

/** Whether an object with `items` may yet turn out to be a list: it is known in part. */
export function mayBeList(head: Readonly<Record<string, unknown>>): boolean {
  const kind = word(head, 'kind');
  return kind === '' || isListKind(kind);
}

/** What the items of a list take from it; 'no-list' where it is none. */
export function passedOnBy(list: unknown): Inherited | 'no-list' {
  const kind = isMapping(list) ? word(list, 'kind') : '';
  return isMapping(list) && isListKind(kind) ? passedBy(word(list, 'apiVersion'), kind) : 'no-list';
}

/** Whether it says itself what it is, whatever list it stands in. */
export function saysItsKind(raw: unknown): boolean {
  return isMapping(raw) && word(raw, 'apiVersion') !== '' && word(raw, 'kind') !== '';
}

function isList(raw: unknown): raw is readonly unknown[] {
  return Array.isArray(raw);
}

function word(raw: Readonly<Record<string, unknown>>, key: string): string {
  const value = Object.hasOwn(raw, key) ? raw[key] : '';
  return typeof value === 'string' ? value : '';
}
