// The policy map of one endpoint in one direction. Each entry is there once, however many policies ask for
// it, and an entry for one identity is left out where the same port stands there for any peer.

import type { Direction, NetworkPolicy } from '../../model/policy.ts';
import type { Kind } from '../kinds.ts';
import type { WantedBy } from './cilium-wanted.ts';

/** How many entries there are, and how many fewer without each policy that alone accounts for some. */
export interface EntryCount {
  readonly total: number;
  readonly dueTo: ReadonlyMap<NetworkPolicy, number>;
}

type Owner = NetworkPolicy | 'several';

/** The entries at one masked port. */
interface PortEntries {
  anyone: Owner | 'none';
  readonly identities: Map<number, Owner>;
}

/** `isActive` says which identities the node has. */
export function countEntries(
  wantedBy: WantedBy,
  policies: readonly NetworkPolicy[],
  direction: Direction,
  kind: Kind,
  isActive: (identity: number) => boolean,
): EntryCount {
  const ports = new Map<string, PortEntries>();
  for (const policy of policies) {
    for (const { port, from } of wantedBy(policy, direction, kind)) {
      const at = ports.get(port) ?? { anyone: 'none', identities: new Map() };
      ports.set(port, at);
      if (from === 'anyone') at.anyone = at.anyone === 'none' ? policy : shared(at.anyone, policy);
      else addIdentities(at.identities, from.filter(isActive), policy);
    }
  }
  let total = 0;
  const dueTo = new Map<NetworkPolicy, number>();
  for (const at of ports.values()) total += countPort(at, dueTo);
  return { total, dueTo };
}

function addIdentities(owners: Map<number, Owner>, identities: readonly number[], policy: NetworkPolicy): void {
  for (const identity of identities) {
    const owner = owners.get(identity);
    owners.set(identity, owner === undefined ? policy : shared(owner, policy));
  }
}

function countPort({ anyone, identities }: PortEntries, dueTo: Map<NetworkPolicy, number>): number {
  const due = (policy: NetworkPolicy, by: number) => dueTo.set(policy, (dueTo.get(policy) ?? 0) + by);
  if (anyone === 'none') {
    for (const owner of identities.values()) {
      if (owner !== 'several') due(owner, 1);
    }
    return identities.size;
  }
  // Without the one policy that opens the port to anyone, the others' narrower entries come back.
  if (anyone !== 'several') due(anyone, 1 - [...identities.values()].filter((owner) => owner !== anyone).length);
  return 1;
}

function shared(owner: Owner, policy: NetworkPolicy): Owner {
  return owner === policy ? policy : 'several';
}
