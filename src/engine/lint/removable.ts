// Policies that can go without changing any flow, the unknown ones too. Each that is told was compiled away and
// compared; and all that are told can go together.

import type { Policy } from '../model/policy.ts';
import { type Finding, finding } from './finding.ts';
import { holdsSomething, type Look } from './look.ts';
import { aboutPolicy, policyText } from './rules-at.ts';
import { type Sameness, sharesClass, withoutPolicies } from './same-flows.ts';

export interface Removable {
  readonly policy: Policy;
  readonly alone: Exclude<Sameness, 'different'>;
}

export function removablePolicies(look: Look, skipped: ReadonlySet<Policy>): readonly Removable[] {
  const found: Removable[] = [];
  // From the last to the first, so that of two that make each other superfluous the earlier stays.
  for (const policy of look.policies.toReversed()) {
    if (skipped.has(policy) || holdsSomething(look.subject(policy)) === 'no') continue;
    const alone = withoutPolicies(look, [policy]);
    if (alone === 'different') continue;
    const candidate: Removable = { policy, alone };
    if (goesWith(look, candidate, found)) found.push(candidate);
  }
  return found;
}

/** Those that select no class with it leave it as it is, unless an answer hangs on both ends. */
function goesWith(look: Look, { policy, alone }: Removable, found: readonly Removable[]): boolean {
  const own = look.subject(policy).map(({ possible }) => possible);
  const near = found.filter(
    (other) => alone === 'flows' || other.alone === 'flows' || sharesClass(look.subject(other.policy), own),
  );
  return near.length === 0 || withoutPolicies(look, [...near.map((each) => each.policy), policy]) !== 'different';
}

export function removable({ policy, alone }: Removable): Finding {
  const why = alone === 'rows' ? '' : ': what it allows, policies of the other ends deny';
  return finding('policy-removable', {
    about: aboutPolicy(policy),
    path: [],
    message: `\`${policyText(policy)}\` can be removed without changing any flow of the input${why}`,
    mend: {
      sentence: 'delete the policy, unless it is meant for pods that do not exist yet',
      edits: [{ kind: 'delete-object' }],
    },
  });
}
