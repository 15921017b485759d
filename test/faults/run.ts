// npm run test:faults [-- PART OF A NAME…]: plants each fault of faults.ts in a copy of the tree and runs the tests that
// need neither browser nor build there. A fault that no test catches is a hole in the suite; so is a list of faults that
// no longer fits the code. Both make this fail, and so does a suite that fails before any fault is planted.
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Fault } from './fault.ts';
import { faults } from './faults.ts';
import { copyTree, type Outcome, plant, runTests } from './tree.ts';

const wanted = process.argv.slice(2);
const chosen = faults.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const place = mkdtempSync(join(tmpdir(), 'firebreak-faults-'));
process.once('SIGINT', () => process.exit(130));
process.once('exit', () => rmSync(place, { recursive: true, force: true }));

// Some tests read ../shared where it is there.
if (existsSync('../shared')) symlinkSync(resolve('../shared'), join(place, 'shared'));
const trees = Array.from({ length: Math.min(2, cpus().length) }, (_, i) =>
  copyTree(process.cwd(), join(place, `tree-${i}`)),
);

process.exitCode = await main();

async function main(): Promise<number> {
  const [tree = ''] = trees;
  const sound = await runTests(tree, []);
  if (sound.kind !== 'passed') {
    console.log(`the suite fails without any fault: ${describe(sound)}`);
    return 1;
  }
  const left = [...chosen];
  const count = { caught: 0, survived: 0, misfit: 0 };
  await Promise.all(
    trees.map(async (tree) => {
      for (let fault = left.shift(); fault !== undefined; fault = left.shift()) count[await tryFault(tree, fault)]++;
    }),
  );
  console.log(`${count.caught} caught, ${count.survived} survived, ${count.misfit} no longer fit the code`);
  return count.caught > 0 && count.survived + count.misfit === 0 ? 0 : 1;
}

async function tryFault(tree: string, fault: Fault): Promise<'caught' | 'survived' | 'misfit'> {
  const planted = plant(tree, fault);
  if (planted.kind === 'misfit') {
    console.log(`MISFIT    ${fault.name}: its text stands ${planted.times} times in ${fault.file}, not once`);
    return 'misfit';
  }
  const started = Date.now();
  const outcome = await firstToSee(tree, fault.seenBy);
  planted.undo();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (outcome.kind === 'passed') {
    console.log(`SURVIVED  ${fault.name} (${seconds} s): ${fault.why}`);
    return 'survived';
  }
  console.log(`caught    ${fault.name} (${seconds} s) by ${describe(outcome)}`);
  return 'caught';
}

/** The tests that should see it, one after another; the rest only run where they don't. */
async function firstToSee(tree: string, [first, ...others]: readonly string[]): Promise<Outcome> {
  if (first === undefined) return runTests(tree, []);
  const outcome = await runTests(tree, [first]);
  return outcome.kind === 'passed' ? firstToSee(tree, others) : outcome;
}

function describe(outcome: Outcome): string {
  return outcome.kind === 'failed' ? outcome.test : outcome.kind;
}
