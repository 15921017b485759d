// An answer as JSON, piece by piece: a list of a million flows is longer than a string may be. The bytes
// are those of JSON.stringify(answer, null, 2), but that characters which could steer a terminal or
// hide text are written as their numbers.

export function* json(answer: object): Iterable<string> {
  yield '{';
  let comma = '';
  for (const [key, value] of Object.entries(answer)) {
    if (value === undefined) continue;
    yield `${comma}\n  ${one(key)}: `;
    if (Array.isArray(value)) yield* array(value);
    else yield indented(one(value), '  ');
    comma = ',';
  }
  yield comma === '' ? '}\n' : '\n}\n';
}

export function* ndjson(items: Iterable<object>): Iterable<string> {
  for (const item of items) yield `${safe(JSON.stringify(item))}\n`;
}

function* array(items: readonly unknown[]): Iterable<string> {
  if (items.length === 0) {
    yield '[]';
    return;
  }
  yield '[';
  let comma = '';
  for (const item of items) {
    yield `${comma}\n    ${indented(one(item), '    ')}`;
    comma = ',';
  }
  yield '\n  ]';
}

/** Only line feeds between tokens are real: inside strings they are escaped. */
function indented(text: string, by: string): string {
  return text.replaceAll('\n', `\n${by}`);
}

function one(value: unknown): string {
  return safe(JSON.stringify(value, null, 2));
}

function safe(text: string): string {
  return text.replace(/[\x7f-\x9f]|(?!\n)[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    // UTF-16 units, as JSON's escapes are.
    Array.from({ length: character.length }, (_, i) => {
      return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    }).join(''),
  );
}
