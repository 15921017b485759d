// What the page's scripts must not be: too big (budget.json, after gzip), or holding what a page has no business with.
// Everything but what only the lazy chunks of the editor and of the later lenses bring counts as fetched before the
// first picture.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8'));

const banned = [
  { pattern: /attributeTypeMap/, why: 'the Kubernetes client; import only its types' },
  { pattern: /\beval\s*\(/, why: 'eval, which the Content-Security-Policy blocks' },
  {
    pattern: /\bnew Function\b|[^.\w]Function\s*\(/,
    why: 'code from strings, which the Content-Security-Policy blocks',
  },
];

/** Throws with every reason why these chunks of a build (rolldown's output) may not be shipped. */
export function checkScripts(chunks) {
  const { firstPicture, editor, laterLenses, largeInput } = weigh(chunks);
  const wrong = [
    ...tooBig('scripts before the first picture', firstPicture, budget.firstPicture),
    ...tooBig('the editor', editor, budget.editor),
    ...tooBig('the later lenses and their worker', laterLenses, budget.laterLenses),
    ...tooBig('the panels of large inputs', largeInput, budget.largeInput),
    ...chunks.flatMap(({ fileName, code }) =>
      banned.filter(({ pattern }) => pattern.test(code)).map(({ why }) => `${fileName} holds ${why}`),
    ),
  ];
  if (wrong.length > 0) throw new Error(`the page may not be shipped: ${wrong.join('; ')}`);
  console.log(
    `scripts: ${kibibytes(firstPicture)} before the first picture, ${kibibytes(editor)} in the editor, ` +
      `${kibibytes(laterLenses)} for blast radius and cost, ${kibibytes(largeInput)} for large inputs (gzip)`,
  );
}

function weigh(chunks) {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const first = closure(
    byFile,
    chunks.filter(({ isEntry }) => isEntry),
  );
  const onlyIn = (wanted) => {
    const lazy = chunks.filter(({ isDynamicEntry, name }) => isDynamicEntry && wanted.includes(name));
    const all = closure(byFile, lazy);
    return chunks.filter((chunk) => all.has(chunk) && !first.has(chunk));
  };
  const parts = [['editor'], ['later', 'later-lenses'], ['large-input']];
  const [editor, laterLenses, largeInput] = parts.map((names) => gzipped(onlyIn(names)));
  // The built-in scenarios are data, fetched once the first screen is drawn, and not at all with an input of one's own.
  const data = chunks.filter(({ isDynamicEntry, name }) => isDynamicEntry && name === '_virtual_scenarios');
  const firstPicture = gzipped(chunks) - editor - laterLenses - largeInput - gzipped(data);
  return { firstPicture, editor, laterLenses, largeInput };
}

/** The chunks and all that they import, but not what they import lazily. */
function closure(byFile, chunks, seen = new Set()) {
  for (const chunk of chunks) {
    if (seen.has(chunk)) continue;
    seen.add(chunk);
    closure(byFile, chunk.imports.map((file) => byFile.get(file)).filter(Boolean), seen);
  }
  return seen;
}

function gzipped(chunks) {
  return chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
}

function tooBig(what, bytes, { kibibytes: limit }) {
  return bytes > limit * 1024 ? [`${what}: ${kibibytes(bytes)}, over the budget of ${limit} KiB`] : [];
}

function kibibytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
