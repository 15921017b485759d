// Selectors that are plainly right, and the pods that they mean: those that say the same in the same order are one value.

import type { LabelSelector, Requirement } from '../../engine/model/labels.ts';
import { isNonEmpty } from '../../engine/model/non-empty.ts';
import type { PodScope } from '../../engine/model/policy.ts';
import { isLabelKey, isLabelValue } from '../decode/names.ts';
import { fieldsOf, isLeftOut, isPlain, type Raw, remembered } from './plain.ts';

const isSelector = fieldsOf('LabelSelector');
const isRequirement = fieldsOf('LabelSelectorRequirement');

const every: LabelSelector = [];

export function plainSelectors(): (raw: unknown) => LabelSelector | 'check' {
  const labelKey = remembered(isLabelKey);
  const ofOneLabel = new Map<string, Map<string, LabelSelector>>();
  const others = new Map<string, LabelSelector>();

  const oneLabel = (key: string, value: unknown): LabelSelector | 'check' => {
    if (typeof value !== 'string') return 'check';
    const known = ofOneLabel.get(key)?.get(value);
    if (known !== undefined) return known;
    if (labelKey(key) === undefined || !isLabelValue(value)) return 'check';
    const selector: LabelSelector = [{ op: 'In', key, values: [value] }];
    inner(ofOneLabel, key).set(value, selector);
    return selector;
  };

  return (raw) => {
    if (isLeftOut(raw)) return every;
    if (!isSelector(raw)) return 'check';
    const { matchLabels, matchExpressions } = raw;
    if (!isLeftOut(matchLabels) && !isPlain(matchLabels)) return 'check';
    if (isLeftOut(matchExpressions)) {
      if (isLeftOut(matchLabels)) return every;
      const keys = Object.keys(matchLabels);
      const [key] = keys;
      if (key === undefined) return every;
      if (keys.length === 1) return oneLabel(key, matchLabels[key]);
    }
    const requirements = [...ofLabels(matchLabels, labelKey), ...ofExpressions(matchExpressions, labelKey)];
    const right = requirements.filter((one) => one !== 'check');
    if (right.length < requirements.length) return 'check';
    // No key or value has one of these signs.
    const meaning = right.map((one) => `${one.op} ${one.key} ${'values' in one ? one.values.join() : ''}`).join(';');
    const selector = others.get(meaning) ?? right;
    others.set(meaning, selector);
    return selector;
  };
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
  readonly selector: (raw: unknown) => LabelSelector | 'check';
  readonly inNamespace: (namespace: string, pods: LabelSelector) => PodScope;
  readonly inNamespaces: (namespaces: LabelSelector, pods: LabelSelector) => PodScope;
}

export function plainScopes(): PlainScopes {
  const named = lastKept<string, LabelSelector, PodScope>();
  const matching = new Map<LabelSelector, Map<LabelSelector, PodScope>>();
  return {
    selector: plainSelectors(),
    inNamespace: (name, pods) => scopeOf(named(name), pods, () => ({ kind: 'named', name })),
    inNamespaces: (selector, pods) => scopeOf(inner(matching, selector), pods, () => ({ kind: 'matching', selector })),
  };
}

function scopeOf(
  known: Map<LabelSelector, PodScope>,
  pods: LabelSelector,
  namespaces: () => PodScope['namespaces'],
): PodScope {
  const earlier = known.get(pods);
  if (earlier !== undefined) return earlier;
  const scope: PodScope = { kind: 'pods', namespaces: namespaces(), pods, hostNetwork: 'as-assumed' };
  known.set(pods, scope);
  return scope;
}

/** The map of a key, which is as a rule the one that was asked for before: lists are sorted. */
function lastKept<K, L, V>(): (key: K) => Map<L, V> {
  const all = new Map<K, Map<L, V>>();
  let last: { readonly key: K; readonly map: Map<L, V> } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, map: inner(all, key) };
    return last.map;
  };
}

function inner<K, L, V>(outer: Map<K, Map<L, V>>, key: K): Map<L, V> {
  const known = outer.get(key);
  if (known !== undefined) return known;
  const made = new Map<L, V>();
  outer.set(key, made);
  return made;
}
