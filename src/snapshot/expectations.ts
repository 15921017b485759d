// `kind: Expectations`: which flows must be allowed, denied or unknown. Read like any other input:
// what is wrong is said with its place, and the rest is still checked.

import type { LabelSelector } from '../engine/model/labels.ts';
import type { Origin } from '../engine/model/origin.ts';
import { labelSelector } from './decode/selector.ts';
import type { Diagnostic } from './diagnostic.ts';
import { splitDocuments } from './documents.ts';
import { at, elements, type Field, fail, isGiven, members, rootField, show, text } from './field.ts';
import type { Source } from './snapshot.ts';
import { parseYaml } from './yaml.ts';

export const outcomes = ['allow', 'deny', 'unknown', 'unchanged'] as const;

/** A name as the command line takes it, or a selection of pods. */
export type EndMatch =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'selection'; readonly namespaces: LabelSelector; readonly pods: LabelSelector };

export interface Expectation {
  readonly name: string;
  readonly from: EndMatch;
  readonly to: EndMatch;
  /** `5432/TCP`, `8000-8100/TCP`, a port name; [] is every port. */
  readonly ports: readonly string[];
  readonly must: (typeof outcomes)[number];
  readonly path: readonly (string | number)[];
}

export interface Expectations {
  readonly origin: Origin;
  readonly input: readonly string[];
  readonly assume: Readonly<Record<string, string>>;
  readonly expect: readonly Expectation[];
  /** 'any': the document says nothing of them. [] is none. */
  readonly findings: 'any' | readonly ExpectedFinding[];
}

/** A finding of lint, by code. */
export interface ExpectedFinding {
  readonly code: string;
  /** Where it stands, as `cluster.yaml` and 14; 'anywhere' where the document does not say. */
  readonly at: 'anywhere' | { readonly file: string; readonly line: number };
  readonly path: readonly (string | number)[];
}

export interface ReadExpectations {
  readonly documents: readonly Expectations[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readExpectations({ file, text: words }: Source): ReadExpectations {
  const diagnostics: Diagnostic[] = [];
  const documents = splitDocuments(words).ranges.flatMap(({ start, end }) => {
    const origin: Origin = { file, start, end, items: [] };
    const parsed = parseYaml(words.slice(start, end));
    if (parsed.kind === 'bad') {
      const { code, message, offset } = parsed;
      diagnostics.push({ severity: 'error', code, message, origin, path: [], offset: start + offset });
      return [];
    }
    const root = rootField(parsed.value, { origin, mode: 'strict', report: (each) => diagnostics.push(each) });
    return isExpectations(root) ? [decode(root, origin)] : [];
  });
  return { documents, diagnostics };
}

function isExpectations(root: Field): boolean {
  const [version, kind] = [text(at(root, 'apiVersion')), text(at(root, 'kind'))];
  if (version === 'firebreak/v1' && kind === 'Expectations') return true;
  fail(
    root,
    'not-expectations',
    'not a document of expectations; it begins with `apiVersion: firebreak/v1` and `kind: Expectations`',
  );
  return false;
}

const known = ['apiVersion', 'kind', 'metadata', 'input', 'assume', 'expect', 'findings'];

function decode(root: Field, origin: Origin): Expectations {
  for (const field of members(root)) {
    if (!known.includes(field.key)) {
      fail(
        field,
        'unknown-field',
        `${show(field.key)} is not checked by this version; it checks \`expect\` and \`findings\``,
      );
    }
  }
  const findings = at(root, 'findings');
  if (findings.raw === null) fail(findings, 'wrong-type', 'write `findings: []` where there should be none');
  if (elements(at(root, 'expect')).length === 0 && !isGiven(findings)) {
    fail(at(root, 'expect'), 'expects-nothing', 'it expects nothing, so it would hold whatever the input says');
  }
  return {
    origin,
    input: elements(at(root, 'input')).flatMap((each) => text(each) ?? []),
    assume: Object.fromEntries(members(at(root, 'assume')).map((each) => [each.key, text(each) ?? ''])),
    expect: elements(at(root, 'expect')).flatMap(expectation),
    findings: isGiven(findings) ? elements(findings).flatMap(expectedFinding) : 'any',
  };
}

function expectedFinding(field: Field, index: number): readonly ExpectedFinding[] {
  for (const { key } of members(field)) {
    if (key === 'code' || key === 'at') continue;
    fail(at(field, key), 'unknown-field', `${show(key)} is no field of a finding, which has \`code\` and \`at\``);
  }
  const code = text(at(field, 'code'));
  const place = text(at(field, 'at')) ?? '';
  const [, file = '', line = ''] = /^(.+?):(\d+)$/.exec(place) ?? [];
  if (code === undefined) fail(at(field, 'code'), 'wrong-type', 'a finding needs its `code`');
  if (place !== '' && file === '')
    fail(at(field, 'at'), 'wrong-type', `\`at\` should be FILE:LINE, not ${show(place)}`);
  if (code === undefined) return [];
  return [{ code, at: file === '' ? 'anywhere' : { file, line: Number(line) }, path: ['findings', index] }];
}

const expectationFields = ['name', 'from', 'to', 'ports', 'must'];

function expectation(field: Field, index: number): readonly Expectation[] {
  for (const { key } of members(field)) {
    if (!expectationFields.includes(key)) {
      fail(
        at(field, key),
        'unknown-field',
        `${show(key)} is no field of an expectation; there are ${expectationFields.join(', ')}`,
      );
    }
  }
  const from = endMatch(at(field, 'from'));
  const to = endMatch(at(field, 'to'));
  const must = outcomes.find((each) => each === text(at(field, 'must')));
  if (must === undefined) fail(at(field, 'must'), 'wrong-type', `\`must\` should be one of ${outcomes.join(', ')}`);
  if (from === undefined || to === undefined || must === undefined) return [];
  const name = text(at(field, 'name')) ?? `expectation ${index + 1}`;
  const ports = elements(at(field, 'ports')).map((port) =>
    typeof port.raw === 'number' ? `${port.raw}` : (text(port) ?? ''),
  );
  return [{ name, from, to, ports, must, path: ['expect', index] }];
}

function endMatch(field: Field): EndMatch | undefined {
  if (typeof field.raw === 'string') return { kind: 'name', name: field.raw };
  if (!isGiven(field)) {
    fail(field, 'wrong-type', 'an expectation needs `from` and `to`: a name, or `namespaces` and `pods` selectors');
    return undefined;
  }
  // A key that is misspelt, or a list, would select every pod.
  for (const { key } of members(field)) {
    if (key === 'namespaces' || key === 'pods') continue;
    fail(at(field, key), 'unknown-field', `${show(key)} is no part of an end, which has \`namespaces\` and \`pods\``);
  }
  return {
    kind: 'selection',
    namespaces: labelSelector(at(field, 'namespaces')),
    pods: labelSelector(at(field, 'pods')),
  };
}
