// Selectors in custom resources: the API server checks their types and nothing else (X31), so that an operator
// or value which no selector can have reaches whoever evaluates the policy. What has it cannot be read (R127).

import type { LabelSelector } from '../../engine/model/labels.ts';
import type { Code, Diagnostic } from '../diagnostic.ts';
import { at, elements, type Field, fail, isGiven, isMapping, mapping } from '../field.ts';
import { refused, type Unread, unread } from './only-field.ts';
import { labelSelector } from './selector.ts';

export type SelectorReading = { readonly kind: 'selector'; readonly selector: LabelSelector } | Unread;

const unchecked: ReadonlySet<Code> = new Set([
  'bad-operator',
  'values-missing',
  'values-forbidden',
  'bad-label-key',
  'bad-label-value',
]);

export function clusterSelector(field: Field): SelectorReading {
  const removed = removedField(field);
  if (removed !== undefined) return removed;
  mapping(field);
  if (!isWhole(field)) return unread(field, 'has a requirement without key or operator');
  let readable = true;
  const report = (diagnostic: Diagnostic): void => {
    const isUnchecked = unchecked.has(diagnostic.code);
    readable &&= !isUnchecked;
    const message = `${diagnostic.message}; the API server does not check it here, and the policy fails closed`;
    field.reading.report(isUnchecked ? { ...diagnostic, severity: 'warning', message } : diagnostic);
  };
  const selector = labelSelector({ ...field, reading: { ...field.reading, mode: 'strict', report } });
  return readable ? { kind: 'selector', selector } : unread(field, 'has a selector that cannot be read');
}

const removedFields = ['sameLabels', 'notSameLabels', 'namespaceSelector'];

/** Fields of v0.1.0 that are gone: dropped, the selector would select every namespace (R128). */
function removedField(field: Field): Unread | undefined {
  const gone = removedFields.find((name) => isMapping(field.raw) && Object.hasOwn(field.raw, name));
  if (gone === undefined) return undefined;
  const message = `\`${gone}\` was of v0.1.0 of the API and is gone; write the selector itself, with \`matchLabels\` or \`matchExpressions\``;
  return refused(at(field, gone), 'removed-field', message, 'was removed from the API');
}

/** The schema asks each requirement for its key and operator. */
function isWhole(field: Field): boolean {
  const missing = elements(at(field, 'matchExpressions')).filter(
    (requirement) => !isGiven(at(requirement, 'key')) || !isGiven(at(requirement, 'operator')),
  );
  for (const requirement of missing) fail(requirement, 'missing-field', 'a requirement needs `key` and `operator`');
  return missing.length === 0;
}
