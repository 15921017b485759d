// The worked example of the cost model: an ingress policy that selects 50 pods, 4 of them on one node.
// Rule 1: from 200 pods with 12 identities and 10.0.0.0/8 but two /24, on TCP 80, 443, 8000 to 8100 and
// UDP 53. Rule 2: from 30 pods with 5 identities in labelled namespaces, on any port.

import type { NetworkPolicy } from '../../src/engine/model/policy.ts';
import { address, block, cluster, namespace, namespaces, pod, pods, policy, port, rules } from './objects.ts';

const shop = namespace('shop');
const partner = namespace('partner', { trusted: 'yes' });

const selected = Array.from({ length: 50 }, (_, i) =>
  pod({ in: shop, name: `web-${i}`, labels: { app: 'web' }, node: i < 4 ? 'n1' : 'n2', address: address(i) }),
);
const clients = Array.from({ length: 200 }, (_, i) =>
  pod({
    in: shop,
    name: `client-${i}`,
    labels: { role: 'client', app: `client-${i % 12}` },
    node: 'n3',
    address: address(1000 + i),
  }),
);
const partners = Array.from({ length: 30 }, (_, i) =>
  pod({
    in: partner,
    name: `partner-${i}`,
    labels: { app: `partner-${i % 5}` },
    node: 'n3',
    address: address(2000 + i),
  }),
);

export function exposed(name: string): NetworkPolicy {
  return policy(name, pods('shop', { app: 'web' }), {
    ingress: rules(
      {
        peers: [pods('shop', { role: 'client' }), block('10.0.0.0/8', '10.1.0.0/24', '10.2.0.0/24')],
        ports: [port(80), port(443), port(8000, 8100), port(53, 53, 'UDP')],
      },
      { peers: [namespaces({ trusted: 'yes' })] },
    ),
  });
}

export const theExample = exposed('exposed');
export const examplePods = [...selected, ...clients, ...partners];
export const example = cluster(examplePods, [theExample]);
