// Raw NetworkPolicies taken apart and put together again, so that a law can change one of them as a person would.
import { directionsOf } from '../oracle/directions.ts';
import type { Direction } from '../oracle/oracle.ts';
import { kindOf, list, own, text } from '../oracle/raw.ts';

export interface RawPolicy {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: object;
}
/** Read by key alone, as the oracle reads. */
export type RawRule = object;

export const DIRECTIONS = ['ingress', 'egress'] as const;

export function isPolicy(object: object): object is RawPolicy {
  return kindOf(object) === 'networking.k8s.io/v1 NetworkPolicy';
}

/** Without any policy, of whatever kind and maker. */
export function withoutPolicies(objects: readonly object[]): readonly object[] {
  return untiered(objects).filter((object) => !isPolicy(object));
}

/** NetworkPolicies alone are left of the policies: what the API says of them it says where no other tier is. */
export function untiered(objects: readonly object[]): readonly object[] {
  return objects.filter((object) => isPolicy(object) || !/Policy$/.test(text(object, 'kind')));
}

export function rulesOf(policy: RawPolicy, direction: Direction): readonly RawRule[] {
  return list(policy, 'spec', direction).filter((rule) => typeof rule === 'object' && rule !== null);
}

/** The same policy with other rules. Its directions are spelled out: a first egress rule would else add one. */
export function withRules(policy: RawPolicy, direction: Direction, rules: readonly RawRule[]): RawPolicy {
  const policyTypes = directionsOf(policy).map((each) => (each === 'ingress' ? 'Ingress' : 'Egress'));
  return { ...policy, spec: { ...policy.spec, policyTypes, [direction]: rules } };
}

export function peersOf(rule: RawRule, direction: Direction): readonly unknown[] {
  return list(rule, direction === 'ingress' ? 'from' : 'to');
}

export function portsOf(rule: RawRule): readonly unknown[] {
  return list(rule, 'ports');
}

/** A rule with exactly these lists; an empty one is left out, which means the same. */
export function ruleOf(direction: Direction, peers: readonly unknown[], ports: readonly unknown[]): RawRule {
  return {
    ...(peers.length === 0 ? {} : { [direction === 'ingress' ? 'from' : 'to']: peers }),
    ...(ports.length === 0 ? {} : { ports }),
  };
}

export function subjectOf(policy: RawPolicy): unknown {
  return own(policy, 'spec', 'podSelector');
}

/** Policies with their place among the objects, and a way to put others there. */
export function mapPolicies(
  objects: readonly object[],
  change: (policy: RawPolicy, index: number) => object,
): readonly object[] {
  return objects.map((object, index) => (isPolicy(object) ? change(object, index) : object));
}
