// How much room there is, as three layouts (styles/room.css has the same limits): three columns; two, with the explanation
// among the tabs below; one, table first.

import { signal } from '@preact/signals';
import type { Tab } from './view.ts';

export type Layout = 'wide' | 'middle' | 'narrow';

const wide = matchMedia('(min-width: 80rem)');
const middle = matchMedia('(min-width: 56rem)');

export const layout = signal<Layout>(now());

for (const query of [wide, middle]) {
  query.addEventListener('change', () => {
    layout.value = now();
  });
}

function now(): Layout {
  if (wide.matches) return 'wide';
  return middle.matches ? 'middle' : 'narrow';
}

/** The tabs below the picture: what has a column of its own needs no tab. */
export function dockTabs(given: Layout): readonly Tab[] {
  return given === 'wide'
    ? ['table', 'changes', 'problems', 'history']
    : ['table', 'changes', 'explain', 'editor', 'problems', 'history'];
}
