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
      yield `## ${paragraph(block.text)}\n`;
      return;
    case 'line':
      yield `${paragraph(block.text)}\n`;
      return;
    case 'list':
      for (const item of block.items) yield `- ${paragraph(item)}\n`;
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
  return visible(text).replace(
    /[\\`*_{}[\]|~#<>&@]|:(?=\/\/)/g,
    (character) => entities[character] ?? `\\${character}`,
  );
}

/** At the start of a paragraph a dash, a plus or `1.` would begin a list, and an equals sign a heading. */
function paragraph(text: string): string {
  return escaped(text).replace(/^[-+=]|^(\d+)(?=[.)]\s)/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}
