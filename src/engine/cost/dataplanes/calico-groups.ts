// Policies that stand next to each other in a pod's list and have the same selector share a group
// chain, which all pods with that group share (felix/rules/policy.go, PolicyGroupToIptablesChains).

import type { Direction, NetworkPolicy } from '../../model/policy.ts';
import { scopeText } from '../site.ts';

/** One jump of a pod's endpoint chain: to a policy's chain, or to the chain of a group of two or more. */
export interface Group {
  readonly key: string;
  readonly policies: readonly NetworkPolicy[];
}

/** In a group chain a RETURN stands after every so many jumps (`returnStride`). */
export const returnStride = 5;

export function grouping(numberOf: (policy: NetworkPolicy) => number) {
  const selectors = new Map<NetworkPolicy, string>();
  const selectorOf = (policy: NetworkPolicy): string => {
    const text = selectors.get(policy) ?? scopeText(policy.subject);
    selectors.set(policy, text);
    return text;
  };
  return (list: readonly NetworkPolicy[], direction: Direction): readonly Group[] => {
    const groups: NetworkPolicy[][] = [];
    for (const policy of list) {
      const last = groups.at(-1);
      const [head] = last ?? [];
      if (last !== undefined && head !== undefined && selectorOf(head) === selectorOf(policy)) last.push(policy);
      else groups.push([policy]);
    }
    return groups.map((policies) => ({ key: `${direction} ${policies.map(numberOf).join(' ')}`, policies }));
  };
}

/** A group of one is no chain of its own: the pod jumps to the policy. */
export function groupRules({ policies }: Group): number {
  return policies.length < 2 ? 0 : policies.length + Math.floor((policies.length - 1) / returnStride);
}
