// Every table of the page: sortable, windowed (only the rows in sight are in the document, so ten thousand cost what
// fifty cost), walked with the arrow keys, saved as CSV. Rows have one height, so that the window is arithmetic.

import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { csvOf } from '../csv.ts';
import { download } from '../download.ts';
import { Icon } from '../icons.tsx';
import { keepInSight, spare, useWindow } from './window.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** What the column means, where its title is short. */
  readonly about?: string;
  readonly size: 'xs' | 's' | 'm' | 'l' | 'xl';
  readonly text: (row: Row) => string;
  readonly cell?: (row: Row) => ComponentChildren;
  /** Numbers sort as numbers and stand to the right. */
  readonly number?: (row: Row) => number;
}

interface GridProps<Row> {
  readonly label: string;
  readonly file: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly selected: string;
  readonly onPick: (row: Row) => void;
  readonly tone?: (row: Row) => string;
  readonly empty: ComponentChildren;
  readonly caption: ComponentChildren;
}

interface Order {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

export function Grid<Row>(props: GridProps<Row>) {
  const { rows, columns, keyOf, selected, label } = props;
  const [order, setOrder] = useState<Order | 'as-given'>('as-given');
  const sorted = sortedRows(rows, columns, order);
  const { scroller, first, last, rowHeight, onScroll } = useWindow(sorted.length, 'tbody tr[data-row]');
  const [focused, setFocused] = useState(0);
  const wantsFocus = useRef(false);
  const at = Math.min(focused, Math.max(0, sorted.length - 1));

  useEffect(() => {
    const i = sorted.findIndex((row) => keyOf(row) === selected);
    if (i < 0) return;
    setFocused(i);
    keepInSight(scroller.current, i, rowHeight);
  }, [selected]);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${at}"]`);
    if (row) {
      wantsFocus.current = false;
      row.focus();
    }
  });

  const moveTo = (to: number) => {
    const next = Math.min(Math.max(to, 0), sorted.length - 1);
    wantsFocus.current = true;
    setFocused(next);
    keepInSight(scroller.current, next, rowHeight);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, last - first - 2 * spare);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: sorted.length - 1,
    };
    const to = steps[event.key];
    const row = sorted[at];
    if (to !== undefined) moveTo(to);
    else if ((event.key === 'Enter' || event.key === ' ') && row !== undefined) props.onPick(row);
    else return;
    event.preventDefault();
  };

  return (
    <div class="grid-box">
      <div class="grid-caption">
        <span>{props.caption}</span>
        <button
          type="button"
          class="quiet"
          disabled={rows.length === 0}
          onClick={() => download(props.file, csvText(sorted, columns), 'text/csv')}
        >
          <Icon name="download" /> CSV
        </button>
      </div>
      {rows.length === 0 ? (
        <div class="nothing">{props.empty}</div>
      ) : (
        <div class="grid-scroll" ref={scroller} onScroll={onScroll}>
          <table
            style={{ minWidth: `${widthOf(columns)}rem` }}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that the arrow keys walk is a grid
            role="grid"
            aria-label={label}
            aria-rowcount={sorted.length + 1}
          >
            <colgroup>
              {columns.map((column) => (
                <col key={column.key} class={`col-${column.size}`} />
              ))}
            </colgroup>
            <Head columns={columns} order={order} onOrder={setOrder} />
            <tbody onKeyDown={onKeyDown}>
              <Gap rows={first} height={rowHeight} span={columns.length} />
              {sorted.slice(first, last).map((row, i) => (
                <BodyRow
                  key={keyOf(row)}
                  row={row}
                  columns={columns}
                  index={first + i}
                  focusable={first + i === at || (i === 0 && (at < first || at >= last))}
                  selected={keyOf(row) === selected}
                  tone={props.tone?.(row) ?? ''}
                  onPick={() => {
                    setFocused(first + i);
                    props.onPick(row);
                  }}
                  onFocus={() => setFocused(first + i)}
                />
              ))}
              <Gap rows={sorted.length - last} height={rowHeight} span={columns.length} />
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Head<Row>({
  columns,
  order,
  onOrder,
}: {
  readonly columns: readonly Column<Row>[];
  readonly order: Order | 'as-given';
  readonly onOrder: (order: Order) => void;
}) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const direction = order !== 'as-given' && order.column === column.key ? order.direction : 'none';
          const down = direction === 'none' ? column.number !== undefined : direction === 'ascending';
          return (
            <th
              key={column.key}
              scope="col"
              aria-sort={direction}
              class={column.number ? 'number' : ''}
              title={column.about}
            >
              <button
                type="button"
                onClick={() => onOrder({ column: column.key, direction: down ? 'descending' : 'ascending' })}
              >
                {column.title}
                <span aria-hidden="true" class="arrow">
                  {{ ascending: '▲', descending: '▼', none: '' }[direction]}
                </span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

interface BodyRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly index: number;
  readonly focusable: boolean;
  readonly selected: boolean;
  readonly tone: string;
  readonly onPick: () => void;
  readonly onFocus: () => void;
}

function BodyRow<Row>({ row, columns, index, focusable, selected, tone, onPick, onFocus }: BodyRowProps<Row>) {
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row={index}
      tabIndex={focusable ? 0 : -1}
      class={tone}
      onClick={onPick}
      onFocus={onFocus}
    >
      {columns.map((column) => (
        <td key={column.key} class={column.number ? 'number' : ''} title={column.text(row)}>
          {column.cell ? column.cell(row) : column.text(row)}
        </td>
      ))}
    </tr>
  );
}

function Gap({ rows, height, span }: { readonly rows: number; readonly height: number; readonly span: number }) {
  if (rows <= 0) return null;
  return (
    <tr class="gap">
      <td colSpan={span} style={{ height: `${rows * height}px` }} />
    </tr>
  );
}

/** In rem, as the widths of the columns in styles/tables.css; wide ones share what is left. */
const widths = { xs: 5.5, s: 9, m: 13, l: 15, xl: 30 } as const;

function widthOf(columns: readonly { readonly size: keyof typeof widths }[]): number {
  return columns.reduce((sum, { size }) => sum + widths[size], 0);
}

function sortedRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: Order | 'as-given',
): readonly Row[] {
  if (order === 'as-given') return rows;
  const column = columns.find(({ key }) => key === order.column);
  if (column === undefined) return rows;
  const sign = order.direction === 'ascending' ? 1 : -1;
  const { number, text } = column;
  if (number) return rows.toSorted((a, b) => sign * (number(a) - number(b)));
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  return rows.toSorted((a, b) => sign * compare(text(a), text(b)));
}

function csvText<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return csvOf([columns.map((c) => c.title), ...rows.map((row) => columns.map((c) => c.text(row)))]);
}
