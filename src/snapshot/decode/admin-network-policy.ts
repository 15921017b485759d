// AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1: the two tiers as two kinds (R110, R117). What they call
// `Allow` is `Accept` since.

import { lastPriority } from '../../engine/model/policy.ts';
import { at, type Field, refuse, show } from '../field.ts';
import type { ClusterPolicyObject } from '../snapshot.ts';
import { adminNetworkPolicyDialect, baselineAdminNetworkPolicyDialect } from './cluster-dialect.ts';
import { body, head, priority } from './cluster-policy.ts';

export function adminNetworkPolicy(root: Field): ClusterPolicyObject {
  return {
    kind: 'AdminNetworkPolicy',
    ...head(root, adminNetworkPolicyDialect),
    tier: 'Admin',
    priority: priority(at(at(root, 'spec'), 'priority')),
    ...body(root, adminNetworkPolicyDialect),
  };
}

export function baselineAdminNetworkPolicy(root: Field): ClusterPolicyObject {
  const named = head(root, baselineAdminNetworkPolicyDialect);
  if (named.name !== 'default' && named.name !== '') {
    const message = `the one BaselineAdminNetworkPolicy of a cluster is called \`default\`, not ${show(named.name)}`;
    refuse(at(at(root, 'metadata'), 'name'), 'bad-name', message, 'taken as it is');
  }
  return {
    kind: 'BaselineAdminNetworkPolicy',
    ...named,
    tier: 'Baseline',
    priority: lastPriority,
    ...body(root, baselineAdminNetworkPolicyDialect),
  };
}
