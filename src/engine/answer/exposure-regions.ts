// Pods that do not exist yet, as conditions on labels: a region is every pod with such labels in every
// namespace with such labels. Keys are independent and values endless, so whether a region is empty, or
// lies in another, is decided key by key; its example is the pod with the fewest labels.

import type { LabelSelector, Labels, Requirement } from '../model/labels.ts';
import { isNonEmpty } from '../model/non-empty.ts';

export interface Region {
  readonly namespaces: LabelSelector;
  readonly pods: LabelSelector;
}

export const everywhere: Region = { namespaces: [], pods: [] };

/** The opposite of each operator is an operator too: that is what makes "outside of" a region again. */
export function opposite(requirement: Requirement): Requirement {
  const { key } = requirement;
  switch (requirement.op) {
    case 'In':
      return { op: 'NotIn', key, values: requirement.values };
    case 'NotIn':
      return { op: 'In', key, values: requirement.values };
    case 'Exists':
      return { op: 'DoesNotExist', key };
    case 'DoesNotExist':
      return { op: 'Exists', key };
  }
}

/** The fewest labels that satisfy the selector, with `fresh` as a value that nobody mentions. */
export function fewestLabels(selector: LabelSelector, fresh: string): Labels | 'impossible' {
  const labels = new Map<string, string>();
  for (const key of new Set(selector.map((requirement) => requirement.key))) {
    const value = neededValue(
      selector.filter((requirement) => requirement.key === key),
      fresh,
    );
    if (value === 'impossible') return 'impossible';
    if (value !== 'absent') labels.set(key, value.is);
  }
  return labels;
}

function neededValue(own: LabelSelector, fresh: string): { readonly is: string } | 'absent' | 'impossible' {
  const needed = own.some(({ op }) => op === 'In' || op === 'Exists');
  // An absent key satisfies NotIn, as in apimachinery.
  if (!needed) return 'absent';
  if (own.some(({ op }) => op === 'DoesNotExist')) return 'impossible';
  const among = own.flatMap((each) => (each.op === 'In' ? [each.values] : []));
  const forbidden = own.flatMap((each) => (each.op === 'NotIn' ? each.values : []));
  if (isNonEmpty(among)) {
    const [first, ...others] = among;
    const is = first.find((value) => others.every((values) => values.includes(value)) && !forbidden.includes(value));
    return is === undefined ? 'impossible' : { is };
  }
  let is = fresh;
  for (let n = 2; forbidden.includes(is); n++) is = `${fresh}-${n}`;
  return { is };
}

/** Whether whatever satisfies the selector satisfies the other one. */
export function entails(selector: LabelSelector, other: LabelSelector): boolean {
  return other.every((each) => fewestLabels([...selector, opposite(each)], 'any') === 'impossible');
}

export function liesIn(inner: Region, outer: Region): boolean {
  return entails(inner.namespaces, outer.namespaces) && entails(inner.pods, outer.pods);
}

export function both(a: Region, b: Region): Region {
  return { namespaces: simplest([...a.namespaces, ...b.namespaces]), pods: simplest([...a.pods, ...b.pods]) };
}

/** The parts of a region that lie outside of another; they may overlap. */
export function outsideOf(region: Region, other: Region): readonly Region[] {
  return [
    ...other.namespaces.map((each) => both(region, { namespaces: [opposite(each)], pods: [] })),
    ...other.pods.map((each) => both(region, { namespaces: [], pods: [opposite(each)] })),
  ];
}

/** Without requirements that the others entail; sorted by key, so that equal regions are equal text. */
export function simplest(selector: LabelSelector): LabelSelector {
  let kept = [...selector];
  for (const each of selector) {
    const others = kept.filter((one) => one !== each);
    if (entails(others, [each])) kept = others;
  }
  return kept.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

export function regionKey({ namespaces, pods }: Region): string {
  return `${selectorKey(namespaces)} / ${selectorKey(pods)}`;
}

export function selectorKey(selector: LabelSelector): string {
  return selector.map(textOf).join(' & ');
}

function textOf(requirement: Requirement): string {
  return JSON.stringify([requirement.key, requirement.op, 'values' in requirement ? requirement.values : []]);
}
