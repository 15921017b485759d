// What large inputs are shown with, fetched when the first one is open: smaller ones never need it.

import { signal } from '@preact/signals';
import type { largeInput } from './panels/large-input.tsx';

type Panels = typeof largeInput;
export type LargePartName = keyof Panels;

export const largePanels = signal<Panels | 'not-asked' | 'loading' | 'failed'>('not-asked');

export function loadLargePanels(): void {
  if (typeof largePanels.value === 'object' || largePanels.value === 'loading') return;
  largePanels.value = 'loading';
  import('./panels/large-input.tsx').then(
    ({ largeInput }) => {
      largePanels.value = largeInput;
    },
    () => {
      largePanels.value = 'failed';
    },
  );
}
