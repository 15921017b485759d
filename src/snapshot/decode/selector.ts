// LabelSelector. Left out and empty are the caller's business; here both are "no requirement".

import type { LabelSelector, Requirement } from '../../engine/model/labels.ts';
import { isNonEmpty } from '../../engine/model/non-empty.ts';
import { at, elements, type Field, fail, isGiven, members, refuse, show, text } from '../field.ts';
import { knownFields } from './known-fields.ts';
import { checkLabelKey, labelKey, labelValue } from './metadata.ts';

export function labelSelector(field: Field): LabelSelector {
  knownFields(field, 'LabelSelector');
  return [
    ...members(at(field, 'matchLabels')).map(
      (label): Requirement => ({ op: 'In', key: labelKey(label), values: [labelValue(label)] }),
    ),
    ...elements(at(field, 'matchExpressions')).flatMap(requirement),
  ];
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

function requirement(field: Field): readonly Requirement[] {
  knownFields(field, 'LabelSelectorRequirement');
  const key = text(at(field, 'key')) ?? '';
  checkLabelKey(at(field, 'key'), key);
  const op = operatorOf(at(field, 'operator'));
  const values = elements(at(field, 'values')).map(labelValue);
  if (op === undefined) return [];
  if (op === 'Exists' || op === 'DoesNotExist') {
    if (values.length > 0) {
      refuse(at(field, 'values'), 'values-forbidden', `operator \`${op}\` takes no values`, 'values are ignored');
    }
    return [{ op, key }];
  }
  if (isNonEmpty(values)) return [{ op, key, values }];
  fail(at(field, 'values'), 'values-missing', `operator \`${op}\` needs at least one value`);
  return [];
}

function operatorOf(field: Field): (typeof operators)[number] | undefined {
  const written = text(field);
  const exact = operators.find((op) => op === written);
  if (exact !== undefined) return exact;
  if (written === undefined && isGiven(field)) return undefined;
  const near = operators.find((op) => op.toLowerCase() === written?.toLowerCase());
  const message = `operator ${show(written)} should be one of ${operators.join(', ')}`;
  if (near === undefined) fail(field, 'bad-operator', message);
  else refuse(field, 'bad-operator', message, `read as \`${near}\``);
  return near;
}
