// One stop of the Tab key for a whole picture: arrow keys move on from mark to mark, Home and End to the first and
// last. The elements of the marks carry `data-mark`, their key, and `tabindex`: in small letters, since an SVG
// element takes attributes as they are written.

import { useState } from 'preact/hooks';
import { type Mark, nearest, type Way } from '../../pictures/nearest.ts';
import type { Camera } from './camera.ts';

const ways: Readonly<Partial<Record<string, Way>>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export interface Roving {
  readonly tabindex: (key: string) => 0 | -1;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
  readonly focus: (key: string) => void;
}

export function useRoving(marks: readonly Mark[], { svg, reveal }: Camera): Roving {
  const [last, setLast] = useState('');
  const current = marks.find((mark) => mark.key === last) ?? marks[0];

  const focus = (key: string) => elementOf(svg.current, key)?.focus({ preventScroll: true });

  const go = (mark: Mark | undefined, event: KeyboardEvent) => {
    if (mark === undefined) return;
    event.preventDefault();
    setLast(mark.key);
    reveal(mark.x, mark.y);
    focus(mark.key);
  };
  return {
    focus,
    tabindex: (key) => (key === current?.key ? 0 : -1),
    onKeyDown: (event) => {
      if (current === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      const way = ways[event.key];
      if (way !== undefined) go(nearest(marks, current, way) ?? current, event);
      if (event.key === 'Home') go(marks[0], event);
      if (event.key === 'End') go(marks.at(-1), event);
    },
    onFocusIn: ({ target }) => {
      const key = target instanceof SVGElement ? target.dataset.mark : undefined;
      if (key !== undefined) setLast(key);
    },
  };
}

function elementOf(svg: SVGSVGElement | null, key: string): SVGElement | undefined {
  const elements = svg?.querySelectorAll<SVGElement>('[data-mark]') ?? [];
  return [...elements].find((element) => element.dataset.mark === key);
}

/** Enter and Space, as on any button. */
export function onPress(press: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  };
}
