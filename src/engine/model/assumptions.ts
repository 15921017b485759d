// Where the API leaves the answer to the implementation, or files leave a fact out, an assumption
// decides, and every answer that relied on one says so. The first value of each is the default.

export const assumptionValues = {
  'ip-block-matches-pods': ['yes', 'no', 'unknown'],
  'host-network-pods': ['as-nodes', 'as-pods', 'unknown'],
  'own-node-egress': ['allow', 'policy', 'unknown'],
  'duplicate-port-names': ['any', 'first', 'unknown'],
  'sidecar-ports': ['yes', 'no', 'unknown'],
  'missing-addresses': ['unknown', 'no-match'],
  'finished-pods': ['ignore', 'count'],
  'namespace-labels': ['synthesized', 'unknown'],
  'controller-labels': ['unknown', 'absent'],
} as const;

export type AssumptionKey = keyof typeof assumptionValues;
export type Assumptions = { readonly [K in AssumptionKey]: (typeof assumptionValues)[K][number] };

export const assumptionKeys = Object.keys(assumptionValues) as readonly AssumptionKey[];

export const defaultAssumptions: Assumptions = {
  'ip-block-matches-pods': 'yes',
  'host-network-pods': 'as-nodes',
  'own-node-egress': 'allow',
  'duplicate-port-names': 'any',
  'sidecar-ports': 'yes',
  'missing-addresses': 'unknown',
  'finished-pods': 'ignore',
  'namespace-labels': 'synthesized',
  'controller-labels': 'unknown',
};

/** Why an answer is what it is, or open, beyond what the policies say. `flag` is a number of the list of open points. */
export interface Reason {
  readonly flag: 'F1' | 'F3' | 'F4' | 'F8' | 'F11' | 'F13' | 'F16' | 'F19';
  readonly key: AssumptionKey | 'none';
  readonly why: string;
}
