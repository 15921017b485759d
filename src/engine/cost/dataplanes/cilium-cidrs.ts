// CIDR identities: one number for each block and each except that the policies name. A block selects its
// own identity and every other one inside it (issue #41121), so entries multiply where blocks nest.

import { directions, type IpBlock, type NetworkPolicy, type Peer } from '../../model/policy.ts';
import { memo } from '../../sets/lazy.ts';
import { type CidrRange, cidrRange, containsRange } from '../cidr-text.ts';
import { blockPieces } from '../minimal-cover.ts';

/**
 * How a block with excepts is compiled. Since PR #35139 an except is an identity that the block's
 * selector leaves out; before, the block was split into the pieces around its excepts.
 */
export type Excepts = 'left-out' | 'split';

export interface CidrIdentities {
  /** Those that a policy brings to the nodes where it is active. */
  readonly broughtBy: (policy: NetworkPolicy) => ReadonlySet<number>;
  /** Those of all policies that a block selects. */
  readonly selectedBy: (block: IpBlock) => readonly number[];
}

interface CidrIdentity {
  readonly id: number;
  readonly text: string;
  readonly range: CidrRange | 'unreadable';
}

/** Numbered from `first`, in the order of the policies. */
export function cidrIdentities(policies: readonly NetworkPolicy[], excepts: Excepts, first: number): CidrIdentities {
  const compiled = memo((block: IpBlock) => compile(block, excepts));
  const known = new Map<string, CidrIdentity>();
  const broughtBy = new Map(
    policies.map((policy) => {
      const ids = new Set<number>();
      for (const text of blocksOf(policy).flatMap((block) => compiled(block).brings)) {
        const identity = known.get(text) ?? { id: first + known.size, text, range: cidrRange(text) };
        known.set(text, identity);
        ids.add(identity.id);
      }
      return [policy, ids] as const;
    }),
  );
  const all = [...known.values()];
  return {
    broughtBy: (policy) => broughtBy.get(policy) ?? new Set(),
    selectedBy: memo((block) => {
      const { takes, leaves } = compiled(block);
      const inside = (identity: CidrIdentity, outer: readonly string[]) => outer.some((text) => holds(text, identity));
      return all.filter((each) => inside(each, takes) && !inside(each, leaves)).map(({ id }) => id);
    }),
  };
}

function compile(block: IpBlock, excepts: Excepts) {
  if (excepts === 'split' && block.except.length > 0) {
    const pieces = blockPieces(block.addresses);
    return { takes: pieces, leaves: [], brings: pieces };
  }
  return { takes: [block.cidr], leaves: block.except, brings: [block.cidr, ...block.except] };
}

/** A text that is no CIDR holds itself alone. */
function holds(outer: string, inner: CidrIdentity): boolean {
  const range = cidrRange(outer);
  return range === 'unreadable' || inner.range === 'unreadable'
    ? outer === inner.text
    : containsRange(range, inner.range);
}

function blocksOf(policy: NetworkPolicy): readonly IpBlock[] {
  return directions.flatMap((direction) => {
    const rules = policy[direction];
    return rules === 'open' ? [] : rules.flatMap(({ peers }) => (peers === 'anyone' ? [] : peers.filter(isBlock)));
  });
}

export function isBlock(peer: Peer): peer is IpBlock {
  return peer.kind === 'ip-block';
}
