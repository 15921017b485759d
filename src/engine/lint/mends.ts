// Changes that several checks propose. Removing the last egress rule where policyTypes is left out would also end the
// isolation (R12), and removing the last peer would admit everyone (R40): both are seen to here.

import type { LintEdit, Mend } from './finding.ts';
import { isNetworkPolicy, peerPath, portPath, type RuleAt } from './rules-at.ts';

export function removal(rule: RuleAt, sentence: string): Mend {
  return { sentence, edits: [...pinnedTypes(rule), { kind: 'remove', path: rule.path }] };
}

/** Without the peer; without the rule, where it is the only one. */
export function peerRemoval(rule: RuleAt, index: number, sentence: string): Mend {
  if (rule.peers === 'anyone' || rule.peers.length === 1) return removal(rule, sentence);
  return { sentence, edits: [{ kind: 'remove', path: peerPath(rule, index) }] };
}

/** Without the port entry; without the rule, where it is the only one. */
export function portRemoval(rule: RuleAt, index: number, sentence: string): Mend {
  if (rule.ports === 'every-port' || rule.ports.length === 1) return removal(rule, sentence);
  return { sentence, edits: [{ kind: 'remove', path: portPath(rule, index) }] };
}

function pinnedTypes({ policy, direction }: RuleAt): readonly LintEdit[] {
  const left = isNetworkPolicy(policy) && policy.written.policyTypes === 'left-out' && direction === 'egress';
  return left ? [{ kind: 'set', path: ['spec', 'policyTypes'], value: ['Ingress', 'Egress'] }] : [];
}
