// The quick reading of YAML: what it reads it reads as the whole parser does, and it leaves to that what it does not know.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parsePlainYaml } from '../../src/snapshot/plain-yaml.ts';
import { parseYaml } from '../../src/snapshot/yaml.ts';
import { givenObjects } from './given-objects.ts';

const words = fc.constantFrom(
  ...['a', 'app.kubernetes.io/name', 'f:x', '10.0.0.1', '1.5', '1e3', '0x1f', '017', '0', '-1', '12345678901234567890'],
  ...[
    'true',
    'True',
    'yes',
    'y',
    'null',
    '~',
    '',
    ' ',
    'a b',
    'a: b',
    'a #b',
    'a:',
    "it's",
    '"q"',
    '- x',
    '*',
    '&a',
    '!t',
  ],
  ...[
    '{}',
    '[]',
    '[1]',
    '{a: 1}',
    '<<',
    '__proto__',
    '|',
    '>',
    '100m',
    '128Mi',
    '2026-11-22T08:00:00Z',
    'é',
    'a\nb',
    '\t',
  ],
  ...['1_000', '.5', '.inf', '+1', '12:30', 'a  ', '%x', '@x', '`x', '?', '?x', ': x', ',x', 'x,y', '#x', '---', '...'],
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true })),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(words, fc.constantFrom('b', 'c', 'd')), tie('value'), { maxKeys: 4 }),
  ),
})).value;

function agrees(text: string): 'read' | 'left' {
  const quick = parsePlainYaml(text);
  if (quick === 'other') return 'left';
  expect(parseYaml(text)).toEqual({ kind: 'value', value: quick.value });
  return 'read';
}

test('what is read quickly reads the same by the whole parser', () => {
  const options = fc.record({
    indentSeq: fc.boolean(),
    indent: fc.constantFrom(2, 4),
    lineWidth: fc.constantFrom(0, 20),
  });
  fc.assert(
    fc.property(values, options, (value, how) => void agrees(stringify(value, how))),
    { numRuns: 1500, seed: 3 },
  );
});

test('lines in any order read the same by the whole parser, where they are read', () => {
  const line = fc.tuple(fc.constantFrom('', '  ', '    ', '- ', '  - '), words, fc.constantFrom('', ':', ': '), words);
  const text = fc
    .array(line, { minLength: 1, maxLength: 6 })
    .map((lines) => lines.map((parts) => parts.join('')).join('\n'));
  fc.assert(
    fc.property(text, (written) => void agrees(written)),
    { numRuns: 5000, seed: 5 },
  );
});

test('objects as kubectl prints them are read quickly', () => {
  // It puts quotes around the words that some YAML takes for something else.
  const objects: unknown = JSON.parse(JSON.stringify(givenObjects).replaceAll('"n"', '"node"'));
  const options = { indentSeq: false, lineWidth: 0, aliasDuplicateObjects: false } as const;
  const texts = (objects as readonly object[]).map((object) => stringify(object, options));
  expect(texts.filter((text) => agrees(text) === 'left')).toEqual([]);
});
