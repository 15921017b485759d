// Policies that can go without changing any flow, the unknown ones too. Each that is told was taken away and
// compared; and all that are told can go together.

import type { Policy } from '../model/policy.ts';
import { type Finding, finding } from './finding.ts';
import { holdsSomething, type Look } from './look.ts';
import { aboutPolicy, policyText } from './rules-at.ts';
import { type Sameness, sameness } from './same-flows.ts';
import { standingsIn } from './standing.ts';

export interface Removable {
  readonly policy: Policy;
  readonly alone: Exclude<Sameness, 'different'>;
}

export function removablePolicies(look: Look, skipped: ReadonlySet<Policy>): readonly Removable[] {
  const { compiled } = look;
  const standings = standingsIn(look);
  const before = standings.asCompiled;
  const found: Removable[] = [];
  let left = before;
  // From the last to the first, so that of two that make each other superfluous the earlier stays.
  for (const policy of look.policies.toReversed()) {
    if (skipped.has(policy) || holdsSomething(look.subject(policy)) === 'no') continue;
    const touched = look.subject(policy).map(({ possible }) => possible);
    const gone = standings.without(before, policy);
    const alone = sameness({ compiled, standings, before, after: gone }, touched);
    if (alone === 'different') continue;
    const after = standings.without(left, policy);
    if (sameness({ compiled, standings, before, after }, touched) === 'different') continue;
    left = after;
    found.push({ policy, alone });
  }
  return found;
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
