// Where a part of an object stands. Each row marks the expected range in the text itself, with « and ».

import { describe, expect, test } from 'vitest';
import { lineColumn } from '../../src/snapshot/lines.ts';
import { placeOf } from '../../src/snapshot/place.ts';
import { objectText } from '../../src/snapshot/text.ts';
import { names, readText } from './reading.ts';

type Path = readonly (string | number)[];

function marked(text: string): { readonly text: string; readonly start: number; readonly end: number } {
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  return { text: text.replace('«', '').replace('»', ''), start, end };
}

function expectPlace(markedText: string, path: Path, name: string, file = 'input.yaml'): void {
  const { text, start, end } = marked(markedText);
  const snapshot = readText(text, file);
  const object = snapshot.objects.find((one) => one.name === name);
  expect(names(snapshot), 'the object is read').toContain(object === undefined ? name : `Pod s/${name}`);
  if (object === undefined) return;
  const place = placeOf(snapshot.sources, object.origin, path);
  expect(text.slice(place.start, place.end)).toBe(text.slice(start, end));
  expect(place).toEqual({ start, end, ...lineColumn(text, start) });
}

const rows: readonly (readonly [what: string, text: string, path: Path, file?: string])[] = [
  [
    'a scalar, with its key',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  «name: a»\n  namespace: s\n',
    ['metadata', 'name'],
  ],
  ['a mapping', 'apiVersion: v1\nkind: Pod\n«metadata:\n  name: a\n  namespace: s»\n# end\n', ['metadata']],
  [
    'a quoted key',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: s, labels: {«"x/y": b»}}\n',
    ['metadata', 'labels', 'x/y'],
  ],
  [
    'an item of a block list',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: s}\nspec:\n  containers:\n  - name: c\n  - «name: d\n    image: e»\n',
    ['spec', 'containers', 1],
  ],
  [
    'an item of a flow list',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: s}\nspec: {containers: [{name: c}, «{name: d}»]}\n',
    ['spec', 'containers', 1],
  ],
  [
    'after comments',
    '# one\napiVersion: v1\nkind: Pod\n# two\nmetadata: # three\n  # four\n  «name: a»\n  namespace: s\n',
    ['metadata', 'name'],
  ],
  [
    'with Windows line ends',
    'apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  namespace: s\r\n  «name: a»\r\n',
    ['metadata', 'name'],
  ],
  [
    'with a byte order mark',
    '\uFEFFapiVersion: v1\nkind: Pod\nmetadata: {namespace: s, «name: a»}\n',
    ['metadata', 'name'],
  ],
  [
    'in a later document',
    'a: 1\n---\n\n# x\napiVersion: v1\nkind: Pod\nmetadata: {namespace: s, «name: a»}\n',
    ['metadata', 'name'],
  ],
  [
    'on the line of the marker',
    'a: 1\n--- {apiVersion: v1, kind: Pod, metadata: {namespace: s, «name: a»}}\n',
    ['metadata', 'name'],
  ],
  ['the whole object', '# x\n«apiVersion: v1\nkind: Pod\nmetadata: {namespace: s, name: a}»\n', []],
  [
    'what is not there: what is around it',
    'apiVersion: v1\nkind: Pod\n«metadata: {namespace: s, name: a}»\n',
    ['metadata', 'labels', 'x'],
  ],
  ['an empty value: its key', 'apiVersion: v1\nkind: Pod\nmetadata: {namespace: s, name: a}\n«spec:»\n', ['spec']],
  [
    'behind an alias: where it is written',
    'apiVersion: v1\nkind: Pod\nmetadata: {namespace: s, name: a, labels: &l {«x: b»}}\nspec: {l: *l}\n',
    ['spec', 'l', 'x'],
  ],
  [
    'an item of a YAML list',
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: z, namespace: s}\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    namespace: s\n    «name: a»\n',
    ['metadata', 'name'],
  ],
  [
    'an indented item of a YAML list',
    'kind: List\nitems: # two\n  # z\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: z, namespace: s}\n\n  -\n    apiVersion: v1\n    kind: Pod\n    metadata:\n      namespace: s\n      «name: a»\napiVersion: v1\n',
    ['metadata', 'name'],
  ],
  [
    'a whole item of a YAML list',
    'apiVersion: v1\nkind: List\nitems:\n- «apiVersion: v1\n  kind: Pod\n  metadata: {name: a, namespace: s}»\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: b}\n',
    [],
  ],
  [
    'an item of a YAML list in Windows lines',
    'apiVersion: v1\r\nkind: List\r\nitems:\r\n- apiVersion: v1\r\n  kind: Pod\r\n  metadata:\r\n    namespace: s\r\n    «name: a»\r\n',
    ['metadata', 'name'],
  ],
  [
    'an item of a list in a list',
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: PodList\n  items:\n  - metadata: {namespace: s, name: z}\n  - metadata: {namespace: s, «name: a»}\n',
    ['metadata', 'name'],
  ],
  [
    'an item of a flow list of objects',
    'apiVersion: v1\nkind: PodList\nitems: [{metadata: {namespace: s, name: z}}, {metadata: {namespace: s, «name: a»}}]\n',
    ['metadata', 'name'],
  ],
  [
    'in JSON',
    '{"apiVersion": "v1", "kind": "Pod", "metadata": {"namespace": "s", «"name": "a"»}}',
    ['metadata', 'name'],
    'a.json',
  ],
  [
    'in a JSON list',
    '{"items": [{"metadata": {"name": "z"}}, {"metadata": {"namespace": "s",\n «"name": "a"»}}], "apiVersion": "v1", "kind": "PodList"}',
    ['metadata', 'name'],
    'a.json',
  ],
  [
    'a whole item of a JSON list',
    '{"apiVersion": "v1", "kind": "PodList", "items": [«{"metadata": {"namespace": "s", "name": "a"}}»]}',
    [],
    'a.json',
  ],
  [
    'in JSON, a key with an escape',
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"s","labels":{«"x\\u002fy":"b"»}}}',
    ['metadata', 'labels', 'x/y'],
    'a.json',
  ],
  [
    'in the second of two JSON values',
    '{"apiVersion":"v1"}\n{"apiVersion":"v1","kind":"Pod","metadata":{«"name":"a"»,"namespace":"s"}}',
    ['metadata', 'name'],
    'a.json',
  ],
];

describe('a place is that of', () => {
  test.each(rows.map(([what, text, path, file]) => [what, text, path, file ?? 'input.yaml'] as const))(
    '%s',
    (_, text, path, file) => {
      expectPlace(text, path, 'a', file);
    },
  );

  test('nothing, where the file is not among the sources', () => {
    const origin = { file: 'x', start: 3, end: 9, items: [] };
    expect(placeOf([], origin, ['a'])).toEqual({ line: 1, column: 1, start: 0, end: 0 });
  });

  test('the document, where it cannot be parsed', () => {
    const text = 'a: 1\n---\nb: [1\n';
    expect(placeOf([{ file: 'f', text }], { file: 'f', start: 9, end: 14, items: [] }, ['x'])).toMatchObject({
      line: 2 + 1,
    });
  });
});

describe('the text of an object is', () => {
  const textOf = (text: string, file = 'input.yaml') => {
    const { sources, objects } = readText(text, file);
    return objects.map(({ origin }) => objectText(sources, origin));
  };

  test('its document as it was written', () => {
    const document = '# why\napiVersion: v1\nkind: Pod # what\nmetadata: {name: a,   namespace: s}\n';
    expect(textOf(`a: 1\n---\n${document}---\nb: 1\n`)).toEqual([document]);
  });

  const yaml = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  namespace: s\n';
  test.each([
    [
      'an item of a YAML list, anew',
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a, namespace: s}\n',
      'a.yaml',
    ],
    [
      'an item of a typed list, with its kind',
      'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a, namespace: s}\n',
      'a.yaml',
    ],
    ['JSON as YAML', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"s"}}', 'a.json'],
    [
      'an item of JSON, with its kind',
      '{"kind":"PodList","apiVersion":"v1","items":[{"metadata":{"name":"a","namespace":"s"}}]}',
      'a.json',
    ],
  ])('%s', (_, text, file) => {
    expect(textOf(text, file)).toEqual([yaml]);
    expect(readText(textOf(text, file).join('')).objects).toMatchObject([{ kind: 'Pod', namespace: 's', name: 'a' }]);
  });
});

describe('lines and columns', () => {
  test.each([
    ['abc', 0, 1, 1],
    ['abc', 3, 1, 4],
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 3, 2, 1],
    ['a\rb', 2, 2, 1],
    ['a\n', 2, 2, 1],
    ['', 0, 1, 1],
  ])('%j at %i', (text, offset, line, column) => {
    expect(lineColumn(text, offset)).toEqual({ line, column });
  });
});
