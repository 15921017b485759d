// What Cilium writes because of one policy, for one event. A pod of a known identity costs an entry of the
// ipcache, which no policy causes, and nothing in policy maps. Labels that no pod had yet are a new
// identity: an entry for it at each masked port, in the map of each local endpoint whose policy selects it.

import { directions, type NetworkPolicy, type PortMatch } from '../../model/policy.ts';
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
function identityWrites(objects: CiliumObjects, policy: NetworkPolicy): ReadonlyMap<number, number> {
  const { site } = objects;
  const kinds = site.selected(policy).flatMap((index) => site.kinds[index] ?? []);
  const [first] = kinds;
  if (first === undefined) return new Map();
  // Port names alone tell the endpoints of one policy apart; else it is one count, times the endpoints of a node.
  if (!namesPorts(policy)) {
    const endpoints = most([...nodesOf(site, policy).values()]);
    return new Map([...identityEntries(objects, policy, first)].map(([id, count]) => [id, count * endpoints]));
  }
  const perNode = new Map<number, Map<number, number>>();
  for (const kind of kinds) {
    const entries = identityEntries(objects, policy, kind);
    for (const [node, endpoints] of kind.on) {
      const here = perNode.get(node) ?? new Map<number, number>();
      perNode.set(node, here);
      for (const [identity, count] of entries) here.set(identity, (here.get(identity) ?? 0) + count * endpoints);
    }
  }
  return largestOf([...perNode.values()]);
}

function largestOf(counts: readonly ReadonlyMap<number, number>[]): ReadonlyMap<number, number> {
  const largest = new Map<number, number>();
  for (const [identity, count] of counts.flatMap((here) => [...here])) {
    largest.set(identity, Math.max(count, largest.get(identity) ?? 0));
  }
  return largest;
}

function namesPorts(policy: NetworkPolicy): boolean {
  return directions.some((direction) => {
    const rules = policy[direction];
    return rules !== 'open' && rules.some(({ ports }) => ports !== 'every-port' && ports.some(isName));
  });
}

function isName({ kind }: PortMatch): boolean {
  return kind === 'named';
}

/** For one endpoint: the masked ports that each identity of pods has entries at, but those that anyone has. */
function identityEntries(
  { wantedBy, pods }: CiliumObjects,
  policy: NetworkPolicy,
  kind: Kind,
): ReadonlyMap<number, number> {
  const entries = new Map<number, number>();
  for (const direction of directions) {
    const ports = new Map<string, Set<number>>();
    const wide = new Set<string>();
    for (const { port, from } of wantedBy(policy, direction, kind)) {
      if (from === 'anyone') {
        wide.add(port);
        continue;
      }
      const identities = ports.get(port) ?? new Set();
      ports.set(port, identities);
      for (const identity of from) identities.add(identity);
    }
    for (const [port, identities] of ports) {
      for (const identity of wide.has(port) ? [] : identities) {
        if (identity < pods.count) entries.set(identity, (entries.get(identity) ?? 0) + 1);
      }
    }
  }
  return entries;
}

/** Namespace labels are part of its pods' identities: all of them become new ones. */
function perNamespace({ pods }: CiliumObjects, perIdentity: ReadonlyMap<number, number>): readonly number[] {
  const sums = new Map<string, number>();
  for (const [identity, writes] of perIdentity) {
    const name = pods.namespaceOf(identity);
    sums.set(name, (sums.get(name) ?? 0) + writes);
  }
  return [...sums.values()];
}

function most(values: readonly number[]): number {
  return values.reduce((largest, value) => Math.max(largest, value), 0);
}
