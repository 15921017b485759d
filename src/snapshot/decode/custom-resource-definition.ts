// CustomResourceDefinitions of the cluster-wide policy kinds: an annotation says which channel they are of, and
// with it which fields the API server keeps. Definitions of everything else are not used.

import { at, type Field, isGiven, isMapping } from '../field.ts';
import type { PolicyDefinition } from '../snapshot.ts';
import { nameOf } from './metadata.ts';

const group = 'policy.networking.k8s.io';

export function customResourceDefinition(root: Field): PolicyDefinition | 'not-used' {
  const spec = at(root, 'spec');
  const defines = at(at(spec, 'names'), 'kind').raw;
  if (at(spec, 'group').raw !== group || typeof defines !== 'string') return 'not-used';
  const annotations = at(at(root, 'metadata'), 'annotations');
  const channel = isMapping(annotations.raw) ? at(annotations, `${group}/channel`) : annotations;
  return {
    kind: 'CustomResourceDefinition',
    name: nameOf(root),
    defines,
    channel:
      isGiven(channel) && (channel.raw === 'standard' || channel.raw === 'experimental') ? channel.raw : 'not-told',
    origin: root.reading.origin,
  };
}
