// Generated policies of other vendors. Each leaves much open, so that few clusters have one.
import fc from 'fast-check';
import { CROWDED, raw, weighted } from './alphabet.ts';

const KINDS = [
  ['cilium.io/v2', 'CiliumNetworkPolicy', 'namespaced'],
  ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy', 'cluster'],
  ['projectcalico.org/v3', 'NetworkPolicy', 'namespaced'],
  ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', 'cluster'],
  ['crd.antrea.io/v1beta1', 'NetworkPolicy', 'namespaced'],
  ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy', 'cluster'],
  ['security.istio.io/v1', 'AuthorizationPolicy', 'namespaced'],
] as const;

/** In four clusters of a hundred. */
export function foreignPolicies(): fc.Arbitrary<readonly object[]> {
  return weighted<readonly object[]>([24, fc.constant([])], [1, foreignPolicy().map((one) => [one])]);
}

function foreignPolicy(): fc.Arbitrary<object> {
  return fc
    .tuple(fc.constantFrom(...KINDS), fc.constantFrom(...CROWDED), sections())
    .map(([[apiVersion, kind, reach], namespace, sections]) => ({
      apiVersion,
      kind,
      metadata: raw({ name: 'foreign', namespace: reach === 'cluster' ? undefined : namespace }),
      spec: sectionsOf(apiVersion, sections),
    }));
}

interface Sections {
  readonly ingress: boolean;
  readonly egress: boolean;
}

function sections(): fc.Arbitrary<Sections> {
  return fc.record({ ingress: fc.boolean(), egress: fc.boolean() }, { noNullPrototype: true });
}

/** Each vendor's own way to say which directions a policy is about. */
function sectionsOf(apiVersion: string, { ingress, egress }: Sections): object {
  if (apiVersion.startsWith('security.istio.io')) return { action: 'DENY', rules: [{}] };
  const lists = { ...(ingress ? { ingress: [{}] } : {}), ...(egress ? { egress: [{}] } : {}) };
  if (apiVersion.startsWith('cilium.io')) return { endpointSelector: {}, ...lists };
  if (apiVersion.startsWith('crd.antrea.io')) return { priority: 5, appliedTo: [{ podSelector: {} }], ...lists };
  const types = [...(ingress ? ['Ingress'] : []), ...(egress ? ['Egress'] : [])];
  return { selector: 'all()', ...(types.length > 0 ? { types } : {}) };
}
