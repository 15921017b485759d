// npm run test:laws -- [--runs N] [--seed S] [PART OF A NAME…]: the property tests, N cases each, with the mix of what
// they met. A failure prints the smallest case that breaks the law, and the seed that finds it again.
import { parseArgs } from 'node:util';
import type { Law, Mix } from './law.ts';
import { laws } from './laws.ts';

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: `${Date.now() % 2 ** 31}` } },
  allowPositionals: true,
});
const runs = wholeNumber('--runs', values.runs);
const seed = wholeNumber('--seed', values.seed);
const chosen = laws.filter(({ name }) => positionals.every((part) => name.includes(part)));

console.log(`${chosen.length} laws, ${runs} cases each, --seed ${seed}`);
const broken = chosen.filter((law) => !holds(law));
console.log(`${chosen.length - broken.length} hold, ${broken.length} broken`);
process.exitCode = chosen.length === 0 || broken.length > 0 ? 1 : 0;

function holds({ name, run }: Law): boolean {
  try {
    console.log(`holds   ${name}: ${describe(run(runs, seed))}`);
    return true;
  } catch (error) {
    console.log(`BROKEN  ${error instanceof Error ? error.message : String(error)}`);
    return false;
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
