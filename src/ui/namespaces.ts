// What the page says of the namespaces of a large input: in words, in order, as glyphs.

import type { Inventory, Isolated, NamespaceView } from '../session/questions.ts';
import { wordsOf } from './filter.ts';
import { count } from './names.ts';
import type { View } from './view.ts';

export const orders = ['pods', 'policies', 'open', 'name'] as const;
export type NamespaceOrder = (typeof orders)[number];

export const orderNames: Readonly<Record<NamespaceOrder, string>> = {
  pods: 'most pods',
  policies: 'most policies',
  open: 'most open pods',
  name: 'name',
};

/** Those that have every word of the find box in their names. */
export function foundNamespaces({ namespaces }: Inventory, { query }: Pick<View, 'query'>): readonly NamespaceView[] {
  const words = wordsOf(query);
  return words.length === 0
    ? namespaces
    : namespaces.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
}

export function inOrder(namespaces: readonly NamespaceView[], order: NamespaceOrder): readonly NamespaceView[] {
  if (order === 'name') return namespaces;
  const weight = ({ holds }: NamespaceView): number => {
    if (order === 'open') return openPods(holds);
    return holds?.[order] ?? 0;
  };
  return namespaces.toSorted((a, b) => weight(b) - weight(a));
}

/** Pods that nothing isolates, for ingress or for egress. */
export function openPods(holds: NamespaceView['holds']): number {
  return holds === undefined ? 0 : Math.max(holds.ingress.no, holds.egress.no);
}

/** `12 workloads · 340 pods · 23 policies` */
export function holdsText({ holds }: NamespaceView): string {
  if (holds === undefined) return '';
  const { workloads, pods, policies } = holds;
  return [count(workloads, 'workload'), count(pods, 'pod'), count(policies, 'policy', 'policies')].join(' · ');
}

/** `ingress isolated for 20 of 340 pods`, or in a word where it is all or none of them. */
export function isolatedText(way: 'ingress' | 'egress', { yes, no, unknown }: Isolated): string {
  const all = yes + no + unknown;
  if (all === 0) return '';
  if (yes === all) return `${way} isolated`;
  if (no === all) return `${way} open`;
  const rest = unknown === 0 ? '' : `, unknown for ${unknown.toLocaleString('en')}`;
  return `${way} isolated for ${yes.toLocaleString('en')} of ${count(all, 'pod')}${rest}`;
}

export function spokenNamespace(namespace: NamespaceView): string {
  const { name, holds } = namespace;
  if (holds === undefined) return name;
  const parts = [holdsText(namespace), isolatedText('ingress', holds.ingress), isolatedText('egress', holds.egress)];
  return `${name}: ${parts.filter((part) => part !== '').join(', ')}`;
}
