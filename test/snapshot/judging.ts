// Judging cluster-wide policies: what is said of an input, which policies are left, and the pieces that rows are
// written with.

import { expect } from 'vitest';
import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import { assemble } from '../../src/snapshot/assemble.ts';
import { definition } from './cluster-manifests.ts';
import { readText } from './reading.ts';

/** What is refused of which input, and with which code. */
export type Refusal = readonly [rule: string, documents: readonly string[], code: string];

export function judged(documents: readonly string[], lenient = false) {
  const snapshot = readText(documents.join('---\n'), 'input.yaml', lenient);
  const { cluster, diagnostics } = assemble(snapshot, defaultAssumptions);
  const said = [...snapshot.diagnostics, ...diagnostics()].filter(({ code }) => code !== 'selects-nothing');
  return { policies: cluster.clusterPolicies, said: said.map(({ severity, code }) => `${severity} ${code}`) };
}

/** Refused in strict mode, for that and nothing else; evaluated with a warning in lenient mode. */
export function expectRefusal(documents: readonly string[], code: string): void {
  const strict = judged(documents);
  expect(strict).toEqual({ policies: [], said: [`error ${code}`] });
  const lenient = judged(documents, true);
  expect(lenient.said).toContain(`warning ${code}`);
  expect(lenient.said.filter((one) => one.startsWith('error'))).toEqual([]);
  expect(lenient.policies).toHaveLength(1);
}

export const many = (count: number, one: string): string => `[${Array.from({ length: count }, () => one).join(', ')}]`;
export const blocks = (count: number): string =>
  `[${Array.from({ length: count }, (_, i) => `10.0.${i}.0/24`).join(', ')}]`;
export const ruleTo = (peer: string, more = ''): string => `[{action: Deny, to: [${peer}]${more}}]`;
export const ruleOn = (ports: string): string => `[{action: Deny, from: [{namespaces: {}}], ports: ${ports}}]`;
export const ruleOf = (protocols: string): string =>
  `[{action: Deny, from: [{namespaces: {}}], protocols: ${protocols}}]`;
export const everyone = 'subject: {namespaces: {}}';
export const rule = '{action: Deny, from: [{namespaces: {}}]}';
export const nodes = ruleTo('{nodes: {}}');
export const names = '[{action: Allow, to: [{domainNames: [example.com]}]}]';
export const standard = (kind: string): string => definition(kind, 'standard');
export const experimental = (kind: string): string => definition(kind, 'experimental');
