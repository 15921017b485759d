// Where a policy uses fields that only the experimental channel of its API has (X24, X45): nodes and domain names in
// both versions, named ports in v1alpha1 alone.

import { at, type Field, isGiven, isMapping, type Path, pathOf } from '../field.ts';
import type { Dialect } from './cluster-dialect.ts';

export function experimentalFields(spec: Field, { version, ports }: Dialect): readonly Path[] {
  const rules = [...items(at(spec, 'ingress')), ...items(at(spec, 'egress'))];
  return rules
    .flatMap((rule) => [
      ...items(at(rule, 'to')).flatMap((peer) => [at(peer, 'nodes'), at(peer, 'domainNames')]),
      ...(version === 'v1alpha1' ? items(at(rule, ports)).map((port) => at(port, 'namedPort')) : []),
    ])
    .filter(isGiven)
    .map(pathOf);
}

/** What is no list was told of where it was read. */
function items(field: Field): readonly Field[] {
  const { raw } = field;
  if (!Array.isArray(raw)) return [];
  const list: readonly unknown[] = raw;
  return list
    .map((item, key) => ({ raw: item, key, parent: field, reading: field.reading }))
    .filter((item) => isMapping(item.raw));
}
