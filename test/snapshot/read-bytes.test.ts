// Long input, read while its bytes arrive. `whole: 0` has every input read so, however short.

import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Content } from '../../src/snapshot/chunks.ts';
import { placeOf } from '../../src/snapshot/place.ts';
import type { Progress } from '../../src/snapshot/progress.ts';
import { readBytes } from '../../src/snapshot/read-bytes.ts';
import { objectText } from '../../src/snapshot/text.ts';
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

const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace: 's' } };
const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 's' }, spec: {} });
const many = JSON.stringify({
  kind: 'List',
  apiVersion: 'v1',
  items: [...Array.from({ length: 500 }, (_, i) => pod(`pod-${i}`)), { ...policy, spec: { podSelector: {} } }],
});

describe('a list that breaks', () => {
  const start = '{"kind":"List","apiVersion":"v1","items":[\n';
  const one = JSON.stringify(pod('a'));
  test.each([
    ['in an item', `${start}${one},\n{"kind": tru}]}`, '3:10', '`t` is out of place'],
    ['in an open quote', `${start}${one},\n{"kind": "é\n}]}`, '3:12', 'is out of place'],
    ['between two items', `${start}${one} ${one}]}`, `2:${one.length + 2}`, '`{` is out of place'],
    ['behind its items', `${start}${one}] "metadata": {}}`, `2:${one.length + 3}`, '`"` is out of place'],
    ['in what it says behind its items', `${start}${one}],\n"metadata": {"a" 1}}`, '3:18', '`1` is out of place'],
    ['at its end', `${start}${one},`, `2:${one.length + 2}`, 'it ends too early'],
    ['in the middle of an item', `${start}${one},\n{"kind":`, '3:9', 'it ends too early'],
  ])('%s keeps what stands before, and says where', async (_, text, at, message) => {
    const bytes = encode(text);
    for (const size of [1, 10, 4096]) {
      const { objects: kept, diagnostics } = seen(await readCut(inChunks(bytes, [size]), 'a.json'));
      expect(kept).toHaveLength(1);
      expect(diagnostics).toMatchObject([{ severity: 'error', code: 'bad-json', at }]);
      expect(diagnostics[0]?.message).toContain(message);
    }
  });

  test('in an item that is nested too deep loses that item alone', async () => {
    const deep = `${'['.repeat(127)}${']'.repeat(127)}`;
    const { objects: kept, diagnostics } = seen(await readCut(`${start}${deep},${one}]}`, 'a.json'));
    expect(kept).toHaveLength(1);
    expect(diagnostics).toMatchObject([{ code: 'too-deep', at: '2:127' }]);
  });

  test('without end is looked at only so often', async () => {
    const lines = '{"a":{\n'.repeat(20_000);
    const { diagnostics } = seen(await readCut(lines, 'a.ndjson'));
    expect(diagnostics.length).toBeLessThanOrEqual(1000);
  });
});

test('bytes that are changed anywhere are read without a throw, and end', async () => {
  const given = [encode(compact), encode(indented), encode(objects.map((object) => JSON.stringify(object)).join('\n'))];
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.nat({ max: 40 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...given),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('a.json', 'a.yaml'),
      fc.integer({ min: 1, max: 5000 }),
      async (bytes, changes, file, size) => {
        let changed = bytes;
        for (const { at, byte, cut } of changes) {
          const place = at % changed.length;
          changed = Uint8Array.from([...changed.subarray(0, place), byte, ...changed.subarray(place + cut)]);
        }
        const { diagnostics } = seen(await readCut(inChunks(changed, [size]), file));
        expect(diagnostics.length).toBeLessThan(1200);
      },
    ),
    { numRuns: 150, seed: 11 },
  );
});

describe('what stays of a long input', () => {
  test('is the text of policies, and of other objects where they stand', async () => {
    const { objects: read, sources } = await readCut(many, 'a.json');
    const texts = read.map(({ origin }) => objectText(sources, origin));
    expect(texts.filter((text) => text !== '')).toHaveLength(1);
    expect(texts.at(-1)).toContain('kind: NetworkPolicy');
    const [first] = read;
    expect(placeOf(sources, first?.origin ?? fail(), ['spec', 'containers'])).toMatchObject({ line: 1, column: 43 });
  });

  test('is a fingerprint of all of it', async () => {
    const digests = await Promise.all([[1], [1000], [2 ** 20]].map((sizes) => digestOf(inChunks(encode(many), sizes))));
    expect(new Set(digests).size).toBe(1);
    expect(await digestOf(many.replace('pod-499', 'pod-498'))).not.toBe(digests[0]);
  });
});

describe('reading many bytes', () => {
  const slowly = async function* (): AsyncIterable<Uint8Array> {
    for await (const chunk of inChunks(encode(many), [1000])) {
      await new Promise((resume) => setTimeout(resume, 2));
      yield chunk;
    }
  };

  test('tells how far it is, and how far there is to go', async () => {
    const told: Progress[] = [];
    const input = { file: 'a.json', content: slowly(), size: many.length };
    await readBytes([input], { lenient: false, whole: 0, progress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(1);
    expect(told.every(({ of }) => of === many.length)).toBe(true);
    expect(told.map(({ bytes }) => bytes)).toEqual(told.map(({ bytes }) => bytes).toSorted((a, b) => a - b));
    expect(told.at(-1)?.objects).toBeGreaterThan(100);
  });

  test('ends where somebody cancels, and lets go of what it read from', async () => {
    let isClosed = false;
    const watched = async function* (): AsyncIterable<Uint8Array> {
      try {
        yield* slowly();
      } finally {
        isClosed = true;
      }
    };
    let asked = 0;
    const options = { lenient: false, whole: 0, cancelled: () => ++asked > 3 };
    expect(await readBytes([{ file: 'a.json', content: watched() }], options)).toBe('cancelled');
    expect(isClosed).toBe(true);
  });

  test('throws what reading them throws', async () => {
    const failing = async function* (): AsyncIterable<Uint8Array> {
      yield* inChunks(encode(many), [5000]);
      throw new Error('the disk is gone');
    };
    for (const whole of [0, 10_000_000])
      await expect(readBytes([{ file: 'a.json', content: failing() }], { lenient: false, whole })).rejects.toThrow(
        'the disk is gone',
      );
  });

  test('gives files in their order, each read as is best for it', async () => {
    const files = [
      { file: 'b.json', content: many },
      { file: 'bad.gz', content: new Uint8Array([0x1f, 0x8b, 0]) },
      { file: 'a.yaml', content: JSON.stringify(pod('last')) },
    ];
    const read = await readBytes(files, { lenient: false, whole: 1000 });
    if (read === 'cancelled') throw new Error(read);
    expect(read.sources.map(({ file }) => file)).toEqual(['b.json', 'a.yaml']);
    expect(read.sources.map((source) => 'pieces' in source)).toEqual([true, false]);
    expect(read.objects).toHaveLength(502);
    expect(read.diagnostics[0]).toMatchObject({ code: 'bad-gzip' });
  });
});

async function digestOf(content: Content): Promise<string> {
  const [source] = (await readCut(content, 'a.json')).sources;
  return source !== undefined && 'pieces' in source ? source.pieces.digest : fail();
}

function fail(): never {
  throw new Error('nothing was read');
}
