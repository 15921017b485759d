// From a rule in an explanation to its lines in the editor: opens the policy's text and says which range to light up.
// The range itself is asked when the text is shown, since it belongs to the text.

import { signal } from '@preact/signals';
import type { ObjectView } from '../../session/answers.ts';
import { editingOf } from '../editing.ts';
import type { AppState } from '../state.ts';
import type { View } from '../view.ts';

export type RulePath = readonly (string | number)[];

export interface Lit {
  readonly policy: ObjectView;
  readonly path: RulePath;
  /** A second click on the same rule scrolls to it again. */
  readonly serial: number;
}

export const lit = signal<Lit | 'nothing'>('nothing');

export function showRule(state: AppState, go: (view: Partial<View>) => void, policy: ObjectView, path: RulePath): void {
  const serial = lit.value === 'nothing' ? 1 : lit.value.serial + 1;
  lit.value = { policy, path, serial };
  go({ editing: editingOf(state, policy), tab: 'editor' });
}
