// What was found in each place, told once: what says no more than a wider region is left out, places with
// equal answers are one entry, and "any namespace" is said where no namespace gives less.

import type { Namespace } from '../model/cluster.ts';
import type { LabelSelector } from '../model/labels.ts';
import { difference, intersection, isSubset } from '../sets/intervals.ts';
import { noPorts, type PortSet } from '../sets/ports.ts';
import { distinctRules, type Granted, ruleKey } from './exposure-judge.ts';
import type { Example, Place } from './exposure-places.ts';
import { liesIn, selectorKey, simplest } from './exposure-regions.ts';
import type { RuleOf } from './exposure-scopes.ts';
import type { Found } from './exposure-search.ts';

export type Where =
  | { readonly kind: 'any' }
  | { readonly kind: 'existing'; readonly namespaces: readonly Namespace[] }
  | { readonly kind: 'new'; readonly labels: LabelSelector };

export interface PodsEntry {
  readonly where: Where;
  readonly pods: LabelSelector;
  /** One pod of those meant, with the fewest labels. */
  readonly example: Example;
  readonly granted: Granted;
  readonly unless: readonly RuleOf[];
  /** Ports that a pod opens by naming them: 'sql/TCP'. Of destinations only. */
  readonly namedPorts: readonly string[];
}

export interface PlaceFound {
  readonly place: Place;
  readonly found: readonly Found[];
}

export function entriesOf(all: readonly PlaceFound[]): readonly PodsEntry[] {
  const entries = all.flatMap(({ place, found }) => {
    const told = found.map((each) => entryAt(place, each)).filter(saysSomething);
    return told.filter((each, i) => !told.some((other, j) => i !== j && covers(other, each, j < i ? 'too' : 'not')));
  });
  const everywhere = entries.filter((entry) => isEverywhere(entry, all)).map((entry) => anywhere(entry));
  const others = entries.filter((entry) => !everywhere.some((wide) => covers(wide, entry, 'too')));
  return [...everywhere, ...merged(others)];
}

function entryAt(place: Place, { region, example, granted, unless, named }: Found): PodsEntry {
  const where: Where = place.kind === 'existing' ? place : { kind: 'new', labels: simplest(region.namespaces) };
  const by = distinctRules([...granted.by, ...named.map(({ of }) => of)]);
  const namedPorts = [...new Set(named.map(({ text }) => text))].sort();
  return { where, pods: region.pods, example, granted: { ...granted, by }, unless, namedPorts };
}

function saysSomething({ granted, namedPorts }: PodsEntry): boolean {
  return granted.possible.length > 0 || namedPorts.length > 0;
}

/** Whether the first says all that the second says, about as many pods or more. */
function covers(wide: PodsEntry, narrow: PodsEntry, ties: 'too' | 'not'): boolean {
  if (!liesIn(regionOf(narrow), regionOf(wide)) || !grantsAsMuch(wide.granted, narrow.granted)) return false;
  if (!narrow.namedPorts.every((name) => wide.namedPorts.includes(name))) return false;
  // What a Deny may take from the wide one, but not from the narrow one, is still worth telling.
  if (!wide.unless.every((rule) => isAmong(rule, narrow.unless))) return false;
  return ties === 'too' || !covers(narrow, wide, 'too');
}

function regionOf({ where, pods }: PodsEntry) {
  return { namespaces: where.kind === 'new' ? where.labels : [], pods };
}

export function grantsAsMuch(a: Granted, b: Granted): boolean {
  return isSubset(b.every, a.every) && isSubset(b.some, a.some) && isSubset(b.possible, a.possible);
}

/** A new namespace without a label is one of many; every existing one must give as much. */
function isEverywhere(entry: PodsEntry, all: readonly PlaceFound[]): boolean {
  if (entry.where.kind !== 'new' || entry.where.labels.length > 0) return false;
  return all.every(({ place, found }) => {
    if (place.kind === 'new') return true;
    const same = found.find(({ region }) => selectorKey(region.pods) === selectorKey(entry.pods));
    return (
      same !== undefined &&
      grantsAsMuch(same.granted, entry.granted) &&
      same.unless.every((rule) => isAmong(rule, entry.unless)) &&
      entry.namedPorts.every((name) => same.named.some(({ text }) => text === name))
    );
  });
}

function isAmong(rule: RuleOf, rules: readonly RuleOf[]): boolean {
  return rules.some((other) => ruleKey(other) === ruleKey(rule));
}

function anywhere(entry: PodsEntry): PodsEntry {
  return { ...entry, where: { kind: 'any' } };
}

function merged(entries: readonly PodsEntry[]): readonly PodsEntry[] {
  const groups = new Map<string, PodsEntry>();
  for (const entry of entries) {
    const key = entryKey(entry);
    const known = groups.get(key);
    groups.set(key, known === undefined ? entry : joined(known, entry));
  }
  return [...groups.values()];
}

function entryKey({ where, pods, granted, unless, namedPorts }: PodsEntry): string {
  const place = where.kind === 'new' ? `new ${selectorKey(where.labels)}` : where.kind;
  const { every, some, possible, by } = granted;
  const rules = [by, unless].map((list) => distinctRules(list).map(ruleKey));
  return JSON.stringify([place, selectorKey(pods), every, some, possible, rules, namedPorts]);
}

function joined(a: PodsEntry, b: PodsEntry): PodsEntry {
  if (a.where.kind !== 'existing' || b.where.kind !== 'existing') return a;
  const namespaces = [...a.where.namespaces, ...b.where.namespaces];
  return { ...a, where: { kind: 'existing', namespaces: namespaces.toSorted((x, y) => (x.name < y.name ? -1 : 1)) } };
}

/** Every pod and family, some only, and perhaps: apart from each other. */
export function shares({ every, some, possible }: Granted): Record<'ports' | 'partial' | 'unknown', PortSet> {
  const left = possible.length === 0 ? noPorts : difference(possible, some);
  return { ports: intersection(every, possible), partial: difference(some, every), unknown: left };
}
