// Namespace: its name and labels.

import type { Field } from '../field.ts';
import type { NamespaceObject } from '../snapshot.ts';
import { labelsOf, nameOf } from './metadata.ts';

export function namespace(root: Field): NamespaceObject {
  return { kind: 'Namespace', name: nameOf(root), labels: labelsOf(root), origin: root.reading.origin };
}
