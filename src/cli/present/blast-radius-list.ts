// The blast radius of every workload, each by itself (--all), or of those that reach a target
// (--reverse): one row a start.

import type { BlastRadius, Certainty, Envelope, ThingView } from '../../session/answers.ts';
import type { Presentation } from '../formats/print.ts';
import { line, list, sheet } from '../formats/report.ts';
import { thingText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';

export interface BlastRadiusList extends Envelope<'BlastRadiusList'> {
  /** [] without --reverse. */
  readonly targets: readonly ThingView[];
  readonly partial: readonly string[];
  readonly items: readonly {
    readonly start: ThingView;
    /** Which targets it reaches; [] without --reverse. */
    readonly reaches: readonly { readonly what: ThingView; readonly certainty: Certainty; readonly hops: number }[];
    readonly totals: BlastRadius['totals'];
  }[];
}

export const blastRadiusListPresentation: Presentation<BlastRadiusList> = {
  report: (answer) => [
    line(answer.targets.length === 0 ? 'blast radius of every workload' : reverseLine(answer)),
    ...(answer.items.length === 0 ? [] : [answer.targets.length === 0 ? totalsSheet(answer) : reverseSheet(answer)]),
    ...(answer.partial.length === 0 ? [] : [line('not looked at:'), ...list(answer.partial)]),
    ...assumptionBlocks(answer),
  ],
  records: (answer) => ({
    columns: ['kind', 'namespace', 'name', 'pods_certain', 'pods_possible', 'internet_certain', 'internet_possible'],
    rows: answer.items.map(({ start, totals: { certain, possible } }) => [
      start.kind,
      start.namespace ?? '',
      start.name ?? '',
      ...[certain.pods, possible.pods, certain.internet, possible.internet].map(String),
    ]),
  }),
  items: (answer) => answer.items,
};

function reverseLine(answer: BlastRadiusList): string {
  const count = answer.items.length;
  return `${count} ${count === 1 ? 'workload' : 'workloads'} can reach ${answer.targets.map(thingText).join(', ')}`;
}

/** The widest first: that is where to look. */
function totalsSheet(answer: BlastRadiusList) {
  const widest = [...answer.items].sort((a, b) => {
    return b.totals.certain.pods - a.totals.certain.pods || b.totals.possible.pods - a.totals.possible.pods;
  });
  const rows = widest.map(({ start, totals: { certain, possible } }) => [
    thingText(start),
    String(certain.pods),
    String(possible.pods),
    certain.internet ? 'certain' : possible.internet ? 'possible' : 'no',
  ]);
  return sheet(['START', 'PODS FOR CERTAIN', 'PODS POSSIBLY', 'INTERNET'], rows, 4);
}

function reverseSheet(answer: BlastRadiusList) {
  const rows = answer.items.flatMap(({ start, reaches }) =>
    reaches.map(({ what, certainty, hops }) => [thingText(start), thingText(what), certainty, String(hops)]),
  );
  return sheet(['START', 'REACHES', 'CERTAINTY', 'HOPS'], rows, 4);
}
