// The formats that every command has, over what a command gives for each kind of reader.

import { csv } from './csv.ts';
import { json, ndjson } from './json.ts';
import { markdown } from './markdown.ts';
import type { Report, Sheet } from './report.ts';
import { table } from './table.ts';

export interface Presentation<A> {
  /** For people: table and markdown. */
  readonly report: (answer: A) => Report;
  /** For spreadsheets: every column, in full. */
  readonly records: (answer: A) => Sheet;
  /** For streams: one object a line. */
  readonly items: (answer: A) => Iterable<object>;
}

/** A format that is not one of the five is the command's own. */
export type Own<A> = Readonly<Record<string, (answer: A) => Iterable<string>>>;

export function printer<A extends object>(format: string, shown: Presentation<A>, own: Own<A> = {}) {
  return (answer: A): Iterable<string> => {
    const special = own[format];
    if (special !== undefined) return special(answer);
    switch (format) {
      case 'json':
        return json(answer);
      case 'ndjson':
        return ndjson(shown.items(answer));
      case 'csv':
        return csv(shown.records(answer));
      case 'markdown':
        return markdown(shown.report(answer));
      default:
        return table(shown.report(answer));
    }
  };
}
