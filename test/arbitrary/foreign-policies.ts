// Generated policies of other vendors. Each leaves much open, so that few clusters have one.
import fc from 'fast-check';
import { CROWDED, raw, weighted } from './alphabet.ts';
import { antreaTarget, calicoTarget, ciliumTarget, istioTarget } from './foreign-targets.ts';

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
    .chain(([[apiVersion, kind, reach], namespace, sections]) => {
      const own = reach === 'cluster' ? undefined : namespace;
      return sectionsOf(apiVersion, sections, own).map((body) => ({
        apiVersion,
        kind,
        metadata: raw({ name: 'foreign', namespace: own }),
        ...body,
      }));
    });
}

interface Sections {
  readonly ingress: boolean;
  readonly egress: boolean;
}

function sections(): fc.Arbitrary<Sections> {
  return fc.record({ ingress: fc.boolean(), egress: fc.boolean() }, { noNullPrototype: true });
}

/** Each vendor's own way to say whom a policy selects, and which directions it is about. */
function sectionsOf(apiVersion: string, { ingress, egress }: Sections, own?: string): fc.Arbitrary<object> {
  const lists = { ...(ingress ? { ingress: [{}] } : {}), ...(egress ? { egress: [{}] } : {}) };
  if (apiVersion.startsWith('security.istio.io')) {
    return istioTarget().map((target) => ({ spec: { action: 'DENY', rules: [{}], ...target } }));
  }
  if (apiVersion.startsWith('cilium.io')) {
    const spec = ciliumTarget(own).map((target) => ({ ...target, ...lists }));
    return weighted<object>(
      [6, spec.map((spec) => ({ spec }))],
      [1, spec.map((spec) => ({ specs: [spec, spec] }))],
      [1, fc.tuple(spec, spec).map((specs) => ({ specs }))],
    );
  }
  if (apiVersion.startsWith('crd.antrea.io')) {
    return antreaTarget(own).map((target) => ({ spec: raw({ priority: 5, ...target, ...lists }) }));
  }
  const types = [...(ingress ? ['Ingress'] : []), ...(egress ? ['Egress'] : [])];
  return calicoTarget(own).map((target) => ({ spec: raw({ ...target, ...(types.length > 0 ? { types } : {}) }) }));
}
