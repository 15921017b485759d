// Selectors in policies of other makers, where they are plainly of Kubernetes labels. Whatever is more, other
// or wrong is not plain, and then nobody is left out (005 rule 22): nothing is reported, since the rest of the
// policy is not read either.

import type { LabelSelector, Requirement } from '../../engine/model/labels.ts';
import { isNonEmpty } from '../../engine/model/non-empty.ts';
import { isMapping } from '../field.ts';

export type PlainSelector = LabelSelector | 'not-plain';

/** A LabelSelector of Kubernetes; left out, `fallback`. */
export function plainSelector(raw: unknown, fallback: PlainSelector): PlainSelector {
  if (raw === undefined || raw === null) return fallback;
  if (!hasOnly(raw, ['matchLabels', 'matchExpressions'])) return 'not-plain';
  const labels = plainLabels(raw.matchLabels);
  const expressions = raw.matchExpressions ?? [];
  if (labels === 'not-plain' || !Array.isArray(expressions)) return 'not-plain';
  return whole([...labels, ...expressions.map(requirement)]);
}

export function plainLabels(raw: unknown): PlainSelector {
  if (raw === undefined || raw === null) return [];
  if (!isMapping(raw)) return 'not-plain';
  return whole(
    Object.entries(raw).map(([key, value]) =>
      typeof value === 'string' && key !== '' ? { op: 'In', key, values: [value] } : 'not-plain',
    ),
  );
}

export function whole(requirements: readonly (Requirement | 'not-plain')[]): PlainSelector {
  const plain = requirements.filter((one) => one !== 'not-plain');
  return plain.length === requirements.length ? plain : 'not-plain';
}

/** Whether it is a mapping with fields of these names alone; null is left out. */
export function hasOnly(raw: unknown, names: readonly string[]): raw is Readonly<Record<string, unknown>> {
  if (!isMapping(raw)) return false;
  return Object.entries(raw).every(([name, value]) => value === null || value === undefined || names.includes(name));
}

function requirement(raw: unknown): Requirement | 'not-plain' {
  if (!hasOnly(raw, ['key', 'operator', 'values'])) return 'not-plain';
  const { key, operator } = raw;
  const values: unknown = raw.values ?? [];
  if (typeof key !== 'string' || key === '' || !isTexts(values)) return 'not-plain';
  if (operator === 'In' || operator === 'NotIn')
    return isNonEmpty(values) ? { op: operator, key, values } : 'not-plain';
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    return values.length === 0 ? { op: operator, key } : 'not-plain';
  }
  return 'not-plain';
}

function isTexts(raw: unknown): raw is readonly string[] {
  return Array.isArray(raw) && raw.every((one) => typeof one === 'string');
}
