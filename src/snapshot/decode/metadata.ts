// ObjectMeta: only what we use. Of annotations only whether some are there is read (beside.ts).

import type { Labels } from '../../engine/model/labels.ts';
import { at, elements, type Field, fail, isGiven, members, refuse, report, show, text } from '../field.ts';
import type { Owner } from '../snapshot.ts';
import { isDnsLabel, isLabelKey, isLabelValue, isSubdomain } from './names.ts';

export function nameOf(root: Field): string {
  const field = at(at(root, 'metadata'), 'name');
  const name = text(field);
  if (name !== undefined && name !== '') {
    if (!isSubdomain(name)) {
      const message = `name ${show(name)} should be lower-case letters, digits, \`-\` and \`.\`, at most 253`;
      refuse(field, 'bad-name', message, 'taken as it is');
    }
    return name;
  }
  const generated = text(at(at(root, 'metadata'), 'generateName'));
  if (generated !== undefined && generated !== '') return generated;
  if (!isGiven(field) || name === '') fail(field, 'bad-name', '`metadata.name` is missing');
  return '';
}

/** Left out means `default`, which kubectl would take from its context. */
export function namespaceOf(root: Field): string {
  const field = at(at(root, 'metadata'), 'namespace');
  const name = text(field);
  if (name === undefined || name === '') {
    report(field, 'info', 'namespace-defaulted', 'without `metadata.namespace`: taken to be in namespace `default`');
    return 'default';
  }
  if (!isDnsLabel(name)) {
    const message = `namespace ${show(name)} should be lower-case letters, digits and \`-\`, at most 63`;
    refuse(field, 'bad-name', message, 'taken as it is');
  }
  return name;
}

export function labelsOf(owner: Field): Labels {
  const labels = new Map<string, string>();
  for (const field of members(at(at(owner, 'metadata'), 'labels'))) labels.set(labelKey(field), labelValue(field));
  return labels;
}

/** The key of a label, checked. */
export function labelKey(field: Field & { readonly key: string }): string {
  checkLabelKey(field, field.key);
  return field.key;
}

export function checkLabelKey(field: Field, key: string): void {
  if (isLabelKey(key)) return;
  const message = `label key ${show(key)} should be a name of at most 63 letters, digits, \`-\`, \`_\`, \`.\`, with an optional \`prefix/\``;
  refuse(field, 'bad-label-key', message, 'taken as it is');
}

/** A label's value is a string: `true` or `1` without quotes fails to decode, as in the API server; null is "". */
export function labelValue(field: Field): string {
  const { raw } = field;
  if ((typeof raw === 'boolean' || typeof raw === 'number' || raw instanceof Number) && isGiven(field)) {
    const message = `label value ${show(raw)} should be a string; put it in quotes`;
    refuse(field, 'wrong-type', message, 'taken as text');
    return String(raw);
  }
  const value = text(field) ?? '';
  if (!isLabelValue(value)) {
    const message = `label value ${show(value)} should be at most 63 letters, digits, \`-\`, \`_\`, \`.\`, with a letter or digit at both ends`;
    refuse(field, 'bad-label-value', message, 'taken as it is');
  }
  return value;
}

/** The one owner that is the controller. */
export function ownerOf(root: Field): Owner | 'none' {
  const controller = elements(at(at(root, 'metadata'), 'ownerReferences')).find(
    (reference) => at(reference, 'controller').raw === true,
  );
  if (controller === undefined) return 'none';
  const kind = text(at(controller, 'kind'));
  const name = text(at(controller, 'name'));
  return kind === undefined || name === undefined ? 'none' : { kind, name };
}
