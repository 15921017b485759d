// The page in a real Chromium: from a dropped snapshot to its namespaces on the screen, how long the page was deaf meanwhile,
// and how soon Cancel is done.
import { compile } from '../../src/engine/compile/recompile.ts';
import { figureOf } from './analysis.ts';
import { isThereChromium, serveBuiltPage, startChromium } from './chromium.ts';
import { assembled, readFileOf } from './engine.ts';
import { dropAndCancel, dropAndSee, parseTime } from './in-page.ts';
import { type Benchmark, percentile, wantedBy } from './measure.ts';
import { snapshotFile } from './snapshot-file.ts';

const marks = { page: { bar: 3 }, 'page-block': { bar: 100 } };

export const page: Benchmark = {
  name: 'page',
  about: 'a dropped zipped snapshot up to its namespaces on the screen ÷ JSON.parse of its text in Chromium',
  on: [
    { profile: 'microservices', pods: 50_000, marks },
    { profile: 'production', pods: 50_000, marks },
  ],
  memory: 'plenty',
  measure: async (task) => {
    if (!isThereChromium()) {
      console.error('page: no Chromium found; set CHROMIUM to its path');
      return [];
    }
    const file = await snapshotFile(wantedBy(task));
    const of = figureOf(task, compile(assembled(await readFileOf(file))));
    const site = await serveBuiltPage(file);
    const browser = await startChromium();
    /** A page each: nothing is held from the last. */
    async function inPage<T>(work: () => Promise<T>): Promise<T> {
      const opened = await browser.newPage();
      await opened.goto(`${site.origin}/`);
      const result = await opened.evaluate(work);
      await opened.close();
      return result;
    }
    try {
      const turns: { readonly ratio: number; readonly block: number }[] = [];
      const cancels: number[] = [];
      for (let turn = 0; turn < task.turns; turn++) {
        const base = await inPage(parseTime);
        const { shown, block } = await inPage(dropAndSee);
        turns.push({ ratio: shown / base, block });
        const cancelled = await inPage(dropAndCancel);
        if (cancelled !== 'read-before') cancels.push(cancelled);
      }
      const middle = (values: readonly number[]) => percentile(values, 0.5);
      return [
        of('page', middle(turns.map(({ ratio }) => ratio)), '× JSON.parse'),
        of('page-block', middle(turns.map(({ block }) => block)), 'ms (longest)'),
        ...(cancels.length === 0 ? [] : [of('page-cancel', middle(cancels), 'ms')]),
      ];
    } finally {
      await browser.close();
      site.close();
    }
  },
};
