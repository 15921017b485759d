// `lint`: what could be wrong with the policies, each with its place.

import { codeText, lintCodes } from '../../engine/lint/codes.ts';
import type { Finding } from '../../engine/lint/finding.ts';
import { lint } from '../../engine/lint/lint.ts';
import type { FindingView, LintReport } from '../findings.ts';
import type { World } from '../held.ts';
import { missingNamespace } from '../names.ts';
import { type Places, placesIn } from '../places.ts';
import { envelope } from '../present/envelope.ts';
import type { Question, Refusal } from '../questions.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function lintReply(now: World, { namespaces }: Question<'lint'>): Promise<LintReport | Refusal> {
  const missing = missingNamespace(namespaces, [now.cluster]);
  if (missing !== 'none') return missing;
  const items = (await findingViews(now)).filter(({ object }) => isAbout(object, namespaces));
  const count = (severity: FindingView['severity']) => items.filter((item) => item.severity === severity).length;
  const found = new Set(items.map(({ code }) => code));
  return {
    ...envelope('LintReport', [], now.cluster.assumptions, await diagnosticsOf(now)),
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    items,
    rules: lintCodes.filter((code) => found.has(code)).map((code) => ({ code, ...codeText(code) })),
  };
}

/** By file, line and column. */
export async function findingViews({ cluster, compiled, snapshot }: World): Promise<readonly FindingView[]> {
  const findings = lint(cluster, compiled());
  const places = await placesIn(snapshot.sources);
  return findings.map((finding) => view(finding, places)).toSorted((a, b) => compare(keyOf(a), keyOf(b)));
}

function view({ code, severity, about, path, message, why, mend }: Finding, places: Places): FindingView {
  const { kind, namespace, name, origin } = about;
  const object = namespace === '' ? { kind, name } : { kind, namespace, name };
  return { code, severity, object, at: places.of(origin, path), message, why, mend };
}

/** What is of the whole cluster is about every namespace. */
function isAbout({ kind, namespace, name }: FindingView['object'], namespaces: readonly string[]): boolean {
  const own = kind === 'Namespace' ? name : namespace;
  return namespaces.length === 0 || own === undefined || namespaces.includes(own);
}

function keyOf({ at, code, message }: FindingView): string {
  const number = (value: number) => String(value).padStart(9, '0');
  return `${at.file}\n${number(at.line)} ${number(at.column)} ${code} ${message}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
