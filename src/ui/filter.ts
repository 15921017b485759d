// The find box: words that must all occur, and terms such as `ns=shop`, `from=web`, `to=db`, `port=5432`, `-dns`,
// `unknown`, `changed`. A minus in front means: leave out. What it hides is always counted.

import type { EndpointView, PortsView } from '../session/answers.ts';
import { labelOf } from './names.ts';

export interface Row {
  readonly from: EndpointView;
  readonly to: EndpointView;
  readonly ports: readonly PortsView[];
  readonly unknown: boolean;
  readonly changed: boolean;
}

type Test = (row: Row) => boolean;

export function filterOf(query: string): Test {
  const tests = query
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(testOf);
  return (row) => tests.every((test) => test(row));
}

/** The words of a query that name things, for the lists of namespaces and policies. */
export function wordsOf(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '' && !word.startsWith('-'))
    .map((word) => word.replace(/^(ns|from|to)=/, ''))
    .filter((word) => !word.includes('=') && word !== 'changed' && word !== 'unknown');
}

function testOf(word: string): Test {
  if (word.length > 1 && word.startsWith('-')) {
    const test = testOf(word.slice(1));
    return (row) => !test(row);
  }
  const [key = '', value = ''] = word.toLowerCase().split('=', 2);
  if (value !== '' && key === 'ns') return (row) => inNamespace(row.from, value) || inNamespace(row.to, value);
  if (value !== '' && key === 'from') return (row) => labelOf(row.from).toLowerCase().includes(value);
  if (value !== '' && key === 'to') return (row) => labelOf(row.to).toLowerCase().includes(value);
  if (value !== '' && key === 'port') return (row) => row.ports.some((ports) => hasPort(ports, value));
  if (key === 'unknown') return (row) => row.unknown;
  if (key === 'changed') return (row) => row.changed;
  const text = word.toLowerCase();
  return (row) => `${labelOf(row.from)} ${labelOf(row.to)}`.toLowerCase().includes(text);
}

function inNamespace(end: EndpointView, name: string): boolean {
  if ('cidrs' in end) return false;
  return (end.kind === 'Namespace' ? end.name : end.namespace) === name;
}

/** `all ports` says nothing about one port in particular, and would match every search. */
function hasPort(ports: PortsView, value: string): boolean {
  const number = Number.parseInt(value, 10);
  return ports !== 'all' && ports.some((range) => range.from <= number && number <= range.to);
}
