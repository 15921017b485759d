// Places: every rule and policy is found where it stands, however it is written. Here the whole text is parsed at once
// for positions; the product looks at one document, or one item of a list, by itself.
import fc from 'fast-check';
import { isMap, isNode, LineCounter, parseAllDocuments, parseDocument } from 'yaml';
import { identityOf } from '../../src/snapshot/identity.ts';
import { placeOf } from '../../src/snapshot/place.ts';
import { read } from '../../src/snapshot/read.ts';
import type { Source } from '../../src/snapshot/snapshot.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { list, nameOf, namespaceOf, text } from '../oracle/raw.ts';
import { type Law, law } from './law.ts';
import { DIRECTIONS, isPolicy } from './raw-policy.ts';
import { isTiered } from './raw-tiers.ts';
import { type Manner, manners, written } from './written.ts';

export type Path = readonly (string | number)[];

export const placeLaws: readonly Law[] = [
  law(
    'every rule and every policy is found where it stands',
    fc.record({ objects: cluster(), manner: manners }),
    ({ objects, manner }, count) => {
      const sources = written(objects, manner);
      const snapshot = read(sources, { lenient: false });
      const origins = new Map(snapshot.objects.map((object) => [identityOf(object), object.origin]));
      for (const { key, path, at } of standing(objects, manner, sources)) {
        const origin = origins.get(key);
        if (origin === undefined) throw new Error(`${key} was not read`);
        const { line, column } = placeOf(sources, origin, path);
        const found = `${origin.file}:${line}:${column}`;
        if (found !== at) throw new Error(`${key} ${path.join('.')} stands at ${at}, not at ${found}`);
        count(path.length === 0 ? 'a policy' : 'a rule');
      }
      count('a cluster');
    },
    {
      few: 50,
      show: ({ objects, manner }) =>
        written(objects, manner)
          .map(({ text }) => text)
          .join('\n'),
      shares: { 'a rule': [0.2, 0.8], 'a policy': [0.1, 0.8] },
    },
  ),
];

export interface Standing {
  readonly key: string;
  readonly path: Path;
  /** 'file:line:column'. */
  readonly at: string;
}

/** Where each policy and each of its rules stands. */
export function standing(objects: readonly object[], manner: Manner, sources: readonly Source[]): readonly Standing[] {
  return sources.flatMap((source, number) => {
    const inFile = manner.form === 'a file each' ? objects.slice(number, number + 1) : objects;
    const positionOf = positions(source, manner);
    return inFile.flatMap((object, index) => {
      if (!isPolicy(object) && !isTiered(object)) return [];
      const key = isPolicy(object)
        ? `NetworkPolicy ${namespaceOf(object)}/${nameOf(object)}`
        : `${text(object, 'kind')} ${nameOf(object)}`;
      const rules = DIRECTIONS.flatMap((direction) =>
        list(object, 'spec', direction).map((_, at): Path => ['spec', direction, at]),
      );
      return [[], ...rules].map((path) => ({ key, path, at: `${source.file}:${positionOf(index, path)}` }));
    });
  });
}

/** 'line:column' of a part of an object of the file. */
function positions({ text }: Source, { form }: Manner): (index: number, path: Path) => string {
  if (form === 'json lines') {
    // Each line is a document of JSON, which YAML can read.
    const lines = text.split(/\r?\n/).map((line) => parseDocument(line));
    return (index, path) => `${index + 1}:${startOf(lines[index]?.getIn(path, true)) + 1}`;
  }
  const counter = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: counter });
  const documents = 'empty' in parsed ? [] : parsed.filter(({ contents }) => isMap(contents));
  return (index, path) => {
    const inList = form === 'list' || form === 'json';
    const node = inList ? documents[0]?.getIn(['items', index, ...path], true) : documents[index]?.getIn(path, true);
    const { line, col } = counter.linePos(startOf(node));
    return `${line}:${col}`;
  };
}

function startOf(node: unknown): number {
  if (!isNode(node) || !node.range) throw new Error('the law does not find it itself');
  return node.range[0];
}
