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
      const turns: { readonly ratio: number; readonly block: number; readonly cancel: number }[] = [];
      for (let turn = 0; turn < task.turns; turn++) {
        const base = await inPage(parseTime);
        const { shown, block } = await inPage(dropAndSee);
        turns.push({ ratio: shown / base, block, cancel: await inPage(dropAndCancel) });
      }
      const values = (name: 'ratio' | 'block' | 'cancel') => turns.map((turn) => turn[name]);
      return [
        of('page', percentile(values('ratio'), 0.5), '× JSON.parse'),
        of('page-block', percentile(values('block'), 0.5), 'ms (longest)'),
        of('page-cancel', percentile(values('cancel'), 0.5), 'ms'),
      ];
    } finally {
      await browser.close();
      site.close();
    }
  },
};
