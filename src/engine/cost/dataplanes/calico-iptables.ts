// Calico with its iptables dataplane (Felix, legacy iptables): policies are chains that a first packet
// walks in alphabetical order; later packets are accepted by connection tracking before any policy.

import type { NetworkPolicy } from '../../model/policy.ts';
import { type Dataplane, ops } from '../model.ts';
import type { Site } from '../site.ts';
import { calicoChurn } from './calico-churn.ts';
import { calicoObjects, isolatedBy } from './calico-objects.ts';
import { calicoState } from './calico-state.ts';
import { calicoVisits } from './calico-visits.ts';
import { calicoWalks } from './calico-walk.ts';

export const calicoIptables: Dataplane = {
  name: 'calico-iptables',
  scope: 'node-with-selected-pod',
  column: 'iptables-legacy',
  install: (site) => {
    const objects = calicoObjects(site);
    const state = calicoState(objects);
    const walks = calicoWalks(objects, calicoVisits(objects));
    return {
      ...state,
      position: (policy) => worstPosition(site, policy),
      ...walks,
      // Replies pass the same chains to the same accept.
      reply: walks.established,
      repeated: () => ops.none,
      churn: (policy) => calicoChurn(objects, state, policy),
      sizes: () => ops.none,
    };
  },
};

/** Among the policies of one pod and direction, where most stand before it; 0 of 0 when it selects no pod. */
function worstPosition(site: Site, policy: NetworkPolicy): { readonly position: number; readonly of: number } {
  let worst = { position: 0, of: 0 };
  for (const kind of site.selected(policy)) {
    for (const direction of isolatedBy(policy)) {
      const list = site.isolating(kind, direction);
      const position = list.indexOf(policy) + 1;
      if (position > worst.position || (position === worst.position && list.length > worst.of)) {
        worst = { position, of: list.length };
      }
    }
  }
  return worst;
}
