// What a process needs at its highest, and what the compiled form with every row takes for each class.
import type { Compiled } from '../../src/engine/compile/compile.ts';
import { compile } from '../../src/engine/compile/recompile.ts';
import { figureOf } from './analysis.ts';
import { assembled, everyFlow, readFileOf } from './engine.ts';
import { type Benchmark, collectGarbage, type Task, wantedBy } from './measure.ts';
import { snapshotFile } from './snapshot-file.ts';

export const memory: Benchmark = {
  name: 'memory',
  about: 'peak resident memory of a fresh process that reads a file and works out all flows; heap a class',
  on: [{ profile: 'microservices', pods: 150_000, marks: { memory: { bar: 2, aim: 1 } } }],
  memory: 'as-users-have-it',
  measure: async (task) => {
    const file = await snapshotFile(wantedBy(task));
    const cluster = assembled(await readFileOf(file));
    const { peak, heap, classes, of } = used(compile(cluster), task);
    return [
      of('memory', peak / 2 ** 20, 'GiB at most'),
      of('memory-class', (heap - heapUsed()) / classes, 'bytes a class'),
    ];
  },
};

/** The compiled form is not held when this returns: what the heap is smaller by then was its own. */
function used(compiled: Compiled, task: Task) {
  everyFlow(compiled);
  // In kilobytes, the highest so far: collecting garbage by force comes after.
  const peak = process.resourceUsage().maxRSS;
  const classes = compiled.families.reduce((sum, family) => sum + family.classes.list.length, 0);
  return { peak, classes, heap: heapUsed(), of: figureOf(task, compiled) };
}

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
