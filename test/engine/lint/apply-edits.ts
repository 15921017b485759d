// Makes the edits of a finding to the manifests that it is about, as a person would who follows it.

import { parseAllDocuments, stringify } from 'yaml';
import type { LintEdit, Path } from '../../../src/engine/lint/finding.ts';
import type { FindingView } from '../../../src/session/findings.ts';

type Tree = Record<string | number, unknown>;

export function applied(text: string, { object, mend }: Pick<FindingView, 'object' | 'mend'>): string {
  const documents = parseAllDocuments(text).map((document) => document.toJS() as Tree);
  const rest = documents.flatMap((document) => (isOf(document, object) ? edited(document, mend.edits) : [document]));
  const added = mend.edits.flatMap((edit) => (edit.kind === 'add-object' ? [edit.manifest] : []));
  return [...rest, ...added].map((document) => stringify(document)).join('---\n');
}

function isOf(document: Tree, { kind, namespace, name }: FindingView['object']): boolean {
  const metadata = document.metadata as { name?: string; namespace?: string };
  return (
    document.kind === kind && metadata.name === name && (namespace === undefined || metadata.namespace === namespace)
  );
}

/** From the last list index to the first, as written: each path is that of the object before any edit. */
function edited(document: Tree, edits: readonly LintEdit[]): readonly Tree[] {
  if (edits.some(({ kind }) => kind === 'delete-object')) return [];
  for (const edit of edits) {
    if (edit.kind === 'delete-object' || edit.kind === 'add-object') continue;
    const { around, key } = place(document, edit.path);
    if (edit.kind === 'set') around[key] = edit.value;
    else if (edit.kind === 'append') around[key] = [...((around[key] as unknown[] | undefined) ?? []), edit.value];
    else if (Array.isArray(around)) around.splice(Number(key), 1);
    else delete around[key];
  }
  return [document];
}

function place(document: Tree, path: Path): { readonly around: Tree; readonly key: string | number } {
  const around = path.slice(0, -1).reduce<Tree>((tree, key) => tree[key] as Tree, document);
  return { around, key: path.at(-1) ?? '' };
}
