// Undo and redo mean the same from the buttons, the keys and the editor. Text that is not valid yet is taken back first.

import { announce } from './announce.tsx';
import type { App } from './app.ts';
import { canRedo, canUndo, current } from './history.ts';

type Undoing = Pick<App, 'state' | 'send'>;

export function undo({ state, send }: Undoing): void {
  const { history, draft } = state.value;
  if (draft.kind !== 'none') {
    send({ kind: 'reverted' });
    announce('Undone: text that was not valid');
  } else if (canUndo(history)) {
    announce(`Undone: ${current(history).label}`);
    send({ kind: 'moved', at: history.at - 1 });
  }
}

export function redo({ state, send }: Undoing): void {
  const { history } = state.value;
  if (!canRedo(history)) return;
  send({ kind: 'moved', at: history.at + 1 });
  announce(`Redone: ${current(state.value.history).label}`);
}
