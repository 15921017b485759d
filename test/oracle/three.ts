// Kleene's three values, and the words that the whole oracle shares. The oracle is a second reading of the API
// reference: slow, plain, and without one import from src/, so that it cannot share a mistake with the product.

export type Answer = 'yes' | 'no' | 'unknown';
export type Family = 'IPv4' | 'IPv6';
export type Direction = 'ingress' | 'egress';

/** Values chosen for the assumptions of decisions 002 and 005; a key that is left out has its default. */
export interface Assume {
  [key: string]: string;
}

/**
 * `pod` names a Pod ("namespace/name") or a workload that stands for its pods ("namespace/Kind/name"), `node` a Node of
 * the input, `service` a Service ("namespace/name"), which is only ever a destination: the port is then the Service's.
 */
export type End =
  | { readonly pod: string }
  | { readonly address: string }
  | { readonly node: string }
  | { readonly service: string };

export interface Attempt {
  readonly from: End;
  readonly to: End;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
  readonly family?: Family;
}

const DEFAULTS: Assume = {
  'host-network-pods': 'as-nodes',
  'own-node-egress': 'allow',
  'controller-labels': 'unknown',
  'namespace-labels': 'synthesized',
  'missing-addresses': 'unknown',
  'ip-block-matches-pods': 'yes',
  'sidecar-ports': 'yes',
  'duplicate-port-names': 'any',
  'finished-pods': 'ignore',
  'rewritten-sources': 'as-client',
  'other-node-source': 'internal-ip',
  hairpin: 'as-pod',
  'equal-priority': 'unknown',
  'domain-names': 'unknown',
  'baseline-after-other-direction': 'applies',
  'foreign-policies': 'unknown',
};

export function assumed(assume: Assume, key: string): string {
  if (Object.hasOwn(assume, key)) return assume[key] as string;
  if (!Object.hasOwn(DEFAULTS, key)) throw new Error(`no such assumption: ${key}`);
  return DEFAULTS[key] as string;
}

/** A no decides; then an unknown; else yes. Of nothing: yes. */
export function and(answers: readonly Answer[]): Answer {
  for (const answer of answers) if (answer === 'no') return 'no';
  for (const answer of answers) if (answer === 'unknown') return 'unknown';
  return 'yes';
}

/** A yes decides; then an unknown; else no. Of nothing: no. */
export function or(answers: readonly Answer[]): Answer {
  for (const answer of answers) if (answer === 'yes') return 'yes';
  for (const answer of answers) if (answer === 'unknown') return 'unknown';
  return 'no';
}

export function answerOf(holds: boolean): Answer {
  return holds ? 'yes' : 'no';
}
