// Calico's selector expressions in their simplest forms: terms about labels of Kubernetes, joined by `&&`. There
// is more to the language ("||", brackets, starts with, global()), and labels that only Calico has: not plain.

import type { Requirement } from '../../engine/model/labels.ts';
import { isNonEmpty } from '../../engine/model/non-empty.ts';
import { type PlainSelector, whole } from './plain-selector.ts';

/** Left out and empty select everything. */
export function calicoSelector(raw: unknown): PlainSelector {
  if (raw === undefined || raw === null) return [];
  if (typeof raw !== 'string') return 'not-plain';
  if (raw.trim() === '') return [];
  const terms = termsOf(raw);
  return terms === 'not-plain' ? terms : whole(terms.flatMap(requirements));
}

const key = String.raw`([A-Za-z0-9_.\-/]+)`;
const value = `(?:'[^']*'|"[^"]*")`;
const forms = [
  String.raw`all\(\s*\)`,
  String.raw`(!?)\s*has\(\s*${key}\s*\)`,
  String.raw`${key}\s*(==|!=)\s*(${value})`,
  String.raw`${key}\s+in\s*\{\s*(${value}(?:\s*,\s*${value})*)\s*\}`,
].join('|');

/** Values may hold anything, `&&` too, so that terms are taken one by one from the left. */
function termsOf(written: string): readonly RegExpExecArray[] | 'not-plain' {
  const term = new RegExp(String.raw`\s*(?:${forms})\s*(&&|$)`, 'y');
  const found: RegExpExecArray[] = [];
  for (;;) {
    const next = term.exec(written);
    if (next === null) return 'not-plain';
    found.push(next);
    if (next.at(-1) === '') return found;
  }
}

function requirements(term: RegExpExecArray): readonly (Requirement | 'not-plain')[] {
  const [, not, asked, compared, operator, single, listed, list] = term;
  const named = asked ?? compared ?? listed;
  if (named === undefined) return [];
  if (ofCalico.test(named)) return ['not-plain'];
  if (asked !== undefined) return [{ op: not === '!' ? 'DoesNotExist' : 'Exists', key: asked }];
  const values = [...(single ?? list ?? '').matchAll(new RegExp(value, 'g'))].map(([quoted]) => quoted.slice(1, -1));
  if (!isNonEmpty(values)) return ['not-plain'];
  // An absent key satisfies `!=`, as it does NotIn.
  return [{ op: operator === '!=' ? 'NotIn' : 'In', key: named, values }];
}

/** Labels that Calico gives pods and namespaces itself, and those that pods have from their namespace or account. */
const ofCalico = /^(?:pcns\.|pcsa\.|(?:[^/]*\.)?projectcalico\.org\/)/;
