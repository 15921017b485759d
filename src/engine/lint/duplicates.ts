// Policies that say the same under two names, in one namespace or cluster-wide.

import { type Policy, tiers } from '../model/policy.ts';
import { type Finding, finding } from './finding.ts';
import { keyOf, type Look } from './look.ts';
import { aboutPolicy, isClusterWide, policyText } from './rules-at.ts';

/** The first of each group, with those that repeat it. */
export function duplicates(look: Look): ReadonlyMap<Policy, readonly Policy[]> {
  const groups = new Map<string, Policy[]>();
  for (const policy of look.policies) {
    const key = meaning(look, policy);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [policy]);
    else known.push(policy);
  }
  return new Map(
    [...groups.values()].flatMap(([first, ...more]): readonly (readonly [Policy, readonly Policy[]])[] =>
      first === undefined || more.length === 0 ? [] : [[first, more]],
    ),
  );
}

export function duplicateFindings(groups: ReadonlyMap<Policy, readonly Policy[]>): readonly Finding[] {
  return [...groups].flatMap(([first, more]) =>
    more.map((policy) =>
      finding('duplicate-policy', {
        about: aboutPolicy(policy),
        path: [],
        message: `\`${policyText(policy)}\` says the same as \`${policyText(first)}\``,
        mend: { sentence: 'delete one of them', edits: [{ kind: 'delete-object' }] },
      }),
    ),
  );
}

function meaning(look: Look, policy: Policy): string {
  const rules = look.rules(policy).map(({ direction, action, peers, ports }) => {
    const who = peers === 'anyone' ? peers : peers.map(keyOf).sort();
    return [direction, action, who, ports];
  });
  const where = isClusterWide(policy)
    ? [tiers.indexOf(policy.tier), policy.priority]
    : [policy.namespace, policy.ingress === 'open', policy.egress === 'open'];
  const subject = policy.subject === 'unreadable' ? policy.name : keyOf(policy.subject);
  // The order of rules means nothing where they add up, and something where the first match decides.
  const listed = rules.map((rule) => JSON.stringify(rule));
  return JSON.stringify([where, subject, isClusterWide(policy) ? listed : listed.sort()]);
}
