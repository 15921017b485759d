// A sheet as CSV (RFC 4180 with line feeds). A cell that a spreadsheet would take for a formula gets an
// apostrophe before it, which spreadsheets hide and which keeps it text.

import type { Sheet } from './report.ts';

const formula = /^[=+\-@\t\r]/;

export function* csv(sheet: Sheet): Iterable<string> {
  yield row(sheet.columns);
  for (const cells of sheet.rows) yield row(cells);
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\n`;
}

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
