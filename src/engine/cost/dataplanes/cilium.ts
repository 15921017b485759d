// Cilium's eBPF dataplane: one policy map for each endpoint, with an entry for each identity and masked
// port. Packets pay for two lookups whatever the policies; what policies cost here is state.

import { type Dataplane, type Operations, ops } from '../model.ts';
import type { Site } from '../site.ts';
import { ciliumChurn } from './cilium-churn.ts';
import type { Excepts } from './cilium-cidrs.ts';
import { ciliumObjects } from './cilium-objects.ts';
import { ciliumState } from './cilium-state.ts';
import { ciliumPacket, ciliumReply, ciliumSide } from './cilium-walk.ts';

export const cilium: Dataplane = ciliumWith('left-out');

/** 'split' is Cilium before PR #35139 (October 2024). */
export function ciliumWith(excepts: Excepts): Dataplane {
  return {
    name: 'cilium',
    scope: 'node-with-selected-pod',
    column: 'bpf',
    install: (site) => {
      const here = withoutBlocksOnPods(site);
      const objects = ciliumObjects(here, excepts);
      const state = ciliumState(objects);
      return {
        ...state,
        position: (policy) => (site.selected(policy).length > 0 ? { position: 1, of: 1 } : { position: 0, of: 0 }),
        side: (attempt, direction) => ciliumSide(here, attempt, direction),
        firstPacket: (attempt) => ciliumPacket(here, attempt),
        established: (attempt) => {
          const first = ciliumPacket(here, attempt);
          return first.allowed === 'no' ? ops.none : first.ops;
        },
        reply: (attempt) => ciliumReply(here, attempt),
        repeated: (inside: Operations) => inside,
        churn: (policy) => ciliumChurn(objects, state, policy),
        sizes: (policy) => ({ lpm: state.largestMap(policy), ipcache: runningPods(here) }),
      };
    },
  };
}

/** Cilium knows pods by their identity alone, so no block matches a pod whatever the assumption says. */
function withoutBlocksOnPods(site: Site): Site {
  const assumptions = { ...site.cluster.assumptions, 'ip-block-matches-pods': 'no' } as const;
  return { ...site, cluster: { ...site.cluster, assumptions } };
}

/** The ipcache has every pod's address. */
function runningPods({ kinds }: Site): number {
  return kinds.reduce((sum, { count }) => sum + count, 0);
}
