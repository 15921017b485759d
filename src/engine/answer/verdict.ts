// Why one direction allows or denies. The decision is read off the reason, so the two cannot disagree.

import type { Reason } from '../model/assumptions.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import type {
  AllowRule,
  AnyPolicy,
  ClusterNetworkPolicy,
  ForeignPolicy,
  NetworkPolicy,
  TieredRule,
} from '../model/policy.ts';
import { unreachable } from '../model/unreachable.ts';
import { type Ternary, ternary } from '../sets/ternary.ts';

export type Verdict =
  /** A rule of a cluster-wide policy: Accept or Deny; a Pass decides nothing. */
  | { readonly kind: 'decided-by'; readonly policy: ClusterNetworkPolicy; readonly rule: TieredRule }
  | { readonly kind: 'allowed-by'; readonly policy: NetworkPolicy; readonly rule: AllowRule }
  | { readonly kind: 'isolated-by'; readonly policies: NonEmpty<NetworkPolicy> }
  | { readonly kind: 'not-isolated' }
  | { readonly kind: 'not-enforced'; readonly why: 'external-subject' | 'host-network' | 'same-pod' | 'own-node' }
  /** What a policy that we don't evaluate may do; alone it never decides. */
  | { readonly kind: 'foreign'; readonly may: 'allow' | 'deny'; readonly policies: readonly ForeignPolicy[] }
  | { readonly kind: 'undecided'; readonly policies: readonly AnyPolicy[] };

export function decision(verdict: Verdict): Ternary {
  switch (verdict.kind) {
    case 'decided-by':
      return ternary(verdict.rule.action === 'Accept');
    case 'allowed-by':
    case 'not-isolated':
    case 'not-enforced':
      return 'yes';
    case 'isolated-by':
      return 'no';
    case 'foreign':
      return ternary(verdict.may === 'allow');
    case 'undecided':
      return 'unknown';
    default:
      return unreachable(verdict);
  }
}

/** The same reason met twice is one reason. */
export function distinctReasons(reasons: readonly Reason[]): readonly Reason[] {
  const seen = new Map<string, Reason>();
  for (const reason of reasons) seen.set(`${reason.flag} ${reason.why}`, reason);
  return [...seen.keys()].sort().flatMap((key) => seen.get(key) ?? []);
}
