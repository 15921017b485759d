// Which text the editor shows for a policy, and the texts of new ones. The id of an edit names it in places and links;
// a policy that an edit has brought is edited in that edit.

import type { ObjectView } from '../session/answers.ts';
import type { Edit, PolicyView } from '../session/questions.ts';
import { current, textOf, without } from './history.ts';
import { sameObject } from './names.ts';
import { idOf, textFor } from './reduce.ts';
import type { AppState } from './state.ts';

export function editingOf(state: AppState, policy: ObjectView): string {
  const found = policyOf(state, policy);
  return found === undefined ? idOf(policy) : editingOfView(state, found);
}

function editingOfView({ history }: AppState, { policy, at }: PolicyView): string {
  return textOf(current(history).edits, at.file) === undefined ? idOf(policy) : at.file;
}

export function policyOf(state: AppState, policy: ObjectView): PolicyView | undefined {
  if (state.input.kind !== 'loaded') return undefined;
  return state.input.inventory.policies.find((p) => sameObject(p.policy, policy));
}

/** The policies that come from the text in the editor: one, or more where the text holds several documents. */
export function policiesIn(state: AppState, id: string): readonly PolicyView[] {
  if (state.input.kind !== 'loaded') return [];
  return state.input.inventory.policies.filter((p) => editingOfView(state, p) === id);
}

/** Where a policy's own text begins in what the editor shows, or 'elsewhere' while the text is being changed. */
export function offsetIn(state: AppState, id: string, policy: PolicyView): number | 'elsewhere' {
  const at = (textFor(state, id) ?? '').indexOf(policy.text);
  return at < 0 ? 'elsewhere' : at;
}

export function withoutPolicy(state: AppState, policy: ObjectView): readonly Edit[] {
  const { edits } = current(state.history);
  const kept = without(edits, editingOf(state, policy));
  const loaded =
    state.input.kind === 'loaded' && state.input.asLoaded.policies.some((p) => sameObject(p.policy, policy));
  return loaded ? [...kept, { kind: 'delete', object: policy }] : kept;
}

export function freeName(state: AppState, namespace: string, wanted: string): string {
  const taken = (name: string) => {
    const policy = { kind: 'NetworkPolicy', namespace, name };
    return textFor(state, idOf(policy)) !== undefined || policyOf(state, policy) !== undefined;
  };
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${wanted}-${i}`;
    if (!taken(name)) return name;
  }
}

export function defaultDeny(namespace: string, name: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`;
}

export function newPolicy(namespace: string, name: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector: {}
`;
}
