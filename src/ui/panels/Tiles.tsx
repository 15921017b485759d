// Thousands of things of one kind as a list or as tiles, one Tab stop together: arrow keys move on, Enter opens. Only
// those in sight are in the document; each says which of how many it is.

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { keepInSight, spare, useWindow } from './window.ts';

interface TilesProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  /** In pixels; a list has one column whatever its width. */
  readonly narrowest: number | 'list';
  readonly keyOf: (item: T) => string;
  readonly nameOf: (item: T) => string;
  readonly tile: (item: T) => ComponentChildren;
  readonly onPick: (item: T) => void;
}

export function Tiles<T>(props: TilesProps<T>) {
  const { items, narrowest, label, keyOf } = props;
  const [columns, setColumns] = useState(1);
  const rows = Math.ceil(items.length / columns);
  const { scroller, first, last, rowHeight, onScroll } = useWindow(rows, 'li');
  const [focused, setFocused] = useState(0);
  const wantsFocus = useRef(false);
  const at = Math.min(focused, Math.max(0, items.length - 1));
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || narrowest === 'list') return;
    const measure = () => setColumns(Math.max(1, Math.floor(box.clientWidth / narrowest)));
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const button = scroller.current?.querySelector<HTMLElement>(`[data-at="${at}"]`);
    if (!button) return;
    wantsFocus.current = false;
    button.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, last - first - 2 * spare) * columns;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + columns,
      ArrowUp: at - columns,
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: items.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = Math.min(Math.max(to, 0), items.length - 1);
    wantsFocus.current = true;
    setFocused(next);
    keepInSight(scroller.current, Math.floor(next / columns), rowHeight);
  };
  const shown = items.slice(first * columns, last * columns);
  const inSight = at >= first * columns && at < last * columns;
  return (
    <div class={`tiles ${narrowest === 'list' ? 'as-list' : ''}`} ref={scroller} onScroll={onScroll}>
      <ul
        aria-label={label}
        onKeyDown={onKeyDown}
        style={{
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          paddingTop: `${first * rowHeight}px`,
          paddingBottom: `${Math.max(0, rows - last) * rowHeight}px`,
        }}
      >
        {shown.map((item, i) => {
          const place = first * columns + i;
          return (
            <li key={keyOf(item)} aria-setsize={items.length} aria-posinset={place + 1}>
              <button
                type="button"
                class="tile"
                data-at={place}
                tabIndex={place === at || (!inSight && i === 0) ? 0 : -1}
                aria-label={props.nameOf(item)}
                onFocus={() => setFocused(place)}
                onClick={() => props.onPick(item)}
              >
                {props.tile(item)}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
