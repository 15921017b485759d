// One YAML document as plain values, quickly (js-yaml), and safely: nesting and aliases are bounded,
// and nothing throws. Words that YAML 1.1 reads otherwise (kubectl does) come out as String and Number
// objects instead of primitives, so that whoever reads such a field can warn exactly there.

import { CORE_SCHEMA, load, Type, YAMLException } from 'js-yaml';
import type { Code } from './diagnostic.ts';

export type Parsed =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'bad'; readonly code: Code; readonly message: string; readonly offset: number };

export const depthLimit = 128;
/** How many nodes aliases may add to a document. */
const aliasLimit = 100_000;

const words = new Set(
  ['y', 'yes', 'on', 'n', 'no', 'off'].flatMap((word) => [
    word,
    word.toUpperCase(),
    word.charAt(0).toUpperCase() + word.slice(1),
  ]),
);

const word = new Type('tag:yaml.org,2002:bool-1.1', {
  kind: 'scalar',
  resolve: (text: unknown) => typeof text === 'string' && text.length <= 3 && words.has(text),
  construct: (text: string): unknown => Object(text),
});

// Takes the place of the core schema's integer, which it agrees with, but that `017` is marked: YAML 1.1 reads it octal.
const integer = new Type('tag:yaml.org,2002:int', {
  kind: 'scalar',
  resolve: (text: unknown) =>
    typeof text === 'string' && /^[-+]?(?:0b[01_]+|0o[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*)$/.test(text),
  construct: (text: string): unknown => {
    const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
    const value = Number(digits) * (text.startsWith('-') ? -1 : 1);
    return /^0\d/.test(digits) ? Object(value) : value;
  },
});

const schema = CORE_SCHEMA.extend({ implicit: [integer, word] });

/** `around`: how many lists and mappings the text stands in. */
export function parseYaml(text: string, around = 0): Parsed {
  let depth = around;
  let offset = 0;
  try {
    const value = load(text, {
      schema,
      json: false,
      listener: (event, state) => {
        depth += event === 'open' ? 1 : -1;
        offset = state.position;
        if (depth > depthLimit) throw new RangeError('too deep');
      },
    });
    const shares = text.includes('*') || text.includes('<<');
    return shares ? expand(value, text.length) : { kind: 'value', value };
  } catch (thrown) {
    // Our own limit, or the parser's stack.
    if (thrown instanceof RangeError) return tooDeep(Math.min(offset, text.length));
    if (!(thrown instanceof YAMLException)) throw thrown;
    const at = Math.min(thrown.mark?.position ?? offset, text.length);
    return { kind: 'bad', code: 'bad-yaml', message: `not valid YAML: ${thrown.reason}`, offset: at };
  }
}

export const tooDeepMessage = `nested deeper than ${depthLimit} levels; no Kubernetes object is`;

export function tooDeep(offset: number): Parsed {
  return { kind: 'bad', code: 'too-deep', message: tooDeepMessage, offset };
}

/** A copy without shared or circular parts, merge keys (`<<`) put in their place as kubectl does. */
function expand(root: unknown, size: number): Parsed {
  let left = aliasLimit + size;
  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || isMarked(value)) return value;
    if (--left < 0 || depth > depthLimit) {
      left = -1;
      return undefined;
    }
    return Array.isArray(value)
      ? value.map((item) => (left < 0 ? undefined : copy(item, depth + 1)))
      : merged(value, (item) => (left-- < 0 ? undefined : copy(item, depth + 1)));
  };
  const value = copy(root, 0);
  if (left >= 0) return { kind: 'value', value };
  return {
    kind: 'bad',
    code: 'alias-bomb',
    message: `aliases would expand to more than ${aliasLimit} nodes, or without end`,
    offset: 0,
  };
}

/** Keys of the mapping itself win over merged ones, earlier merged ones over later ones. */
function merged(mapping: object, copy: (value: unknown) => unknown): object {
  // Without a prototype, `__proto__` is a key like any other.
  const out: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(mapping)) if (key !== '<<') out[key] = copy(value);
  if (!Object.hasOwn(mapping, '<<')) return out;
  const bases: unknown = copy(Reflect.get(mapping, '<<'));
  for (const base of Array.isArray(bases) ? bases : [bases]) {
    if (typeof base !== 'object' || base === null) continue;
    for (const [key, value] of Object.entries(base)) if (!Object.hasOwn(out, key)) out[key] = value;
  }
  return out;
}

/** A scalar that YAML 1.1 reads otherwise. */
export function isMarked(value: unknown): boolean {
  return value instanceof String || value instanceof Number;
}
