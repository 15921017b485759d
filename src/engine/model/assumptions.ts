// Where the API leaves the answer to the implementation, or files leave a fact out, an assumption
// decides, and every answer that relied on one says so. The first value of each is the default.

export const assumptionValues = {
  'ip-block-matches-pods': ['yes', 'no', 'unknown'],
  'rewritten-sources': ['as-client', 'as-node', 'unknown'],
  'host-network-pods': ['as-nodes', 'as-pods', 'unknown'],
  'own-node-egress': ['allow', 'policy', 'unknown'],
  'other-node-source': ['internal-ip', 'unknown'],
  hairpin: ['as-pod', 'as-node', 'unknown'],
  'duplicate-port-names': ['any', 'first', 'unknown'],
  'sidecar-ports': ['yes', 'no', 'unknown'],
  'equal-priority': ['unknown', 'by-name'],
  'domain-names': ['unknown', 'no-match'],
  'missing-addresses': ['unknown', 'no-match'],
  'baseline-after-other-direction': ['applies', 'skipped', 'unknown'],
  'finished-pods': ['ignore', 'count'],
  'namespace-labels': ['synthesized', 'unknown'],
  'controller-labels': ['unknown', 'absent'],
  'foreign-policies': ['unknown', 'note'],
} as const;

export type AssumptionKey = keyof typeof assumptionValues;
export type Assumptions = { readonly [K in AssumptionKey]: (typeof assumptionValues)[K][number] };

export const assumptionKeys = Object.keys(assumptionValues) as readonly AssumptionKey[];

export const defaultAssumptions: Assumptions = {
  'ip-block-matches-pods': 'yes',
  'rewritten-sources': 'as-client',
  'host-network-pods': 'as-nodes',
  'own-node-egress': 'allow',
  'other-node-source': 'internal-ip',
  hairpin: 'as-pod',
  'duplicate-port-names': 'any',
  'sidecar-ports': 'yes',
  'equal-priority': 'unknown',
  'domain-names': 'unknown',
  'missing-addresses': 'unknown',
  'baseline-after-other-direction': 'applies',
  'finished-pods': 'ignore',
  'namespace-labels': 'synthesized',
  'controller-labels': 'unknown',
  'foreign-policies': 'unknown',
};

/** The open points of the API, by number (docs/open-points.md). F6, F13 to F15, F17, F18, F20, F21, F23, F24 have no switch. */
export type Flag =
  `F${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24}`;

/** Why an answer is what it is, or open, beyond what the policies say. */
export interface Reason {
  readonly flag: Flag;
  readonly key: AssumptionKey | 'none';
  readonly why: string;
}
