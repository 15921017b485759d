// YAML as kubectl prints it, read several times as fast as by a parser that knows all of YAML: block mappings and lists,
// a value a line. Whatever else there is, a comment as well as an anchor, makes it 'other'; what is read here reads
// the same by parseYaml.

/** Beyond it the parser that counts depths shall say so. */
const deepest = 100;

interface Lines {
  readonly text: string;
  /** Where the next line starts, its indentation, and where it ends; `indent` is -1 behind the last line. */
  start: number;
  indent: number;
  end: number;
}

type Read = { readonly value: unknown } | 'other';

/** The text of one item, in which every line has its indentation. */
export function parsePlainYaml(text: string): Read {
  const lines: Lines = { text: text.trimEnd(), start: 0, indent: 0, end: -1 };
  if (!next(lines) || lines.indent === -1) return 'other';
  const read = block(lines, lines.indent, 0);
  return read !== 'other' && lines.indent === -1 ? read : 'other';
}

/** Moves to the next line; false where that is none that we read. */
function next(lines: Lines): boolean {
  const { text } = lines;
  const start = lines.end + 1;
  if (start >= text.length) {
    lines.indent = -1;
    return true;
  }
  let content = start;
  while (text.charCodeAt(content) === space) content++;
  const feed = text.indexOf('\n', content);
  lines.start = content;
  lines.indent = content - start;
  lines.end = feed === -1 ? text.length : feed;
  return content < lines.end;
}

function block(lines: Lines, indent: number, depth: number): Read {
  if (depth > deepest) return 'other';
  return isItem(lines) ? list(lines, indent, depth) : mapping(lines, indent, depth);
}

function isItem({ text, start }: Lines): boolean {
  return text.charCodeAt(start) === dash && text.charCodeAt(start + 1) === space;
}

function list(lines: Lines, indent: number, depth: number): Read {
  const items: unknown[] = [];
  while (lines.indent === indent && isItem(lines)) {
    // What follows the dash stands as if the dash were a blank.
    lines.start += 2;
    lines.indent += 2;
    const read = keyEnd(lines) === -1 ? lineScalar(lines) : mapping(lines, indent + 2, depth + 1);
    if (read === 'other') return read;
    items.push(read.value);
  }
  return lines.indent > indent ? 'other' : { value: items };
}

function lineScalar(lines: Lines): Read {
  const read = scalar(lines.text, lines.start, lines.end);
  return read !== 'other' && next(lines) ? read : 'other';
}

function mapping(lines: Lines, indent: number, depth: number): Read {
  const { text } = lines;
  const value: Record<string, unknown> = {};
  while (lines.indent === indent && !isItem(lines)) {
    const colon = keyEnd(lines);
    const key = colon === -1 ? undefined : keyOf(text.slice(lines.start, colon));
    if (key === undefined || Object.hasOwn(value, key)) return 'other';
    const read = colon + 1 < lines.end ? member(lines, colon + 2) : below(lines, indent, depth);
    if (read === 'other') return read;
    value[key] = read.value;
  }
  return lines.indent > indent ? 'other' : { value };
}

function member(lines: Lines, from: number): Read {
  const read = scalar(lines.text, from, lines.end);
  return read !== 'other' && next(lines) ? read : 'other';
}

/** The value of a key that stands alone on its line. */
function below(lines: Lines, indent: number, depth: number): Read {
  if (!next(lines)) return 'other';
  if (lines.indent > indent) return block(lines, lines.indent, depth + 1);
  return lines.indent === indent && isItem(lines) ? list(lines, indent, depth + 1) : { value: null };
}

/** Where the colon behind the line's key stands; -1 where there is none. */
function keyEnd({ text, start, end }: Lines): number {
  for (let colon = text.indexOf(':', start); colon !== -1 && colon < end; colon = text.indexOf(':', colon + 1))
    if (colon + 1 === end || text.charCodeAt(colon + 1) === space) return colon;
  return -1;
}

const [space, dash] = [32, 45] as const;

/** Few keys make up almost all of an input: what they are is looked up. */
const known = new Map<string, string>();
const mostKnown = 1000;

function keyOf(written: string): string | undefined {
  const before = known.get(written);
  if (before !== undefined) return before;
  const key = plainKey(written);
  if (key !== undefined && known.size < mostKnown) known.set(written, key);
  return key;
}

/** undefined where YAML may take it for something else than text, or an object for something else than a member. */
function plainKey(written: string): string | undefined {
  if (/^["']/.test(written)) {
    const read = scalar(written, 0, written.length);
    return read === 'other' || read.value === '__proto__' ? undefined : String(read.value);
  }
  const isText = /^[A-Za-z/.][ -~]*$/.test(written) && !word.test(written) && !number.test(written);
  return isText && !/ #| $/.test(written) ? written : undefined;
}

const word = /^(?:null|true|false|y|yes|n|no|on|off)$/i;

function scalar(text: string, from: number, to: number): Read {
  const written = text.slice(from, to);
  if (!/^[ -~]+$/.test(written)) return 'other';
  const first = written[0];
  if (first === '"') return /^"[^"\\]*"$/.test(written) ? { value: written.slice(1, -1) } : 'other';
  if (first === "'") {
    return /^'(?:[^']|'')*'$/.test(written) ? { value: written.slice(1, -1).replaceAll("''", "'") } : 'other';
  }
  if (written === '{}') return { value: {} };
  if (written === '[]') return { value: [] };
  return plain(written);
}

const number = /^[-+]?(?:\.?\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|0[box].*|\.(?:inf|nan|_.*))$/i;

function plain(written: string): Read {
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(written)) return { value: Number(written) };
  if (!/^[A-Za-z0-9/]/.test(written) || / #|: |:$| $/.test(written)) return 'other';
  if (written === 'true' || written === 'false') return { value: written === 'true' };
  if (written === 'null') return { value: null };
  return word.test(written) || number.test(written) ? 'other' : { value: written };
}
