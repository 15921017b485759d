// ExpectationReport in the Test Anything Protocol, version 14: a line an expectation, what failed as YAML below it.

import type { ExpectationReport, ExpectationView } from '../../session/expectation-report.ts';
import { whys } from '../present/expectation-report.ts';
import { visible } from './visible.ts';
import { placeText } from './words.ts';

export function* tap({ items }: ExpectationReport): Iterable<string> {
  yield `TAP version 14\n1..${items.length}\n`;
  for (const [i, item] of items.entries()) yield* point(item, i + 1);
}

function* point(item: ExpectationView, number: number): Iterable<string> {
  yield `${item.outcome === 'holds' ? 'ok' : 'not ok'} ${number} - ${description(item.name)}\n`;
  if (item.outcome === 'holds') return;
  yield `  ---\n  at: ${JSON.stringify(placeText(item.at))}\n  must: ${item.must}\n  why:\n`;
  for (const why of whys(item)) yield `    - ${JSON.stringify(why)}\n`;
  yield '  ...\n';
}

/** A # would begin a directive such as TODO, a line feed another line. */
function description(name: string): string {
  return visible(name).replaceAll('\\', '\\\\').replaceAll('#', '\\#');
}
