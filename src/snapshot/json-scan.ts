// Walks over JSON text without building values: to cut concatenated values apart, to say where broken
// JSON breaks, and to find the place of one item in a long list. Iterative: depth is no danger.

/** Where the value ends that starts at `at`; a negative number -1 - i says that the text is at fault at i. */
export function valueEnd(text: string, at: number): number {
  const open: string[] = [];
  let i = at;
  for (;;) {
    i = skipSpace(text, i);
    const c = text[i];
    if (c === '{' || c === '[') {
      open.push(c);
      i = skipSpace(text, i + 1);
      if (text[i] !== closer(c)) {
        if (c === '[') continue;
        i = afterKey(text, i);
        if (i < 0) return i;
        continue;
      }
      open.pop();
      i++;
    } else {
      i = scalarEnd(text, i);
      if (i < 0) return i;
    }
    // After a value: close what ends here, or go on to the next member.
    for (;;) {
      const inside = open.at(-1);
      if (inside === undefined) return i;
      i = skipSpace(text, i);
      if (text[i] === closer(inside)) {
        open.pop();
        i++;
        continue;
      }
      if (text[i] !== ',') return -1 - i;
      i++;
      if (inside === '{') i = afterKey(text, skipSpace(text, i));
      if (i < 0) return i;
      break;
    }
  }
}

function closer(open: string): string {
  return open === '{' ? '}' : ']';
}

/** Past the key at `at` and its colon. */
export function afterKey(text: string, at: number): number {
  if (text[at] !== '"') return -1 - at;
  const end = stringEnd(text, at);
  if (end < 0) return end;
  const colon = skipSpace(text, end);
  return text[colon] === ':' ? colon + 1 : -1 - colon;
}

export function skipSpace(text: string, at: number): number {
  let i = at;
  for (let c = text.charCodeAt(i); c === 32 || c === 10 || c === 13 || c === 9; c = text.charCodeAt(++i));
  return i;
}

function scalarEnd(text: string, at: number): number {
  if (text[at] === '"') return stringEnd(text, at);
  const token = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)/y;
  token.lastIndex = at;
  return token.test(text) ? token.lastIndex : -1 - Math.min(at, text.length);
}

export function stringEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) return i + 1;
    if (c < 0x20) return -1 - i;
    if (c !== 0x5c) continue;
    const escaped = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
    escaped.lastIndex = i + 1;
    if (!escaped.test(text)) return -1 - i;
    i = escaped.lastIndex - 1;
  }
  return -1 - text.length;
}

/** Where the text first nests deeper than the limit, or -1. */
export function passesDepth(text: string, limit: number): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x22) {
      // To the closing quote: one that an even number of backslashes precedes.
      let end = text.indexOf('"', i + 1);
      while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
      if (end === -1) return -1;
      i = end;
    } else if (c === 0x7b || c === 0x5b) {
      if (++depth > limit) return i;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return -1;
}

function isEscaped(text: string, at: number): boolean {
  let i = at;
  while (text.charCodeAt(i - 1) === 0x5c) i--;
  return (at - i) % 2 === 1;
}
