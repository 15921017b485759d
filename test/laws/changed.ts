// What an edit changed, told by rows that differ, is what asking about every pair of pods before and after tells.
import fc from 'fast-check';
import { changed } from '../../src/engine/answer/changed.ts';
import { reach } from '../../src/engine/answer/reach.ts';
import { standsForSeveral } from '../../src/engine/answer/units.ts';
import type { Compiled } from '../../src/engine/compile/compile.ts';
import { type Assumptions, defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { Cluster, Pod } from '../../src/engine/model/cluster.ts';
import { everyPort } from '../../src/engine/sets/ports.ts';
import { hold, withEdits } from '../../src/session/held.ts';
import { read } from '../../src/snapshot/read.ts';
import { assume } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { showCase } from './agreement.ts';
import { asText, editedOneByOne, plans } from './edits.ts';
import { type CaseOf, type Law, law } from './law.ts';

const editing = fc.record({
  objects: cluster(),
  assume: assume(),
  plans: fc.array(plans(['add policy', 'change policy', 'delete policy', 'add pod', 'delete pod', 'change pod']), {
    minLength: 1,
    maxLength: 3,
  }),
});
type Editing = CaseOf<typeof editing>;

export const changedLaws: readonly Law[] = [
  law(
    'the pairs that an edit changed are those that differ one by one',
    editing,
    ({ objects, assume, plans }, count) => {
      const assumptions: Assumptions = { ...defaultAssumptions, ...assume };
      let now = hold(read([{ file: 'cluster.json', text: asText(objects) }], { lenient: false }), assumptions, false);
      const steps = editedOneByOne(objects, plans);
      steps.forEach((_, index) => {
        const before = now.now.compiled();
        now = withEdits(
          now,
          steps.slice(0, index + 1).map(({ edit }) => edit),
        );
        const after = now.now.compiled();
        const told = counted(before, after);
        const listed = told === 'renumbered' ? told : oneByOne(before.cluster, after.cluster);
        if (told !== listed) throw new Error(`one by one there changed\n${listed}\nand the rows tell\n${told}`);
        count(listed === '' ? 'nothing changed' : told === 'renumbered' ? told : 'some changed');
      });
    },
    { few: 60, show: showEditing, shares: { 'some changed': [0.08, 0.9] } },
  ),
];

function counted(before: Compiled, after: Compiled): string {
  const families = changed(before, after);
  if (families === 'renumbered') return families;
  const { ports } = after;
  return lines(
    families.flatMap(({ family, byPorts, gone, come }) => [
      ...[gone, come].flatMap((list, at) =>
        list.map(({ allowed, possible, pairs }) => {
          const said = `${ports.portSet(allowed)} | ${ports.portSet(possible)}`;
          return [`${family} ${at === 0 ? `${said} | gone` : `come | ${said}`}`, pairs] as const;
        }),
      ),
      ...byPorts.map(
        ({ before: was, after: is, pairs }) =>
          [
            `${family} ${[was.allowed, was.possible, is.allowed, is.possible].map(ports.portSet).join(' | ')}`,
            pairs,
          ] as const,
      ),
    ]),
  );
}

function oneByOne(before: Cluster, after: Cluster): string {
  const counts = new Map<string, number>();
  const [had, has] = [new Set(before.pods), new Set(after.pods)];
  const pods = [...new Set([...before.pods, ...after.pods])];
  for (const from of pods) {
    for (const to of pods) {
      if (from === to && !standsForSeveral(from)) continue;
      const [was, is] = [had, has].map((known, at) =>
        known.has(from) && known.has(to) ? answers(at === 0 ? before : after, from, to) : 'no pair',
      );
      if (was === undefined || is === undefined || was === is) continue; // a pair that neither has
      for (const family of ['IPv4', 'IPv6']) {
        const key = `${family} ${answerOf(was, family, 'come')} | ${answerOf(is, family, 'gone')}`;
        if (isTold(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return lines([...counts]);
}

function answerOf(answered: ReadonlyMap<string, string> | 'no pair', family: string, none: string): string {
  return answered === 'no pair' ? none : (answered.get(family) ?? 'no family');
}

/** Only what differs, and of pairs that came or went only those with some open port. */
function isTold(key: string): boolean {
  const [, before = '', after = ''] =
    /^\S+ (.*? \| .*?|come|no family) \| (.*? \| .*?|gone|no family)$/.exec(key) ?? [];
  if (before === after || [before, after].includes('no family')) return false;
  return !([before, after].includes(' | ') && (before === 'come' || after === 'gone'));
}

function answers(of: Cluster, from: Pod, to: Pod): ReadonlyMap<string, string> {
  const each = reach(of, { kind: 'pod', pod: from }, { kind: 'pod', pod: to }, everyPort);
  return new Map(each.map(({ family, allowed, possible }) => [family, `${allowed} | ${possible}`]));
}

function lines(counts: readonly (readonly [string, number])[]): string {
  return counts
    .map(([key, pairs]) => `${key}: ${pairs}`)
    .sort()
    .join('\n');
}

function showEditing({ objects, assume, plans }: Editing): string {
  const steps = editedOneByOne(objects, plans).map(({ edit }) =>
    edit.kind === 'apply' ? `# then apply\n${edit.text}` : `# then delete ${JSON.stringify(edit.object)}`,
  );
  return [showCase({ objects, assume }), ...steps].join('\n');
}
