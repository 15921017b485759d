// How panels get at the app: its state to read, `send` to tell what happened. No panel asks the session by itself,
// but for the range of a rule in a text, which is only of use where it is shown.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { App } from './app.ts';
import type { AppState } from './state.ts';
import type { View } from './view.ts';

export const AppContext = createContext<App | 'missing'>('missing');

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === 'missing') throw new Error('a panel outside of AppContext');
  return app;
}

/** Reading the signal's value here makes the panel draw again when it changes. */
export function useAppState(): AppState {
  return useApp().state.value;
}

export function useGo(): (view: Partial<View>) => void {
  const { send } = useApp();
  return (view) => send({ kind: 'went', view });
}
