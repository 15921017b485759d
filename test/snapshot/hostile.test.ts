// Input that was made to hurt: reading gives a diagnostic, quickly, and never throws.

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { isSource, toSource } from '../../src/snapshot/bytes.ts';
import { splitDocuments } from '../../src/snapshot/documents.ts';
import { placeOf } from '../../src/snapshot/place.ts';
import { read } from '../../src/snapshot/read.ts';
import { objectText } from '../../src/snapshot/text.ts';
import { anp, cnp, definition } from './cluster-manifests.ts';
import { codes, names, readText } from './reading.ts';

const good = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: s}\n';

function bomb(levels: number): string {
  const lines = Array.from(
    { length: levels },
    (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
  );
  return ['l0: &l0 [x, x, x, x, x, x, x, x, x]', ...lines, ''].join('\n');
}

describe('hostile text', () => {
  const brackets = '['.repeat(20_000);
  const rows: readonly (readonly [what: string, text: string, code: string, file?: string])[] = [
    ['20,000 brackets in flow YAML', `a: ${brackets}`, 'too-deep'],
    ['20,000 balanced brackets in YAML', `a: ${brackets}${']'.repeat(20_000)}`, 'too-deep'],
    ['20,000 brackets in JSON', brackets, 'too-deep', 'a.json'],
    ['20,000 balanced brackets in JSON', `{"a": ${brackets}${']'.repeat(20_000)}}`, 'too-deep', 'a.json'],
    [
      '2,000 levels of block YAML',
      Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'too-deep',
    ],
    ['20,000 dashes', `${'- '.repeat(20_000)}a`, 'too-deep'],
    ['an alias bomb', bomb(9), 'alias-bomb'],
    [
      'a bomb of merge keys',
      `a: &a {${Array.from({ length: 2_000 }, (_, i) => `k${i}: 1`).join(', ')}}\nb:\n${Array.from({ length: 2_000 }, (_, i) => `  k${i}: {<<: *a}`).join('\n')}`,
      'alias-bomb',
    ],
    [
      'a circle of aliases',
      'apiVersion: v1\nkind: List\nitems: &i [{apiVersion: v1, kind: List, items: *i}]',
      'alias-bomb',
    ],
    ['an unknown alias', 'a: *b', 'bad-yaml'],
    ['truncated YAML', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a', 'bad-yaml'],
    ['a NUL', 'a: \0', 'bad-yaml'],
    ['an unclosed quote', 'a: "b', 'bad-yaml'],
    ['a tag of code', 'a: !!js/function "function () {}"', 'bad-yaml'],
  ];
  test.each(rows.map(([what, text, code, file]) => [what, text, code, file ?? 'input.yaml'] as const))(
    '%s',
    (_, text, code, file) => {
      expect(codes(readText(text, file))).toEqual([code]);
    },
  );

  test('100,001 empty documents', () => {
    expect(codes(readText('---\n'.repeat(100_001)))).toEqual(['too-many-documents']);
  });

  test('documents up to the limit are kept', () => {
    const snapshot = readText(`${good}${'---\n'.repeat(100_001)}`);
    expect(names(snapshot)).toEqual(['Pod s/a']);
    expect(codes(snapshot)).toEqual(['too-many-documents']);
  });

  test('a hundred thousand documents are kept, and one more is not', () => {
    const text = '---\napiVersion: v1\nkind: ConfigMap\n'.repeat(100_001);
    expect(splitDocuments(text).ranges.length).toBe(100_000);
  });

  test('lists in lists, a thousand deep, in a JSON of many megabytes', () => {
    const open = '{"apiVersion":"v1","kind":"List","items":['.repeat(30_000);
    expect(codes(readText(`${open}${']}'.repeat(30_000)}`, 'a.json'))).toEqual(['not-an-object']);
  });

  test('100,000 labels', () => {
    const labels = Array.from({ length: 100_000 }, (_, i) => `    k${i}: v`).join('\n');
    const snapshot = readText(
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  namespace: s\n  labels:\n${labels}\n`,
    );
    expect(snapshot.objects).toHaveLength(1);
  });

  test('names that JavaScript finds special stay plain data', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: s, labels: {constructor: x, toString: y}}\n__proto__: {kind: Node}\n';
    const [object] = readText(text).objects;
    expect(object).toMatchObject({
      kind: 'Pod',
      labels: new Map([
        ['constructor', 'x'],
        ['toString', 'y'],
      ]),
    });
    expect(codes(readText('__proto__: {apiVersion: v1, kind: Pod}\n'))).toEqual(['missing-kind']);
    expect(codes(readText('{"__proto__": {"apiVersion": "v1", "kind": "Pod"}}', 'a.json'))).toEqual(['missing-kind']);
    expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false);
  });

  test('a __proto__ label is refused as the key that it is', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: s, labels: {__proto__: x}}\n';
    expect(codes(readText(text))).toEqual(['bad-label-key']);
  });
});

describe('bytes', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const gzip = async (text: string): Promise<Uint8Array> => {
    const zipped = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    return new Uint8Array(await new Response(zipped).arrayBuffer());
  };
  const textOf = async (content: string | Uint8Array) => {
    const source = await toSource('f', content);
    return isSource(source) ? source.text : source.code;
  };

  test('UTF-8, with a byte order mark or without, and a string', async () => {
    expect(await textOf(bytes('ä'))).toBe('ä');
    expect(await textOf(bytes('\uFEFFä'))).toBe('ä');
    expect(await textOf('\uFEFFä')).toBe('ä');
  });

  test('UTF-16, as PowerShell writes it', async () => {
    expect(await textOf(new Uint8Array([0xff, 0xfe, 0x61, 0, 0x62, 0]))).toBe('ab');
  });

  test('gzip, whole, cut short and broken', async () => {
    const zipped = await gzip(good.repeat(100));
    expect(await textOf(zipped)).toBe(good.repeat(100));
    expect(await textOf(zipped.slice(0, -12))).toBe('bad-gzip');
    expect(await textOf(new Uint8Array([0x1f, 0x8b, 1, 2, 3]))).toBe('bad-gzip');
  });

  test.each([
    ['bytes that are not UTF-8', new Uint8Array([0x61, 0xff, 0x62])],
    ['a character cut in two', new Uint8Array([0xc3])],
    ['a PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0])],
    ['text with a NUL', 'a\0b'],
  ])('%s is not text', async (_, content) => {
    expect(await textOf(content)).toBe('not-text');
  });
});

describe('mutated manifests', () => {
  const folder = '../shared/data/kube-prometheus';
  const list = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  metadata: {name: p, namespace: s}\n  spec:\n    podSelector: {matchExpressions: [{key: a, operator: In, values: [b]}]}\n    ingress:\n    - from: [{ipBlock: {cidr: 10.0.0.0/8, except: ["10.1.0.0/16"]}}, {namespaceSelector: {}}]\n      ports: [{port: 80, endPort: 90}, {port: http}]\n`;
  const seeds = [
    list,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'PodList',
      items: [{ metadata: { name: 'a' }, status: { podIP: '10.0.0.1' } }],
    }),
    `${cnp('egress', '[{name: n, action: Accept, to: [{networks: [10.0.0.0/8]}, {nodes: {}}], protocols: [{tcp: {destinationPort: {range: {start: 1, end: 9}}}}]}]')}---\n${anp('ingress', '[{action: Deny, from: [{pods: {namespaceSelector: {}, podSelector: {}}}], ports: [{portNumber: {port: 1}}]}]')}---\n${definition('AdminNetworkPolicy', 'standard')}`,
    ...realFiles(folder),
  ];
  const pieces = [
    '---\n',
    '{',
    '}',
    '[',
    ']',
    ': ',
    '- ',
    '&a ',
    '*a',
    '<<: ',
    '"',
    "'",
    '|',
    '\0',
    '\uFEFF',
    '\r',
    '\t',
    '#',
    '!!',
    '%',
    'null',
    '~',
    '1e999',
    '\u2028',
  ];
  const mutation = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(40),
    put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })),
  });

  test('never throw, and every diagnostic and object has a place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (seed, mutations, lenient) => {
          const text = mutations.reduce((before, { at, cut, put }) => {
            const i = Math.floor(at * before.length);
            return before.slice(0, i) + put + before.slice(i + cut);
          }, seed);
          const snapshot = read([{ file: 'f.yaml', text }], { lenient });
          const { diagnostics } = assemble(snapshot, defaultAssumptions);
          for (const { origin, path } of [...snapshot.diagnostics, ...diagnostics()]) {
            if (origin === 'none') continue;
            const { start, end } = placeOf(snapshot.sources, origin, path);
            expect(0 <= start && start <= end && end <= text.length).toBe(true);
          }
          for (const { origin } of snapshot.objects) expect(typeof objectText(snapshot.sources, origin)).toBe('string');
        },
      ),
      { numRuns: 200 },
    );
  });
});

function realFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((file) => /networkPolicy|deployment|daemonset/.test(file))
      .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  } catch {
    return []; // a clone without the shared folder: the seeds above remain
  }
}
