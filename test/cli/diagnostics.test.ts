// Diagnostics on stderr: in order of severity, limited, coloured only on terminals, and never able to steer one.

import { expect, test } from 'vitest';
import { writeDiagnostics } from '../../src/cli/diagnostics.ts';
import type { DiagnosticView } from '../../src/session/answers.ts';

const at = { file: 'a.yaml', line: 3, column: 5 };
const warning: DiagnosticView = { severity: 'warning', code: 'unknown-field', message: 'no field `x`', at };
const error: DiagnosticView = { severity: 'error', code: 'bad-cidr', message: '`1.2.3` is no address', at };
const info: DiagnosticView = { severity: 'info', code: 'unknown-kinds', message: 'one ConfigMap' };

function written(
  diagnostics: readonly DiagnosticView[],
  how: 'first' | 'all' = 'first',
  around: { readonly isTTY?: boolean; readonly env?: Record<string, string> } = {},
): string {
  const pieces: string[] = [];
  const stream = { write: (piece: string) => pieces.push(piece), isTTY: around.isTTY ?? false };
  writeDiagnostics(diagnostics, how, {
    stdin: (async function* () {})(),
    stdout: stream,
    stderr: stream,
    files: { list: async () => ({ kind: 'missing', why: '' }), open: async () => new Uint8Array() },
    env: around.env ?? {},
  });
  return pieces.join('');
}

test('errors come first, each with its place and its code', () => {
  expect(written([info, warning, error])).toBe(
    'a.yaml:3:5: error: `1.2.3` is no address (bad-cidr)\n' +
      'a.yaml:3:5: warning: no field `x` (unknown-field)\n' +
      'info: one ConfigMap (unknown-kinds)\n',
  );
});

const times = (count: number, one: DiagnosticView) => Array.from({ length: count }, () => ({ ...one }));

test('the first twenty errors are told in full, the rest counted; -v tells all', () => {
  const lines = written(times(25, error)).split('\n');
  expect(lines.slice(20)).toEqual(['and 5 more (-v prints all):', '  5 × error: bad-cidr', '']);
  expect(written(times(25, error), 'all').split('\n')).toHaveLength(26);
});

test('of a warning that many objects share a few are told', () => {
  const lines = written([...times(9, info), ...times(8, warning), ...times(2, error)]).split('\n');
  expect(lines.slice(0, 10).map((line) => /(error|warning|info):/.exec(line)?.[1])).toEqual([
    ...['error', 'error', 'warning', 'warning', 'warning', 'warning', 'warning', 'info', 'info', 'info'],
  ]);
  expect(lines.slice(10)).toEqual([
    'and 9 more (-v prints all):',
    '  3 × warning: unknown-field',
    '  6 × info: unknown-kinds',
    '',
  ]);
});

test('nothing is written where nothing is wrong', () => expect(written([])).toBe(''));

test('colours are for terminals, unless NO_COLOR says no', () => {
  expect(written([error], 'first', { isTTY: true })).toContain('\u001b[31merror\u001b[39m');
  expect(written([error], 'first', { isTTY: true, env: { NO_COLOR: '1' } })).not.toContain('\u001b');
});

test('what the input says cannot steer the terminal', () => {
  const hostile = { ...error, message: 'bad \u001b[2J\u202ename', at: { ...at, file: 'a\u0007.yaml' } };
  expect(written([hostile])).toBe('a\\u{7}.yaml:3:5: error: bad \\u{1b}[2J\\u{202e}name (bad-cidr)\n');
});
