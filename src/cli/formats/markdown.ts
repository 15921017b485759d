// A report as Markdown. Text from the input is escaped, so that no name becomes markup, a link or HTML.

import { unreachable } from '../../engine/model/unreachable.ts';
import type { Block, Report } from './report.ts';
import { visible } from './visible.ts';

export function* markdown(report: Report): Iterable<string> {
  let before: Block['kind'] | 'nothing' = 'nothing';
  for (const block of report) {
    if (before !== 'nothing') yield '\n';
    yield* blockText(block);
    before = block.kind;
  }
}

function* blockText(block: Block): Iterable<string> {
  switch (block.kind) {
    case 'heading':
      yield `## ${escaped(block.text)}\n`;
      return;
    case 'line':
      yield `${escaped(block.text)}\n`;
      return;
    case 'list':
      for (const item of block.items) yield `- ${escaped(item)}\n`;
      return;
    case 'sheet':
      yield row(block.sheet.columns);
      yield row(block.sheet.columns.map(() => '---'));
      for (const cells of block.sheet.rows) yield row(cells.map(escaped));
      return;
    default:
      unreachable(block);
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '@': '&#64;',
  ':': '&#58;',
};

/** A colon before slashes would make a link of an address. */
function escaped(text: string): string {
  return visible(text)
    .replace(/[<>&@]|:(?=\/\/)/g, (character) => entities[character] ?? character)
    .replace(/[\\`*_{}[\]|~#]|^(?=[-+=]|\d+[.)])/g, '\\$&');
}
