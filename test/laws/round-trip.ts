// Text and back: however objects are written, they read as the same cluster; edits laid over an input are the edited
// input; and the text that an editor is given is the object, with its comments.
import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { applyEdits } from '../../src/snapshot/overlay.ts';
import { read } from '../../src/snapshot/read.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { objectText } from '../../src/snapshot/text.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { asText, editedOneByOne, plans } from './edits.ts';
import { type Law, law } from './law.ts';
import { type Manner, manners, written, yaml } from './written.ts';

const strict = { lenient: false };
const texts = fc.record({ objects: cluster(), manner: manners });

export const roundTripLaws: readonly Law[] = [
  law(
    'objects are the same cluster however they are written',
    texts,
    ({ objects, manner }, count) => {
      const snapshot = read(written(objects, manner), strict);
      deepStrictEqual(meaningOf(snapshot), meaningOf(asJson(objects)));
      // Reading again with what is known gives the identical objects.
      const again = read(written(objects, manner), strict, snapshot);
      if (again.objects.some((object, at) => object !== snapshot.objects[at]))
        throw new Error('read twice, it differs');
      count(manner.form);
    },
    { few: 60, show: showText, shares: { list: [0.02, 0.5], flow: [0.02, 0.5], json: [0.02, 0.5] } },
  ),
  law(
    'edits laid over an input give the cluster of the edited input',
    fc.record({ objects: cluster(), manner: manners, plans: fc.array(plans(), { minLength: 1, maxLength: 4 }) }),
    ({ objects, manner, plans }, count) => {
      const base = read(written(objects, manner), strict);
      const steps = editedOneByOne(objects, plans);
      const left = steps.at(-1)?.objects ?? objects;
      const laid = applyEdits(
        base,
        steps.map(({ edit }) => edit),
        strict,
      );
      deepStrictEqual(meaningOf(laid), meaningOf(asJson(left)));
      count(`${steps.length} edits`);
    },
    { few: 50, show: showText, shares: { '0 edits': [0, 0.2] } },
  ),
  law(
    'the text of an object is the object, with every comment where it has a document of its own',
    texts,
    ({ objects, manner }, count) => {
      const snapshot = read(written(objects, manner), strict);
      for (const [at, object] of snapshot.objects.entries()) {
        const text = objectText(snapshot.sources, object.origin);
        const alone = read([{ file: 'alone.yaml', text }], strict).objects;
        deepStrictEqual(alone.map(withoutOrigin), [withoutOrigin(object)]);
        if (manner.form !== 'documents' && manner.form !== 'a file each') continue;
        const wanted = yaml(objects[at] ?? {}, manner).replaceAll('\n', manner.lineEnd);
        if (!text.includes(wanted.trimEnd())) throw new Error(`the text is\n${text}\nand was written as\n${wanted}`);
        count(manner.comments ? 'with comments' : 'without');
      }
      count('a cluster');
    },
    { few: 40, show: showText, shares: { 'with comments': [0.2, 0.8] } },
  ),
  law(
    'an edit that keeps its comments is given back with them',
    texts,
    ({ objects, manner }, count) => {
      const base = read(written(objects, manner), strict);
      const [object] = objects;
      if (object === undefined) return;
      const text = yaml(object, { ...manner, comments: true });
      const edited = applyEdits(base, [{ kind: 'apply', id: 'an edit', text }], strict);
      const applied = edited.objects.filter(({ origin }) => origin.file === 'an edit');
      deepStrictEqual(
        applied.map(({ origin }) => objectText(edited.sources, origin)),
        [text],
      );
      deepStrictEqual(meaningOf(edited), meaningOf(base));
      count(text.includes('# after') && text.includes('# before') ? 'both comments' : 'one');
    },
    { few: 30, show: showText, shares: { 'both comments': [0.9, 1] } },
  ),
];

function asJson(objects: readonly object[]): Snapshot {
  return read([{ file: 'cluster.json', text: asText(objects) }], strict);
}

/** The cluster, and how many of which diagnostics: all but where things stand. */
function meaningOf(snapshot: Snapshot): unknown {
  const { cluster, diagnostics } = assemble(snapshot, defaultAssumptions);
  const said = diagnostics().map(({ severity, code, message }) => `${severity} ${code} ${message}`);
  return { cluster: withoutOrigin(cluster), objects: snapshot.objects.length, said: said.sort() };
}

/** A copy without the key `origin`, at any depth. */
function withoutOrigin(value: unknown): unknown {
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, withoutOrigin(each)]));
  if (value instanceof Set) return value;
  if (Array.isArray(value)) return value.map(withoutOrigin);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, each]) => key !== 'origin' || each === 'not-given');
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutOrigin(each)]));
}

function showText({ objects, manner }: { readonly objects: readonly object[]; readonly manner: Manner }): string {
  return written(objects, manner)
    .map(({ file, text }) => `# ${file}\n${text}`)
    .join('\n');
}
