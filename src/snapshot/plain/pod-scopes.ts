// Selectors that are plainly right, and the pods that they mean: those that say the same in the same order are one value.

import type { LabelSelector, Requirement } from '../../engine/model/labels.ts';
import { isNonEmpty } from '../../engine/model/non-empty.ts';
import type { PodScope } from '../../engine/model/policy.ts';
import { isDnsLabel, isLabelKey, isLabelValue } from '../decode/names.ts';
import { fieldsOf, isLeftOut, isPlain, type Raw, remembered } from './plain.ts';

const isSelector = fieldsOf('LabelSelector');
const isRequirement = fieldsOf('LabelSelectorRequirement');

/** A selector, numbered in the order in which they were met. */
export interface Numbered {
  readonly selector: LabelSelector;
  readonly number: number;
}

export function plainSelectors(): (raw: unknown) => Numbered | 'check' {
  const labelKey = remembered(isLabelKey);
  const ofOneLabel = new Map<string, Map<string, Numbered>>();
  const others = new Map<string, Numbered>();
  let count = 0;
  const numbered = (selector: LabelSelector): Numbered => ({ selector, number: count++ });
  const every = numbered([]);

  const oneLabel = (key: string, value: unknown): Numbered | 'check' => {
    if (typeof value !== 'string') return 'check';
    const values = ofOneLabel.get(key);
    const known = values?.get(value);
    if (known !== undefined) return known;
    if (labelKey(key) === undefined || !isLabelValue(value)) return 'check';
    const made = numbered([{ op: 'In', key, values: [value] }]);
    if (values === undefined) ofOneLabel.set(key, new Map([[value, made]]));
    else values.set(value, made);
    return made;
  };

  return (raw) => {
    if (isLeftOut(raw)) return every;
    if (!isSelector(raw)) return 'check';
    const { matchLabels, matchExpressions } = raw;
    if (!isLeftOut(matchLabels) && !isPlain(matchLabels)) return 'check';
    if (isLeftOut(matchExpressions)) {
      const only = onlyKey(matchLabels ?? {});
      if (only === 'none') return every;
      if (only !== 'several' && !isLeftOut(matchLabels)) return oneLabel(only.key, matchLabels[only.key]);
    }
    const right: Requirement[] = [];
    let meaning = '';
    for (const one of [...ofLabels(matchLabels, labelKey), ...ofExpressions(matchExpressions, labelKey)]) {
      if (one === 'check') return 'check';
      right.push(one);
      // No key or value has one of these signs.
      meaning += `${one.op} ${one.key} ${'values' in one ? one.values.join() : ''};`;
    }
    const known = others.get(meaning);
    if (known !== undefined) return known;
    const made = numbered(right.slice());
    others.set(meaning, made);
    return made;
  };
}

function onlyKey(raw: Raw): { readonly key: string } | 'none' | 'several' {
  let only: { readonly key: string } | 'none' = 'none';
  for (const key in raw) {
    if (only !== 'none') return 'several';
    only = { key };
  }
  return only;
}

type LabelKey = ReturnType<typeof remembered>;

function ofLabels(raw: Raw | undefined | null, labelKey: LabelKey): readonly (Requirement | 'check')[] {
  return Object.entries(raw ?? {}).map(([key, value]) => {
    const right = labelKey(key) !== undefined && typeof value === 'string' && isLabelValue(value);
    return right ? { op: 'In', key, values: [value] } : 'check';
  });
}

function ofExpressions(raw: unknown, labelKey: LabelKey): readonly (Requirement | 'check')[] {
  if (isLeftOut(raw)) return [];
  return Array.isArray(raw) ? raw.map((one: unknown) => requirement(one, labelKey)) : ['check'];
}

function requirement(raw: unknown, labelKey: LabelKey): Requirement | 'check' {
  if (!isRequirement(raw)) return 'check';
  const key = labelKey(raw.key);
  const { operator: op } = raw;
  const values: unknown = raw.values ?? [];
  if (key === undefined || !isValues(values)) return 'check';
  if (op === 'In' || op === 'NotIn') return isNonEmpty(values) ? { op, key, values } : 'check';
  return (op === 'Exists' || op === 'DoesNotExist') && values.length === 0 ? { op, key } : 'check';
}

function isValues(raw: unknown): raw is readonly string[] {
  return Array.isArray(raw) && raw.every((value) => typeof value === 'string' && isLabelValue(value));
}

/** What was met of some namespaces, by the numbers of the selectors of pods. */
interface Scopes {
  readonly namespaces: PodScope['namespaces'];
  readonly ofPods: Map<number, PodScope>;
}

/** A namespace that policies stand in. */
export interface OwnNamespace extends Scopes {
  readonly name: string;
}

export interface PlainScopes {
  readonly selector: (raw: unknown) => Numbered | 'check';
  readonly namespaceOf: (raw: unknown) => OwnNamespace | 'check';
  readonly inNamespaces: (namespaces: Numbered, pods: Numbered) => PodScope;
}

export function plainScopes(): PlainScopes {
  const own = new Map<string, OwnNamespace>();
  const matching = new Map<number, Scopes>();
  return {
    selector: plainSelectors(),
    namespaceOf: (name) => {
      if (typeof name !== 'string') return 'check';
      const known = own.get(name);
      if (known !== undefined || !isDnsLabel(name)) return known ?? 'check';
      const made = { name, ...scopesIn({ kind: 'named', name }) };
      own.set(name, made);
      return made;
    },
    inNamespaces: ({ selector, number }, pods) => {
      const known = matching.get(number);
      if (known !== undefined) return scopeOf(known, pods);
      const made = scopesIn({ kind: 'matching', selector });
      matching.set(number, made);
      return scopeOf(made, pods);
    },
  };
}

function scopesIn(namespaces: PodScope['namespaces']): Scopes {
  return { namespaces, ofPods: new Map() };
}

export function scopeOf({ namespaces, ofPods }: Scopes, { selector, number }: Numbered): PodScope {
  const known = ofPods.get(number);
  if (known !== undefined) return known;
  const scope: PodScope = { kind: 'pods', namespaces, pods: selector, hostNetwork: 'as-assumed' };
  ofPods.set(number, scope);
  return scope;
}
