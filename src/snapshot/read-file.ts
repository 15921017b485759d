// One file: is it JSON or YAML, which documents does it hold, and what is in each.

import type { Origin } from '../engine/model/origin.ts';
import { type Decoded, decodeDocument } from './decode.ts';
import type { Diagnostic } from './diagnostic.ts';
import { documentLimit, isBlank, splitDocuments, type TextRange } from './documents.ts';
import type { Reading } from './field.ts';
import { jsonValues } from './json-values.ts';
import type { Source } from './snapshot.ts';
import { type Parsed, parseYaml } from './yaml.ts';

export interface DocumentReading extends Decoded {
  readonly start: number;
  readonly text: string;
}

export interface FileReading {
  readonly source: Source;
  readonly mode: Reading['mode'];
  readonly documents: readonly DocumentReading[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readFile(source: Source, mode: Reading['mode'], before: FileReading | undefined): FileReading {
  const known = before?.mode === mode ? before : undefined;
  if (known?.source.text === source.text) return { ...known, source };
  const { parts, diagnostics } = split(source);
  const readings = new Map(known?.documents.map((document) => [document.start, document]));
  const documents = parts.map(({ start, end, parse }): DocumentReading => {
    const text = source.text.slice(start, end);
    const same = readings.get(start);
    if (same?.text === text) return same;
    return { start, text, ...readDocument(parse(text), { file: source.file, start, end, items: [] }, mode) };
  });
  return { source, mode, documents, diagnostics };
}

interface Part extends TextRange {
  readonly parse: (text: string) => Parsed;
}

function split(source: Source): { readonly parts: readonly Part[]; readonly diagnostics: readonly Diagnostic[] } {
  const { file, text } = source;
  const start = firstContent(text);
  const wrong = (severity: 'error' | 'warning', code: Diagnostic['code'], message: string, offset: number) => {
    const origin: Origin = { file, start: offset, end: offset, items: [] };
    return { severity, code, message, origin, path: [], offset };
  };
  if (text[start] === '{' || text[start] === '[') {
    const values = jsonValues(text, start, /\.(json|ndjson|jsonl)(\.gz)?$/i.test(file));
    if (values !== 'not-json') return { parts: values, diagnostics: [] };
  }
  const { ranges, tooMany } = splitDocuments(text);
  const diagnostics: Diagnostic[] = [];
  if (tooMany !== 'no') {
    const message = `more than ${documentLimit} documents; the rest is left out. A \`kind: List\` may hold more objects`;
    diagnostics.push(wrong('error', 'too-many-documents', message, tooMany));
  } else if (ranges.length === 0) diagnostics.push(wrong('warning', 'empty-file', 'the file holds no object', 0));
  return { parts: ranges.map((range) => ({ ...range, parse: parseYaml })), diagnostics };
}

function firstContent(text: string): number {
  let i = 0;
  while (i < text.length && isBlank(text.charCodeAt(i))) i++;
  return i;
}

function readDocument(parsed: Parsed, origin: Origin, mode: Reading['mode']): Decoded {
  if (parsed.kind === 'value') return decodeDocument(parsed.value, origin, mode);
  const { code, message, offset } = parsed;
  const diagnostic: Diagnostic = {
    severity: 'error',
    code,
    message,
    origin,
    path: [],
    offset: origin.start + offset,
  };
  return { objects: [], ignored: [], diagnostics: [diagnostic] };
}
