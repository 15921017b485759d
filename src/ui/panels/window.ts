// Long lists of rows of one height: only those in sight are in the document, so that ten thousand cost what fifty cost.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Rows beyond those in sight, above and below: scrolling does not wait for them. */
export const spare = 12;

/** Which rows are in sight, from the scroll position; the height is measured, since the text size may change. */
export function useWindow(total: number, rowSelector: string) {
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [size, setSize] = useState({ view: 600, row: 28 });
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = () => {
      const row = box.querySelector<HTMLElement>(rowSelector)?.getBoundingClientRect().height ?? 28;
      setSize((old) =>
        old.view === box.clientHeight && Math.abs(old.row - row) < 0.5 ? old : { view: box.clientHeight, row },
      );
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [total === 0]);
  const first = Math.max(0, Math.min(Math.floor(top / size.row) - spare, Math.max(0, total - 1)));
  const last = Math.min(total, Math.ceil((top + size.view) / size.row) + spare);
  const onScroll = () => setTop(scroller.current?.scrollTop ?? 0);
  return { scroller, first, last, rowHeight: size.row, onScroll };
}

export function keepInSight(box: HTMLElement | null, index: number, height: number): void {
  if (!box) return;
  const head = box.querySelector('thead')?.getBoundingClientRect().height ?? height;
  const top = index * height;
  if (top < box.scrollTop) box.scrollTop = top;
  const bottom = top + height + head - box.clientHeight;
  if (bottom > box.scrollTop) box.scrollTop = bottom;
}
