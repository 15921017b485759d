// Selectors that are plainly right, and the pods that they mean: those that say the same in the same order are one value.

import type { LabelSelector, Requirement } from '../../engine/model/labels.ts';
import { isNonEmpty } from '../../engine/model/non-empty.ts';
import type { PodScope } from '../../engine/model/policy.ts';
import { isLabelKey, isLabelValue } from '../decode/names.ts';
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
    const requirements = [...ofLabels(matchLabels, labelKey), ...ofExpressions(matchExpressions, labelKey)];
    const right = requirements.filter((one) => one !== 'check');
    if (right.length < requirements.length) return 'check';
    // No key or value has one of these signs.
    const meaning = right.map((one) => `${one.op} ${one.key} ${'values' in one ? one.values.join() : ''}`).join(';');
    const known = others.get(meaning) ?? numbered(right);
    others.set(meaning, known);
    return known;
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

export interface PlainScopes {
  readonly selector: (raw: unknown) => Numbered | 'check';
  readonly inNamespace: (namespace: string, pods: Numbered) => PodScope;
  readonly inNamespaces: (namespaces: Numbered, pods: Numbered) => PodScope;
}

/** There are fewer selectors in any text that is read. */
const stride = 2 ** 26;

export function plainScopes(): PlainScopes {
  const named = new Map<number, PodScope>();
  const matching = new Map<number, PodScope>();
  const namespaces = new Map<string, number>();
  let last = { name: '', number: -1 }; // lists are sorted as a rule
  const numberOf = (name: string): number => {
    if (name === last.name) return last.number;
    const number = namespaces.get(name) ?? namespaces.size;
    namespaces.set(name, number);
    last = { name, number };
    return number;
  };
  return {
    selector: plainSelectors(),
    inNamespace: (name, pods) => {
      const key = numberOf(name) * stride + pods.number;
      const known = named.get(key);
      if (known !== undefined) return known;
      return kept(named, key, scopeOf({ kind: 'named', name }, pods.selector));
    },
    inNamespaces: ({ selector, number }, pods) => {
      const key = number * stride + pods.number;
      const known = matching.get(key);
      if (known !== undefined) return known;
      return kept(matching, key, scopeOf({ kind: 'matching', selector }, pods.selector));
    },
  };
}

function scopeOf(namespaces: PodScope['namespaces'], pods: LabelSelector): PodScope {
  return { kind: 'pods', namespaces, pods, hostNetwork: 'as-assumed' };
}

function kept(all: Map<number, PodScope>, key: number, scope: PodScope): PodScope {
  all.set(key, scope);
  return scope;
}
