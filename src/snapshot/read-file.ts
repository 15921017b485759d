// One file: is it JSON or YAML, which documents does it hold, and what is in each.

import type { Origin } from '../engine/model/origin.ts';
import { type Decoded, decodeDocument } from './decode.ts';
import type { Diagnostic } from './diagnostic.ts';
import { isBlank, splitDocuments, type TextRange, tooManyDocuments } from './documents.ts';
import type { Reading } from './field.ts';
import { isJsonName, jsonValues } from './json-values.ts';
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
  if (text[start] === '{' || text[start] === '[') {
    const values = jsonValues(text, start, isJsonName(file));
    if (values !== 'not-json') return { parts: values, diagnostics: [] };
  }
  const { ranges, tooMany } = splitDocuments(text);
  const diagnostics: Diagnostic[] = [];
  if (tooMany !== 'no') diagnostics.push(tooManyDocuments(file, tooMany));
  else if (ranges.length === 0) diagnostics.push(emptyFile(file));
  return { parts: ranges.map((range) => ({ ...range, parse: parseYaml })), diagnostics };
}

export function emptyFile(file: string): Diagnostic {
  const origin: Origin = { file, start: 0, end: 0, items: [] };
  return { severity: 'warning', code: 'empty-file', message: 'the file holds no object', origin, path: [], offset: 0 };
}

function firstContent(text: string): number {
  let i = 0;
  while (i < text.length && isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** One document, where it is one. */
export function readDocument(parsed: Parsed, origin: Origin, mode: Reading['mode']): Decoded {
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
