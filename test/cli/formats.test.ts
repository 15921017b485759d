// The writers by themselves, on names that mean harm: nothing from the input becomes markup, a formula or a control.

import { describe, expect, test } from 'vitest';
import { csv } from '../../src/cli/formats/csv.ts';
import { dot, mermaid } from '../../src/cli/formats/diagrams.ts';
import { json, ndjson } from '../../src/cli/formats/json.ts';
import { junit } from '../../src/cli/formats/junit.ts';
import { markdown } from '../../src/cli/formats/markdown.ts';
import { heading, line, list, type Report, sheet } from '../../src/cli/formats/report.ts';
import { table } from '../../src/cli/formats/table.ts';
import { columns, visible } from '../../src/cli/formats/visible.ts';
import { endpointText, portsText, thingText } from '../../src/cli/formats/words.ts';
import type { FlowList } from '../../src/session/answers.ts';
import type { ExpectationReport } from '../../src/session/expectation-report.ts';

const text = (pieces: Iterable<string>) => [...pieces].join('');
const envelope = { apiVersion: 'firebreak/v1', assumptions: [], diagnostics: [] } as const;

describe('table', () => {
  const report: Report = [
    line('two'),
    sheet(
      ['NAME', 'NOTE', 'NEVER'],
      [
        ['数据', 'wide', '-'],
        ['e\u0301', '', ''],
        ['plain', 'x', '-'],
      ],
      1,
    ),
    ...list(['one', 'two']),
    heading('HEAD'),
    line('last'),
  ];
  test('columns line up by width, and columns that say nothing are left out', () => {
    expect(text(table(report))).toBe(
      'two\n\nNAME   NOTE\n数据   wide\ne\u0301\nplain  x\n  - one\n  - two\n\nHEAD\nlast\n',
    );
  });
  test('controls are shown as their numbers', () => {
    const hostile = [sheet(['A'], [['\u001b]0;x\u0007'], ['a\nb'], ['\u202egnp.exe']], 1)];
    expect(text(table(hostile))).toBe('A\n\\u{1b}]0;x\\u{7}\na\\u{a}b\n\\u{202e}gnp.exe\n');
  });
});

test.each([
  ['plain', 5],
  ['数据库', 6],
  ['e\u0301', 1],
  ['🔥', 2],
])('%s takes %i columns', (word, width) => expect(columns(word)).toBe(width));

test.each([
  ['\u009b31m', '\\u{9b}31m'],
  ['a\u200bb', 'a\\u{200b}b'],
  ['\ud800', '\\u{d800}'],
  ['shop/web-1_ä', 'shop/web-1_ä'],
])('%j is shown as %s', (word, shown) => expect(visible(word)).toBe(shown));

test.each([
  ['=1+1', "'=1+1"],
  ['@cmd', "'@cmd"],
  ['-2', "'-2"],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['=a,"b', '"\'=a,""b"'],
  ['two\nlines', '"two\nlines"'],
  ['10.0.0.0/8', '10.0.0.0/8'],
])('CSV writes %j as %j', (cell, written) => {
  expect(text(csv({ columns: ['a'], rows: [[cell]] }))).toBe(`a\n${written}\n`);
});

test.each([
  ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
  ['[x](javascript:y)', '\\[x\\](javascript:y)'],
  ['a|b', 'a\\|b'],
  ['`x` *y* _z_', '\\`x\\` \\*y\\* \\_z\\_'],
  ['https://evil.example', 'https&#58;//evil.example'],
  ['@everyone', '&#64;everyone'],
  ['- item', '\\- item'],
  ['1. item', '1\\. item'],
  ['10.0.0.0/8', '10.0.0.0/8'],
])('Markdown writes %j as %j', (words, written) => expect(text(markdown([line(words)]))).toBe(`${written}\n`));

describe('JSON', () => {
  const answer = {
    kind: 'X',
    none: [],
    nothing: {},
    left: undefined,
    items: [{ a: [1, { b: 'x\ny' }] }, 'z'],
    deep: { a: [] },
  };
  test('is JSON.stringify with two spaces, written in pieces', () => {
    expect(text(json(answer))).toBe(`${JSON.stringify(answer, null, 2)}\n`);
    expect(text(json({}))).toBe('{}\n');
  });
  test('controls and what hides text are written as escapes, and read back as they were', () => {
    const hostile = { name: '\u007f\u009b\u202e\u2028\u{e0001}é' };
    const written = text(json(hostile));
    expect(written).toBe('{\n  "name": "\\u007f\\u009b\\u202e\\u2028\\udb40\\udc01é"\n}\n');
    expect(JSON.parse(written)).toEqual(hostile);
    expect(text(ndjson([hostile]))).toBe('{"name":"\\u007f\\u009b\\u202e\\u2028\\udb40\\udc01é"}\n');
  });
});

const hostileFlows: FlowList = {
  ...envelope,
  kind: 'FlowList',
  by: 'workload',
  items: [
    {
      from: { kind: 'Pod', namespace: 'a"]; x [label="b', name: 'w\\"eb' },
      to: { kind: 'IPBlock', cidrs: ['0.0.0.0/0'] },
      ports: [{ protocol: 'TCP', from: 80, to: 80 }],
      unknownPorts: 'all',
      because: [],
      partialPorts: [],
      via: [],
    },
  ],
};

test('DOT quotes what its labels hold', () => {
  const written = text(dot(hostileFlows));
  expect(written).toContain('label="a\\"]; x [label=\\"b";');
  expect(written).toContain('[label="a\\"]; x [label=\\"b/pod/w\\\\\\"eb"];');
  expect(written).toContain('n0 -> n1 [label="80/TCP; unknown: all"];');
});

test('Mermaid writes what could end a label as a number', () => {
  const written = text(mermaid(hostileFlows));
  expect(written).toContain('n0["a#34;]; x [label#61;#34;b/pod/w#92;#34;eb"]');
  expect(written).toContain('n0 -->|"80/TCP; unknown: all"| n1');
});

test('JUnit is well-formed whatever a name holds', () => {
  const report: ExpectationReport = {
    ...envelope,
    kind: 'ExpectationReport',
    passed: 0,
    failed: 1,
    items: [
      {
        file: 'a&b.yaml',
        name: '"<x>" \u0001\ud800',
        outcome: 'fails',
        must: 'allow',
        pairs: 0,
        at: { file: 'a&b.yaml', line: 1, column: 1 },
        why: 'it matches no pair',
        failures: [],
      },
    ],
  };
  expect(text(junit(report))).toContain(
    'classname="a&amp;b.yaml" name="&quot;&lt;x&gt;&quot; \ufffd\ufffd" file="a&amp;b.yaml" line="1">\n' +
      '      <failure message="it matches no pair"></failure>',
  );
});

test.each([
  ['all', 'all'],
  [[], '-'],
  [
    [
      { protocol: 'TCP', from: 1, to: 65535 },
      { protocol: 'UDP', from: 53, to: 53 },
    ],
    'all TCP, 53/UDP',
  ],
  [[{ protocol: 'SCTP', from: 7, to: 9 }], '7-9/SCTP'],
] as const)('ports %j read %s', (ports, words) => expect(portsText(ports)).toBe(words));

test.each([
  [{ kind: 'StatefulSet', namespace: 'data', name: 'db' }, 'data/sts/db'],
  [{ kind: 'Rollout', namespace: 'shop', name: 'web' }, 'shop/Rollout/web'],
  [{ kind: 'Namespace', name: 'shop' }, 'ns/shop'],
  [{ kind: 'Node', name: 'n1' }, 'node/n1'],
  [{ kind: 'Outside', name: 'internet' }, 'internet'],
  [{ kind: 'ClusterAdmin' }, 'ClusterAdmin'],
])('%j is called %s', (thing, name) => expect(thingText(thing)).toBe(name));

test('many blocks are counted', () => {
  expect(endpointText({ kind: 'IPBlock', cidrs: ['1.0.0.0/8', '2.0.0.0/8', '3.0.0.0/8', '5.0.0.0/8'] })).toBe(
    '1.0.0.0/8, 2.0.0.0/8, 3.0.0.0/8 and 1 more',
  );
});
