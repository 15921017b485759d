// What Cilium writes because of one policy, for one event. A pod of a known identity costs an entry of the
// ipcache, which no policy causes, and nothing in policy maps. Labels that no pod had yet are a new
// identity: an entry for it at each masked port, in the map of each local endpoint whose policy selects it.

import { directions, type NetworkPolicy } from '../../model/policy.ts';
import type { Kind } from '../kinds.ts';
import { states, type Update } from '../model.ts';
import { nodesOf } from '../site.ts';
import type { CiliumObjects } from './cilium-objects.ts';
import type { CiliumState } from './cilium-state.ts';

export function ciliumChurn(objects: CiliumObjects, state: CiliumState, policy: NetworkPolicy): readonly Update[] {
  const active = nodesOf(objects.site, policy).size;
  const event = (name: Update['event'], writes: number): Update => ({
    event: name,
    nodes: writes === 0 ? 0 : active,
    writesPerNode: active === 0 ? 0 : writes,
    fullSync: false,
    rewritten: states.none,
  });
  const { mapEntries = 0, identities = 0 } = state.marginal(policy).busiestNode;
  const whole = Math.max(0, mapEntries) + identities;
  const perIdentity = identityWrites(objects, policy);
  return [
    event('podAdd', 0),
    event('podDel', 0),
    event('podRelabel', most([...perIdentity.values()])),
    event('nsRelabel', most(perNamespace(objects, perIdentity))),
    event('policyEdit', state.policyState(policy).busiestNode.mapEntries ?? 0),
    event('policyAdd', whole),
    event('policyDel', whole),
  ];
}

/** By identity of pods: the entries that it has because of the policy, on the node where they are most. */
function identityWrites({ site, wantedBy, pods }: CiliumObjects, policy: NetworkPolicy): ReadonlyMap<number, number> {
  const perNode = new Map<number, Map<number, number>>();
  for (const kind of site.selected(policy).flatMap((index) => site.kinds[index] ?? [])) {
    const entries = identityEntries(wantedBy, policy, kind);
    for (const [node, endpoints] of kind.on) {
      const here = perNode.get(node) ?? new Map<number, number>();
      perNode.set(node, here);
      for (const [identity, count] of entries) {
        if (identity < pods.count) here.set(identity, (here.get(identity) ?? 0) + count * endpoints);
      }
    }
  }
  const largest = new Map<number, number>();
  for (const here of perNode.values()) {
    for (const [identity, count] of here) largest.set(identity, Math.max(count, largest.get(identity) ?? 0));
  }
  return largest;
}

function identityEntries(
  wantedBy: CiliumObjects['wantedBy'],
  policy: NetworkPolicy,
  kind: Kind,
): ReadonlyMap<number, number> {
  const entries = new Map<number, number>();
  for (const direction of directions) {
    const wanted = wantedBy(policy, direction, kind);
    const wide = new Set(wanted.flatMap(({ port, from }) => (from === 'anyone' ? [port] : [])));
    const seen = new Set<string>();
    for (const { port, from } of wanted) {
      if (from === 'anyone' || wide.has(port)) continue;
      for (const identity of from) {
        const key = `${port} ${identity}`;
        if (!seen.has(key)) entries.set(identity, (entries.get(identity) ?? 0) + 1);
        seen.add(key);
      }
    }
  }
  return entries;
}

/** Namespace labels are part of its pods' identities: all of them become new ones. */
function perNamespace({ site, pods }: CiliumObjects, perIdentity: ReadonlyMap<number, number>): readonly number[] {
  const namespaceOf = new Map<number, string>();
  for (const kind of site.kinds) {
    const identity = pods.ofKind(kind.index);
    if (identity !== undefined) namespaceOf.set(identity, kind.pod.namespace.name);
  }
  const sums = new Map<string, number>();
  for (const [identity, writes] of perIdentity) {
    const name = namespaceOf.get(identity) ?? '';
    sums.set(name, (sums.get(name) ?? 0) + writes);
  }
  return [...sums.values()];
}

function most(values: readonly number[]): number {
  return values.reduce((largest, value) => Math.max(largest, value), 0);
}
