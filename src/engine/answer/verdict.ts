// Why one direction allows or denies. The decision is read off the reason, so the two cannot disagree.

import type { Reason } from '../model/assumptions.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import type { AllowRule, NetworkPolicy } from '../model/policy.ts';
import { unreachable } from '../model/unreachable.ts';
import type { Ternary } from '../sets/ternary.ts';

export type Verdict =
  | { readonly kind: 'allowed-by'; readonly policy: NetworkPolicy; readonly rule: AllowRule }
  | { readonly kind: 'isolated-by'; readonly policies: NonEmpty<NetworkPolicy> }
  | { readonly kind: 'not-isolated' }
  | { readonly kind: 'not-enforced'; readonly why: 'external-subject' | 'host-network' | 'same-pod' | 'own-node' }
  | { readonly kind: 'undecided'; readonly policies: readonly NetworkPolicy[] };

export function decision(verdict: Verdict): Ternary {
  switch (verdict.kind) {
    case 'allowed-by':
    case 'not-isolated':
    case 'not-enforced':
      return 'yes';
    case 'isolated-by':
      return 'no';
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
