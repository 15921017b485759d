// JSON text: one value, or several one after the other (`kubectl get` in a loop, NDJSON).

import type { TextRange } from './documents.ts';
import { passesDepth, skipSpace, valueEnd } from './json-scan.ts';
import { depthLimit, type Parsed, tooDeep } from './yaml.ts';

export interface JsonValue extends TextRange {
  readonly parse: (text: string) => Parsed;
}

/** 'not-json': where the text may be YAML's flow style, unless `surely` JSON. */
export function jsonValues(text: string, start: number, surely: boolean): readonly JsonValue[] | 'not-json' {
  const whole = parseJson(text.slice(start).trimEnd());
  const end = text.trimEnd().length;
  if (whole.kind === 'value' || whole.code === 'too-deep') return [{ start, end, parse: () => whole }];
  const values: JsonValue[] = [];
  for (let next = start; next < end; ) {
    const at = next;
    const valueStops = valueEnd(text, at);
    if (valueStops < 0) {
      if (!surely) return 'not-json';
      // A line that is broken loses itself alone.
      const fault = -1 - valueStops;
      const line = text.indexOf('\n', fault);
      const stop = line === -1 ? end : Math.min(line, end);
      values.push({ start: at, end: stop, parse: () => badJson(text, fault, fault - at) });
      next = skipSpace(text, stop);
      continue;
    }
    values.push({ start: at, end: valueStops, parse: parseJson });
    next = skipSpace(text, valueStops);
  }
  return values;
}

/** Whether a file that begins as JSON does is surely that. */
export function isJsonName(file: string): boolean {
  return /\.(json|ndjson|jsonl)(\.gz)?$/i.test(file);
}

/** Beyond it the walk would cost as much as the parse, and nothing reads a value to its depths. */
const depthChecked = 2 ** 20;

export function parseJson(text: string): Parsed {
  const deep = text.length > depthChecked ? -1 : passesDepth(text, depthLimit);
  if (deep !== -1) return tooDeep(deep);
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'value', value };
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const fault = valueEnd(text, 0);
    const offset = fault < 0 ? -1 - fault : fault;
    return badJson(text, offset, offset);
  }
}

function badJson(text: string, at: number, offset: number): Parsed {
  return { kind: 'bad', code: 'bad-json', message: outOfPlace(text.slice(at, at + 2)), offset };
}

/** '' at the end of the text. */
export function outOfPlace(text: string): string {
  const [first] = text;
  return `not valid JSON: ${first === undefined ? 'it ends too early' : `\`${first}\` is out of place`}`;
}
