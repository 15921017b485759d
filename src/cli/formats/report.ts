// What a command tells people, before it is a terminal's text or Markdown: lines, lists and tables.

export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'sheet'; readonly sheet: Sheet };

export type Report = readonly Block[];

export function heading(text: string): Block {
  return { kind: 'heading', text };
}

export function line(text: string): Block {
  return { kind: 'line', text };
}

/** Nothing for an empty list. */
export function list(items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

/** Columns that say '-' or nothing in every row are left out, but the first `kept`. */
export function sheet(columns: readonly string[], rows: Sheet['rows'], kept: number): Block {
  const used = columns.map((_, i) => i < kept || rows.some((row) => row[i] !== '' && row[i] !== '-'));
  const pick = (cells: readonly string[]) => cells.filter((_, i) => used[i]);
  return { kind: 'sheet', sheet: { columns: pick(columns), rows: rows.map(pick) } };
}
