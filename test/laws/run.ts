// npm run test:laws -- [--runs N] [--seed S] [PART OF A NAME…]: the property tests, N cases each, with the mix of what
// they met. A failure prints the smallest case that breaks the law, and the seed that finds it again. Each core takes
// the next law that none has taken; a law by itself is the same on one core and on many.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { Law, Mix } from './law.ts';
import { laws } from './laws.ts';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: `${Date.now() % 2 ** 31}` } },
  allowPositionals: true,
});
const runs = wholeNumber('--runs', values.runs);
const seed = wholeNumber('--seed', values.seed);
const chosen = laws.filter(({ name }) => positionals.every((part) => name.includes(part)));

interface Outcome {
  readonly holds: boolean;
  readonly told: string;
}

if (isMainThread) await tryAll();
else parentPort?.on('message', (index: number) => parentPort?.postMessage(tried(chosen[index])));

async function tryAll(): Promise<void> {
  console.log(`${chosen.length} laws, ${runs} cases each, --seed ${seed}`);
  const outcomes: Outcome[] = [];
  // The dearest come last in the list, and would else be waited for alone.
  const left = chosen.map((_, index) => index);
  const argv = ['--runs', `${runs}`, '--seed', `${seed}`, ...positionals];
  const takeOne = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { argv });
      const next = () => {
        const index = left.pop();
        if (index === undefined) worker.terminate().then(() => resolve(), reject);
        else worker.postMessage(index);
      };
      worker.on('error', reject);
      worker.on('message', (outcome: Outcome) => {
        outcomes.push(outcome);
        console.log(outcome.told);
        next();
      });
      next();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), chosen.length) }, takeOne));
  const held = outcomes.filter(({ holds }) => holds).length;
  console.log(`${held} hold, ${chosen.length - held} broken`);
  process.exitCode = chosen.length === 0 || held < chosen.length ? 1 : 0;
}

function tried(law: Law | undefined): Outcome {
  if (law === undefined) return { holds: false, told: 'BROKEN  there is no such law' };
  try {
    return { holds: true, told: `holds   ${law.name}: ${describe(law.run(runs, seed))}` };
  } catch (error) {
    return { holds: false, told: `BROKEN  ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** `61.2 % allowed, 38.8 % denied (9,120)`: the mix in shares of all that was counted. */
function describe(mix: Mix): string {
  const all = [...mix.values()].reduce((sum, count) => sum + count, 0);
  const shares = [...mix].sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = shares.map(([sort, count]) => `${((100 * count) / all).toFixed(1)} % ${sort}`);
  return `${shown.join(', ')} (${all.toLocaleString('en')})`;
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`test:laws: ${option} \`${text}\` is not a whole number`);
  process.exit(2);
}
