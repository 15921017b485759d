// A policy, or one rule of it, that shows its lines in the editor. A policy that is not evaluated has no text to show.

import type { ObjectView, StepView } from '../../session/answers.ts';
import { useAppState, useGo } from '../context.ts';
import { policyOf } from '../editing.ts';
import { Icon } from '../icons.tsx';
import { PolicyName } from './PolicyName.tsx';
import { type RulePath, showRule } from './show-rule.ts';

export function RuleButton({
  policy,
  path,
  line,
  action,
}: {
  readonly policy: ObjectView;
  /** 'subject': whom the policy selects, whatever its kind calls that. */
  readonly path: RulePath | 'subject';
  readonly line: number | undefined;
  readonly action?: StepView['action'];
}) {
  const state = useAppState();
  const go = useGo();
  const rule = path !== 'subject' && typeof path[1] === 'number' ? `${path[0]}[${path[1]}]` : '';
  const text = (
    <>
      <Icon name="shield" />
      <PolicyName policy={policy} />
      {rule !== '' && <code>{rule}</code>}
      {action !== undefined && <span class={`action ${action}`}>{action}</span>}
      {line !== undefined && <span class="dim">line {line}</span>}
    </>
  );
  if (policyOf(state, policy) === undefined) return <p class="rule">{text}</p>;
  const shown = path === 'subject' ? [policy.kind === 'NetworkPolicy' ? 'podSelector' : 'subject'] : path;
  return (
    <button
      type="button"
      class="rule"
      title="Show these lines in the editor"
      onClick={() => showRule(state, go, policy, shown)}
    >
      {text}
    </button>
  );
}
