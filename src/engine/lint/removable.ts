// Policies that can go without changing any flow, the unknown ones too. Each that is told was compiled away and
// compared; and, but where only the other end's policies make it so, all of them can go together.

import type { Policy } from '../model/policy.ts';
import { type Finding, finding } from './finding.ts';
import { holdsSomething, type Look } from './look.ts';
import { aboutPolicy, policyText } from './rules-at.ts';
import { type Sameness, sharesClass, withoutPolicies } from './same-flows.ts';

export function removablePolicies(look: Look, skipped: ReadonlySet<Policy>): readonly Policy[] {
  const found: Policy[] = [];
  const together: Policy[] = [];
  for (const policy of look.policies) {
    if (skipped.has(policy) || holdsSomething(look.subject(policy)) === 'no') continue;
    const alone: Sameness = withoutPolicies(look, [policy]);
    if (alone === 'different') continue;
    if (alone === 'rows' && !goesWith(look, policy, together)) continue;
    if (alone === 'rows') together.push(policy);
    found.push(policy);
  }
  return found;
}

/** Only those that select a class with it matter: on the others nothing changes once more. */
function goesWith(look: Look, policy: Policy, together: readonly Policy[]): boolean {
  const own = look.subject(policy).map(({ possible }) => possible);
  const near = together.filter((other) => sharesClass(look.subject(other), own));
  return near.length === 0 || withoutPolicies(look, [...near, policy]) === 'rows';
}

export function removable(policy: Policy): Finding {
  return finding('policy-removable', {
    about: aboutPolicy(policy),
    path: [],
    message: `\`${policyText(policy)}\` can be removed without changing any flow of the input`,
    mend: {
      sentence: 'delete the policy, unless it is meant for pods that do not exist yet',
      edits: [{ kind: 'delete-object' }],
    },
  });
}
