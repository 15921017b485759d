// The same laws through the door that the command line and the page use: a session that is asked in words. Its answers
// come as promises, so that these properties are not in the list of laws.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flows } from '../../src/engine/answer/flows.ts';
import type { Place } from '../../src/session/answers.ts';
import { flowView } from '../../src/session/present/flows.ts';
import { type Ask, isRefusal, type Name, type Question, type Refusal } from '../../src/session/questions.ts';
import { createSession } from '../../src/session/session.ts';
import { assume } from '../arbitrary/assume.ts';
import { podAttempts, spread } from '../arbitrary/attempts.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { engineOf } from '../engine/evaluators.ts';
import { type Assume, type End, oracle } from '../oracle/oracle.ts';
import { asText, editedOneByOne, plans } from './edits.ts';
import { standing } from './placing.ts';
import { manners, written } from './written.ts';

const SEED = 20261122;
const HANGS = 120_000;
const all = { from: [], to: [], port: '', namespaces: [] };

test(
  'a session lists the flows that the engine answers, and explains each answer of the oracle in its place',
  async () => {
    let places = 0;
    const example = fc.record({ objects: cluster(), assume: assume(), manner: manners });
    await fc.assert(
      fc.asyncProperty(example, async ({ objects, assume, manner }) => {
        // A byte order mark is no column of its own.
        const sources = written(objects, manner).map(({ file, text }) => ({ file, text: text.replace('\uFEFF', '') }));
        const ask = await loaded(sources, assume);
        const { compiled } = engineOf(objects, assume);
        for (const by of ['pod', 'workload', 'namespace'] as const) {
          const list = await answered(ask, 'flows', { ...all, by });
          expect(structuredClone(list)).toEqual(list);
          expect(list.items).toEqual(flows(compiled, by).map(flowView));
        }
        const known = new Set(standing(objects, manner, sources).map(({ at }) => at));
        const { ask: judge } = oracle(objects, assume);
        for (const { family: _, ...attempt } of spread(podAttempts(objects, assume), 6)) {
          const to = `${nameOf(attempt.to)}:${attempt.port}/${attempt.protocol}`;
          const answer = await answered(ask, 'canReach', { from: nameOf(attempt.from), to, namespace: 'default' });
          expect(answer.answer).toBe(judge(attempt));
          for (const side of [answer.egress, answer.ingress]) {
            const verdicts = [side.verdict, ...side.parts.map(({ verdict }) => verdict)];
            for (const at of [...side.steps, ...verdicts].flatMap(({ at }) => at ?? [])) {
              expect(known).toContain(placeText(at));
              places += 1;
            }
          }
        }
      }),
      { numRuns: 40, seed: SEED },
    );
    expect(places).toBeGreaterThan(100);
  },
  HANGS,
);

test(
  'every change has the edited policies behind it, and undoing all edits leaves no change',
  async () => {
    let changes = 0;
    const example = fc.record({
      objects: cluster(),
      assume: assume(),
      plans: fc.array(plans(['add policy', 'change policy', 'delete policy']), { minLength: 1, maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(example, async ({ objects, assume, plans }) => {
        const ask = await loaded([{ file: 'cluster.json', text: asText(objects) }], assume);
        const steps = editedOneByOne(objects, plans);
        await answered(ask, 'edit', { edits: steps.map(({ edit }) => edit) });
        for (const by of ['pod', 'namespace'] as const) {
          const changed = await answered(ask, 'changes', { by, namespaces: [] });
          for (const item of changed.items) expect(item, JSON.stringify(item)).not.toMatchObject({ cause: [] });
          changes += changed.items.length;
          const after = [{ file: 'after.json', content: asText(steps.at(-1)?.objects ?? objects) }];
          const fresh = await loaded([{ file: 'cluster.json', text: asText(objects) }], assume);
          const diff = await answered(fresh, 'diff', { after, by, namespaces: [] });
          expect(diff.items.map(({ cause: _, ...item }) => item)).toEqual(
            changed.items.map(({ cause: _, ...item }) => item),
          );
        }
        await answered(ask, 'edit', { edits: [] });
        expect((await answered(ask, 'changes', { by: 'pod', namespaces: [] })).items).toEqual([]);
      }),
      { numRuns: 60, seed: SEED },
    );
    expect(changes).toBeGreaterThan(60);
  },
  HANGS,
);

async function loaded(sources: readonly { file: string; text: string }[], assume: Assume): Promise<Ask> {
  const ask = createSession();
  const files = sources.map(({ file, text }) => ({ file, content: text }));
  await answered(ask, 'load', { sources: files, assume, lenient: false });
  return ask;
}

/** The answer: no question here is one to refuse. */
async function answered<N extends Name>(ask: Ask, name: N, question: Question<N>) {
  const answer = await ask(name, question);
  if (isRefused(answer)) throw new Error(`${name} ${JSON.stringify(question)}: ${answer.message}`);
  return answer;
}

function isRefused<T extends object>(answer: T | Refusal): answer is Refusal {
  return isRefusal(answer);
}

function nameOf(end: End): string {
  if ('pod' in end) return end.pod;
  return 'address' in end ? end.address : JSON.stringify(end);
}

function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
