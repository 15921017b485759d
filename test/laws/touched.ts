import { changes } from '../../src/engine/answer/changes.ts';
import { everyFlow } from '../../src/engine/answer/flow-scope.ts';
import { flows } from '../../src/engine/answer/flows.ts';
import { touchedPods } from '../../src/engine/answer/touched.ts';
import { type Unit, unitKey, unitOf } from '../../src/engine/answer/units.ts';
import { changeView } from '../../src/session/present/flows.ts';
import { show } from '../arbitrary/show.ts';
import { engineOf } from '../engine/evaluators.ts';
import { showCase } from './agreement.ts';
import { type Edits, edits } from './differences.ts';
import { editedOneByOne } from './edits.ts';
import { type Law, law } from './law.ts';

export const touchedLaws: readonly Law[] = [
  law(
    'whatever differs between two inputs has an end that was touched',
    edits,
    ({ objects, assume, plans, level }, count) => {
      const left = editedOneByOne(objects, plans).at(-1)?.objects ?? objects;
      const [old, now] = [objects, left].map((each) => engineOf(each, assume).compiled);
      if (old === undefined || now === undefined) return;
      const touched = touchedPods(old.cluster, now.cluster);
      const units = new Set([...touched].map((pod) => unitKey(unitOf(pod, level))));
      const scope = { ...everyFlow, near: (unit: Unit) => units.has(unitKey(unit)) };
      const [all, near] = [everyFlow, scope].map((each) =>
        changes(flows(old, level, each), flows(now, level, each)).map((change) =>
          JSON.stringify(changeView(change, [])),
        ),
      );
      if (all?.join('\n') !== near?.join('\n'))
        throw new Error(`changed is\n${all?.join('\n')}\nand told\n${near?.join('\n')}`);
      count(touched.size < old.cluster.pods.length ? 'some are touched' : 'all are touched');
      count(all?.length === 0 ? 'no change' : 'changes');
    },
    { few: 60, show: showEdits, shares: { 'some are touched': [0.1, 0.9], changes: [0.1, 0.5] } },
  ),
];

function showEdits(example: Edits): string {
  const left = editedOneByOne(example.objects, example.plans).at(-1)?.objects ?? [];
  return `${showCase(example)}\n# by ${example.level}, after:\n${show(left)}`;
}
