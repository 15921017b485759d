// What the lenses that are opened later draw with, fetched when one of them is first shown.

import { signal } from '@preact/signals';
import type { laterLenses } from './panels/later-lenses.tsx';

type Panels = typeof laterLenses;
export type LaterLens = keyof Panels;

export const later = signal<Panels | 'not-asked' | 'loading' | 'failed'>('not-asked');

export function loadLater(): void {
  if (typeof later.value === 'object' || later.value === 'loading') return;
  later.value = 'loading';
  import('./panels/later-lenses.tsx').then(
    ({ laterLenses }) => {
      later.value = laterLenses;
    },
    () => {
      later.value = 'failed';
    },
  );
}
