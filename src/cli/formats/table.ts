// A report as text for a terminal: aligned columns, two blanks between, nothing that could steer it.

import { unreachable } from '../../engine/model/unreachable.ts';
import type { Block, Report, Sheet } from './report.ts';
import { columns, visible } from './visible.ts';

export function* table(report: Report): Iterable<string> {
  let before: Block['kind'] | 'nothing' = 'nothing';
  for (const block of report) {
    // A blank line sets headings and tables apart from what stands before them.
    const apart = block.kind === 'heading' || block.kind === 'sheet' || before === 'sheet' || before === 'list';
    if (before !== 'nothing' && before !== 'heading' && apart && block.kind !== 'list') yield '\n';
    yield* blockText(block);
    before = block.kind;
  }
}

function* blockText(block: Block): Iterable<string> {
  switch (block.kind) {
    case 'heading':
    case 'line':
      yield `${visible(block.text)}\n`;
      return;
    case 'list':
      for (const item of block.items) yield `  - ${visible(item)}\n`;
      return;
    case 'sheet':
      yield* aligned(block.sheet);
      return;
    default:
      unreachable(block);
  }
}

function* aligned(sheet: Sheet): Iterable<string> {
  const lines = [sheet.columns, ...sheet.rows.map((row) => row.map(visible))];
  const widths = sheet.columns.map((_, i) => lines.reduce((most, cells) => Math.max(most, columns(cells[i] ?? '')), 0));
  for (const cells of lines) {
    const padded = cells.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - columns(cell)));
    yield `${padded.join('  ').trimEnd()}\n`;
  }
}
