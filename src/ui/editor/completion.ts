// The fields of a policy of any kind, offered where they may stand. The place is found by indentation, which half-
// written text still has; what is wrong in the end is said by the session, not here.

import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { EditorState } from '@codemirror/state';
import type { Fields } from './network-policy-fields.ts';
import { fieldsOf } from './policy-fields.ts';

export const completion = autocompletion({ override: [complete], icons: false });

function complete(context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const { fields, values } = fieldsOf(kindAt(context.state, line.number));
  const before = line.text.slice(0, context.pos - line.from);
  const value = /^[\s-]*([\w-]+):\s+(\S*)$/.exec(before);
  if (value)
    return result(
      context.pos - (value[2] ?? '').length,
      (values.get(value[1] ?? '') ?? []).map((label) => ({ label })),
    );
  const key = /^[\s-]*([\w-]*)$/.exec(before);
  if (!key || (key[1] === '' && !context.explicit)) return null;
  const typed = key[1] ?? '';
  const parent = parentOf(context.state, line.number, before.length - typed.length, fields);
  const options = (fields.get(parent) ?? []).map(
    ({ name, detail, then }): Completion => ({ label: name, detail, apply: `${name}:${then}` }),
  );
  return result(context.pos - typed.length, options);
}

function result(from: number, options: readonly Completion[]): CompletionResult | null {
  return options.length === 0 ? null : { from, options, validFor: /^[\w[\], -]*$/ };
}

/** The nearest key above that stands further left: what the text at this column is part of. */
function parentOf(state: EditorState, lineNumber: number, column: number, fields: Fields): string {
  const own = state.doc.line(lineNumber).text;
  let limit = own.trimStart().startsWith('-') ? Math.min(column, own.indexOf('-') + 1) : column;
  for (let n = lineNumber - 1; n >= 1; n--) {
    const { text } = state.doc.line(n);
    if (text.trim() === '---') break;
    const found = /^(\s*)((?:- +)*)([\w-]+):\s*(?:#.*)?$/.exec(text);
    if (found === null) continue;
    const at = (found[1] ?? '').length + (found[2] ?? '').length;
    if (at < limit && fields.has(found[3] ?? '')) return found[3] ?? '';
    limit = Math.min(limit, Math.max(at, 1));
  }
  return '';
}

/** The kind of the document that a line is of; '' where it says none. */
function kindAt({ doc }: EditorState, lineNumber: number): string {
  const isEnd = (n: number) => doc.line(n).text.startsWith('---');
  let first = lineNumber;
  while (first > 1 && !isEnd(first)) first -= 1;
  for (let n = first + (isEnd(first) ? 1 : 0); n <= doc.lines && !isEnd(n); n++) {
    const found = /^kind:\s*["']?(\w+)/.exec(doc.line(n).text);
    if (found !== null) return found[1] ?? '';
  }
  return '';
}
