// Raw objects as text, in the many ways that tools and people write them.
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { Source } from '../../src/snapshot/snapshot.ts';

export const manners = fc.record({
  form: fc.constantFrom('documents', 'list', 'flow', 'json', 'json lines', 'a file each'),
  quotes: fc.constantFrom<'PLAIN' | 'QUOTE_SINGLE' | 'QUOTE_DOUBLE'>('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE'),
  indentSequences: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  start: fc.constantFrom('', '---\n', '\uFEFF', '# the first line\n\n---\n', '%YAML 1.2\n---\n'),
  comments: fc.boolean(),
});
export type Manner = typeof manners extends fc.Arbitrary<infer One> ? One : never;

export function written(objects: readonly object[], manner: Manner): readonly Source[] {
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  switch (manner.form) {
    case 'documents':
      return [file(manner, [manner.start, objects.map((object) => yaml(object, manner)).join('---\n')])];
    case 'a file each':
      return objects.map((object, at) => file(manner, [manner.start, yaml(object, manner)], `${at}.yaml`));
    case 'list':
      return [file(manner, [manner.start, yaml(list, manner)])];
    case 'flow':
      return [
        file(
          manner,
          objects.map((object) => stringify(object, { ...options(manner), collectionStyle: 'flow' })),
          'cluster.yaml',
          '---\n',
        ),
      ];
    case 'json':
      return [file(manner, [JSON.stringify(list, undefined, manner.indentSequences ? 2 : undefined)], 'cluster.json')];
    case 'json lines':
      return [
        file(
          manner,
          objects.map((object) => `${JSON.stringify(object)}\n`),
          'cluster.json',
        ),
      ];
  }
}

/** An object in a document of its own, with a comment on every other line if the manner has them. */
export function yaml(object: object, manner: Manner): string {
  const text = stringify(object, options(manner));
  return manner.comments ? commented(text) : text;
}

/** Comments after a value and on a line of their own, numbered so that each can be looked for. */
function commented(text: string): string {
  const lines = text.trimEnd().split('\n');
  const noted = lines.map((line, at) => {
    const indent = /^ */.exec(line)?.[0] ?? '';
    return at % 2 === 0 ? `${line} # after ${at}` : `${indent}# before ${at}\n${line}`;
  });
  return `${noted.join('\n')}\n`;
}

function options({ quotes, indentSequences }: Manner) {
  // No folding: each line then ends where a value ends, and may be followed by a comment.
  return { defaultStringType: quotes, indentSeq: indentSequences, lineWidth: 0, aliasDuplicateObjects: true } as const;
}

function file({ lineEnd }: Manner, parts: readonly string[], name = 'cluster.yaml', between = ''): Source {
  return { file: name, text: parts.join(between).replaceAll('\n', lineEnd) };
}
