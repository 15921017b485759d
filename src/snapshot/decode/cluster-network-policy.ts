// ClusterNetworkPolicy v1alpha2: one kind for both tiers, with a priority inside each (R140).

import { type Tier, tiers } from '../../engine/model/policy.ts';
import { at, type Field, fail, isGiven, show, text } from '../field.ts';
import type { ClusterPolicyObject } from '../snapshot.ts';
import { clusterNetworkPolicyDialect as dialect } from './cluster-dialect.ts';
import { body, head, priority } from './cluster-policy.ts';

export function clusterNetworkPolicy(root: Field): ClusterPolicyObject {
  const named = head(root, dialect);
  const spec = at(root, 'spec');
  return {
    kind: dialect.kind,
    ...named,
    tier: tierOf(at(spec, 'tier')),
    priority: priority(at(spec, 'priority')),
    ...body(root, dialect),
  };
}

function tierOf(field: Field): Tier {
  const written = text(field);
  const tier = tiers.find((one) => one === written);
  if (tier !== undefined) return tier;
  if (written !== undefined) fail(field, 'bad-tier', `tier ${show(written)} should be \`Admin\` or \`Baseline\``);
  else if (!isGiven(field)) fail(field, 'missing-field', '`spec.tier` is missing; it is `Admin` or `Baseline`');
  return 'Baseline';
}
