// Which namespaces a namespaceSelector means. Namespaces are numbered in the order of their names.

import type { Cluster } from '../model/cluster.ts';
import type { LabelSelector } from '../model/labels.ts';
import { metadataName } from '../model/select.ts';
import { bitset, bitsetRange, emptyBitset } from '../sets/bitset.ts';
import { entry } from '../sets/entry.ts';
import { labelIndex, type Selection, selected } from './label-index.ts';

export interface NamespaceScopes {
  readonly names: readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
  readonly matching: (selector: LabelSelector) => Selection;
}

export function namespaceScopes({ namespaces }: Pick<Cluster, 'namespaces'>): NamespaceScopes {
  const names = namespaces.map(({ name }) => name);
  const index = labelIndex(namespaces.map(({ labels }, i) => [i, labels] as const));
  const notGiven = bitset(namespaces.flatMap(({ origin }, i) => (origin === 'not-given' ? [i] : [])));
  const every = bitsetRange(0, names.length);
  const memo = new Map<string, Selection>();
  return {
    names,
    numberOf: new Map(names.map((name, i) => [name, i])),
    matching: (selector) =>
      entry(memo, JSON.stringify(selector), () => {
        const found = selected({ certain: every, possible: every, assumed: emptyBitset }, selector, index);
        // Of a namespace that the input lacks only the name is known, whatever its labels are taken to be.
        const beyondName = selector.some(({ key }) => key !== metadataName);
        return { ...found, assumed: beyondName ? notGiven : emptyBitset };
      }),
  };
}
