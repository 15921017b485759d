// The fields of a NetworkPolicy, offered where they may stand. The place is found by indentation, which half-written
// text still has; what is wrong in the end is said by the session, not here.

import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { EditorState } from '@codemirror/state';

interface Field {
  readonly name: string;
  readonly detail: string;
  /** What follows the colon. */
  readonly then: string;
}

const field = (name: string, detail: string, then = ' '): Field => ({ name, detail, then });
const selector = [
  field('matchLabels', 'labels that must all be equal', ''),
  field('matchExpressions', 'In, NotIn, Exists, DoesNotExist', ''),
];
const peer = [
  field('podSelector', 'pods of the namespace, or of those selected beside it', ''),
  field('namespaceSelector', 'namespaces by their labels', ''),
  field('ipBlock', 'addresses outside', ''),
];

/** By the field that they stand in; '' is the document itself. */
const fields: ReadonlyMap<string, readonly Field[]> = new Map([
  [
    '',
    [
      field('apiVersion', 'networking.k8s.io/v1'),
      field('kind', 'NetworkPolicy'),
      field('metadata', 'name, namespace', ''),
      field('spec', 'what it allows', ''),
    ],
  ],
  [
    'metadata',
    [
      field('name', 'of the policy'),
      field('namespace', 'whose pods it selects'),
      field('labels', '', ''),
      field('annotations', '', ''),
    ],
  ],
  [
    'spec',
    [
      field('podSelector', 'the pods it applies to; {} is all', ''),
      field('policyTypes', '[Ingress, Egress]'),
      field('ingress', 'what may come in', ''),
      field('egress', 'what may go out', ''),
    ],
  ],
  ['ingress', [field('from', 'peers; left out is anyone', ''), field('ports', 'left out is every port', '')]],
  ['egress', [field('to', 'peers; left out is anyone', ''), field('ports', 'left out is every port', '')]],
  ['from', peer],
  ['to', peer],
  [
    'ports',
    [
      field('port', 'a number, or the name of a container port'),
      field('protocol', 'TCP, UDP or SCTP'),
      field('endPort', 'the last port of a range'),
    ],
  ],
  ['podSelector', selector],
  ['namespaceSelector', selector],
  ['ipBlock', [field('cidr', '10.0.0.0/8'), field('except', 'blocks cut out of it', '')]],
  [
    'matchExpressions',
    [
      field('key', 'of the label'),
      field('operator', 'In, NotIn, Exists, DoesNotExist'),
      field('values', 'for In and NotIn'),
    ],
  ],
]);

const values: ReadonlyMap<string, readonly string[]> = new Map([
  ['apiVersion', ['networking.k8s.io/v1']],
  ['kind', ['NetworkPolicy']],
  ['protocol', ['TCP', 'UDP', 'SCTP']],
  ['operator', ['In', 'NotIn', 'Exists', 'DoesNotExist']],
  ['policyTypes', ['[Ingress]', '[Egress]', '[Ingress, Egress]']],
]);

export const completion = autocompletion({ override: [complete], icons: false });

function complete(context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
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
  const parent = parentOf(context.state, line.number, before.length - typed.length);
  const options = (fields.get(parent) ?? []).map(
    ({ name, detail, then }): Completion => ({ label: name, detail, apply: `${name}:${then}` }),
  );
  return result(context.pos - typed.length, options);
}

function result(from: number, options: readonly Completion[]): CompletionResult | null {
  return options.length === 0 ? null : { from, options, validFor: /^[\w[\], -]*$/ };
}

/** The nearest key above that stands further left: what the text at this column is part of. */
function parentOf(state: EditorState, lineNumber: number, column: number): string {
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
