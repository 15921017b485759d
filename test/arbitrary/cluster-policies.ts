// Generated cluster-wide policies of the three kinds, as their servers with experimental fields would take them.
import fc from 'fast-check';
import { POLICY_NAMES, PRIORITIES, raw, weighted } from './alphabet.ts';
import { type Api, scope } from './cluster-peers.ts';
import { tieredRules } from './tiered-rules.ts';

interface Made {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** None in one cluster of two; else up to four, so few of a tier that ties and gaps both come about. */
export function clusterPolicies(): fc.Arbitrary<readonly object[]> {
  const one = weighted<Made>([4, clusterNetworkPolicy()], [2, adminNetworkPolicy()], [1, baselineAdminNetworkPolicy()]);
  const some = fc.uniqueArray(one, {
    minLength: 1,
    maxLength: 4,
    size: 'max',
    // Cluster-scoped: there is one object of a kind and a name.
    selector: ({ kind, metadata }) => `${kind} ${metadata.name}`,
  });
  return weighted<readonly object[]>([1, fc.constant([])], [1, some]);
}

function clusterNetworkPolicy(): fc.Arbitrary<Made> {
  return fc
    .tuple(name(), fc.constantFrom('Admin', 'Baseline'), priority(), body('v1alpha2', ['Accept', 'Deny', 'Pass']))
    .map(([name, tier, priority, body]) => ({
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name },
      spec: { tier, priority, ...body },
    }));
}

function adminNetworkPolicy(): fc.Arbitrary<Made> {
  return fc.tuple(name(), priority(), body('v1alpha1', ['Allow', 'Deny', 'Pass'])).map(([name, priority, body]) => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name },
    spec: { priority, ...body },
  }));
}

function baselineAdminNetworkPolicy(): fc.Arbitrary<Made> {
  return body('v1alpha1 baseline', ['Allow', 'Deny']).map((spec) => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    // X29: the only name that it may have.
    metadata: { name: 'default' },
    spec,
  }));
}

function body(api: Api, actions: readonly string[]): fc.Arbitrary<object> {
  const wide = fc.constant({ namespaces: {} });
  return fc
    .tuple(
      weighted<object>([2, scope(api)], [1, wide]),
      tieredRules(api, 'ingress', actions),
      tieredRules(api, 'egress', actions),
    )
    .map(([subject, ingress, egress]) => raw({ subject, ingress, egress }));
}

function name(): fc.Arbitrary<string> {
  return fc.constantFrom(...POLICY_NAMES);
}

function priority(): fc.Arbitrary<number> {
  return fc.constantFrom(...PRIORITIES);
}
