// The name of a policy in a list or on a button: its namespace dimmed, and left out within its own; or the short name of
// its kind where that is no NetworkPolicy.

import type { ObjectView } from '../../session/answers.ts';
import { policyKind } from '../names.ts';

export function PolicyName({ policy, within = '' }: { readonly policy: ObjectView; readonly within?: string }) {
  const kind = policyKind(policy);
  return (
    <span class="name">
      {kind !== '' && (
        <span class="kind" title={policy.kind}>
          {kind}{' '}
        </span>
      )}
      {policy.namespace !== undefined && policy.namespace !== within && <span class="dim">{policy.namespace}/</span>}
      {policy.name}
    </span>
  );
}
