// The name of a policy in a list or on a button: its namespace dimmed, or the short name of its kind where that is no
// NetworkPolicy.

import type { ObjectView } from '../../session/answers.ts';
import { policyKind } from '../names.ts';

export function PolicyName({ policy }: { readonly policy: ObjectView }) {
  const kind = policyKind(policy);
  return (
    <span class="name">
      {kind !== '' && (
        <span class="kind" title={policy.kind}>
          {kind}{' '}
        </span>
      )}
      {policy.namespace !== undefined && <span class="dim">{policy.namespace}/</span>}
      {policy.name}
    </span>
  );
}
