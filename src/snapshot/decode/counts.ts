// How many entries a list of the cluster-wide kinds may have (X23, X27, X41).

import { type Field, refuse } from '../field.ts';

/** Whether the list has an entry at all; more than there may be are told, and taken all the same. */
export function checkCount(field: Field, count: number, most: number): boolean {
  if (count === 0) {
    refuse(field, 'bad-count', `\`${field.key}\` needs at least one entry`, 'the rule fails closed');
    return false;
  }
  checkMost(field, count, most);
  return true;
}

export function checkMost(field: Field, count: number, most: number): void {
  if (count <= most) return;
  refuse(field, 'bad-count', `\`${field.key}\` has ${count} entries; at most ${most} are allowed`, 'all are taken');
}
