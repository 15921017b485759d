// Long input, read while its bytes arrive. `whole: 0` has every input read so, however short.

import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Progress } from '../../src/snapshot/progress.ts';
import { readBytes } from '../../src/snapshot/read-bytes.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { manners, written } from '../laws/written.ts';
import { inChunks, readCut, readWhole, seen } from './both-ways.ts';
import { givenObjects } from './given-objects.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [i, unit] of [0xfeff, ...Array.from(text, (_, at) => text.charCodeAt(at))].entries())
    view.setUint16(i * 2, unit, !bigEndian);
  return bytes;
}

const objects: readonly object[] = [
  ...givenObjects,
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ä€😀', namespace: 's' }, data: { a: '"]}\\', b: 'é\n😀' } },
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'Bad Name', namespace: 's' }, spec: { containers: 7 } },
  { kind: 'Pod', metadata: { name: 'no-version' } },
  { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'c', namespace: 's' }, spec: {} },
  { apiVersion: 'v1', kind: 'List', items: givenObjects.slice(0, 3) },
  { apiVersion: 'v1', kind: 'PodList', items: [{ metadata: { name: 'in', namespace: 's' }, spec: {} }, 5] },
];
const list = { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items: objects };
const asKubectlWrites = { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
const pods = [{ metadata: { name: 'a', namespace: 's' }, spec: {} }, { metadata: { name: 'b' } }, 3];
const compact = JSON.stringify(asKubectlWrites);
const indented = JSON.stringify(asKubectlWrites, undefined, 4);

const inputs: readonly (readonly [string, string, string | Uint8Array])[] = [
  ['compact JSON', 'a.json', compact],
  ['indented JSON', 'a.json', `${indented}\n`],
  ['JSON whose kind stands first', 'a.json', JSON.stringify(list)],
  ['JSON under a name that says nothing', 'dump', indented],
  ['lines that end in CR and LF', 'a.json', indented.replaceAll('\n', '\r\n')],
  ['lines that end in CR', 'a.json', indented.replaceAll('\n', '\r')],
  ['a byte order mark', 'a.json', `\uFEFF${indented}`],
  ['UTF-16', 'a.json', utf16(indented, false)],
  ['UTF-16, the larger half first', 'a.json', utf16(indented, true)],
  ['gzip', 'a.json.gz', gzipSync(compact)],
  ['gzip cut short', 'a.json.gz', gzipSync(compact).subarray(0, -20)],
  ['no gzip after all', 'a.json.gz', new Uint8Array([0x1f, 0x8b, 1, 2, 3])],
  ['a typed list', 'a.json', JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: {}, items: pods })],
  [
    'a typed list that says so at its end',
    'a.json',
    JSON.stringify({ items: pods, metadata: {}, apiVersion: 'v1', kind: 'PodList' }),
  ],
  [
    'a typed list that says half at its end',
    'a.json',
    JSON.stringify({ kind: 'PodList', items: pods, apiVersion: 'v1' }),
  ],
  ['an empty list', 'a.json', '{"kind":"List","apiVersion":"v1","items":[ ]}'],
  ['a list without items', 'a.json', '{"kind":"List","apiVersion":"v1"}'],
  ['items that are no list', 'a.json', '{"kind":"List","apiVersion":"v1","items":{"a":1}}'],
  ['items of nobody knows what', 'a.json', '{"items":[{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"}}]}'],
  ['an array', 'a.json', JSON.stringify(objects)],
  ['a text', 'a.json', '"text"'],
  ['lists one after the other', 'a.json', `${compact}${indented}\n${JSON.stringify(list)}`],
  ['lines of JSON', 'a.ndjson', objects.map((object) => `${JSON.stringify(object)}\n`).join('')],
  [
    'lines of JSON, one broken',
    'a.ndjson',
    '{"kind":"A","apiVersion":"v1"}\n{"kind":tru}\n{"kind":"B","apiVersion":"v1"}\n',
  ],
  [
    'lines of JSON, an open quote',
    'a.ndjson',
    '{"kind":"A","apiVersion":"v1"}\n{"kind":"é\n{"kind":"B","apiVersion":"v1"}\n',
  ],
  ['lines of JSON, an open bracket', 'a.ndjson', '{"kind":"A","b":{\n{"kind":"B"}\n{"kind":"C","apiVersion":"v1"}\n'],
  ['JSON that ends too early', 'a.json', '{"kind":"A", "b": "é'],
  ['bytes that are no UTF-8', 'a.json', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['a NUL', 'a.json', '{"a":\0}'],
  ['JSON documents between markers', 'a.yaml', `${compact}\n---\n${indented}\n`],
  ['YAML that looks like JSON', 'a.yaml', '{kind: Pod, apiVersion: v1, metadata: {name: flow}}\n---\n{kind: A}\n'],
  [
    'a YAML list of a document',
    'a.yaml',
    'apiVersion: v1\nitems:\n- kind: Pod\n  apiVersion: v1\n  metadata:\n    name: a\n-\n  # one\n  kind: Pod\n- 7\nkind: List\n',
  ],
  [
    'a YAML list with an alias from item to item',
    'a.yaml',
    'kind: List\napiVersion: v1\nitems:\n  - &a\n    kind: Pod\n    apiVersion: v1\n    metadata: {name: a}\n  - *a\n',
  ],
  ['a YAML list with a broken item', 'a.yaml', 'kind: List\napiVersion: v1\nitems:\n- kind: Pod\n- "open\n- b: 1\n'],
  ['a YAML list that is none', 'a.yaml', 'kind: Pod\napiVersion: v1\nmetadata:\n  name: p\nitems:\n- kind: Pod\n'],
  ['blanks and comments', 'a.yaml', '\n# nothing\n\n'],
];

describe('long input and short input are read alike', () => {
  test.each(inputs)('%s', async (_, file, content) => {
    const bytes = typeof content === 'string' ? encode(content) : content;
    const expected = seen(await readWhole(content, file));
    for (const sizes of [[7], [1, 2, 64], [4096], [2 ** 21]])
      expect(seen(await readCut(inChunks(bytes, sizes), file))).toEqual(expected);
    expect(seen(await readCut(content, file))).toEqual(expected);
    expect(seen(await readCut(new Blob([new Uint8Array(bytes)]), file))).toEqual(expected);
  });

  test.each(readdirSync('scenarios'))('the scenario %s, as files and as lists', async (name) => {
    const text = readFileSync(`scenarios/${name}/cluster.yaml`, 'utf8');
    const values = parseAllDocuments(text, { logLevel: 'error' }).map((document): unknown => document.toJS());
    const items = values.filter((value) => typeof value === 'object' && value !== null);
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, undefined, 1);
    for (const [file, content] of [
      ['a.yaml', text],
      ['a.json', json],
    ] as const)
      expect(seen(await readCut(content, file))).toEqual(seen(await readWhole(content, file)));
  });

  test('clusters however they are written, in chunks of any size', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(cluster(), manners, sizes, async (made, manner, chunks) => {
        for (const { file, text } of written(made, manner))
          expect(seen(await readCut(inChunks(encode(text), chunks), file))).toEqual(seen(await readWhole(text, file)));
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
