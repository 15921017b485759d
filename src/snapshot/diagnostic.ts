// What was wrong with the input, as data: reading never fails, it says what it left out.
// Tests assert codes; the prose may change.

import type { Flag } from '../engine/model/assumptions.ts';
import type { Origin } from '../engine/model/origin.ts';

export type Severity = 'error' | 'warning' | 'info';

export const codes = [
  // text
  'not-text',
  'bad-gzip',
  'bad-yaml',
  'bad-json',
  'too-deep',
  'alias-bomb',
  'too-large',
  'too-many-documents',
  'empty-file',
  'not-an-object',
  'yaml-1.1-word',
  'no-manifests',
  'unreadable',
  // objects
  'missing-kind',
  'wrong-version',
  'wrong-type',
  'unknown-field',
  'unknown-kinds',
  'policy-not-evaluated',
  'bad-name',
  'duplicate-object',
  'namespace-defaulted',
  'namespace-not-given',
  'namespace-label-contradicts',
  'label-unknowable',
  'finished-pod',
  'replicas-zero',
  'selects-nothing',
  // NetworkPolicy: what the API server refuses
  'bad-protocol',
  'bad-port',
  'bad-port-name',
  'end-port-without-port',
  'end-port-with-named-port',
  'end-port-below-port',
  'bad-end-port',
  'empty-peer',
  'ip-block-with-selector',
  'bad-cidr',
  'bad-except',
  'except-outside-cidr',
  'cidr-host-bits',
  'cidr-leading-zeros',
  'cidr-ipv4-mapped',
  'bad-policy-types',
  'bad-operator',
  'values-missing',
  'values-forbidden',
  'bad-label-key',
  'bad-label-value',
  'bad-address',
  // Services and routes
  'bad-choice',
  // what the cluster runs, and what no policy sees
  'cni-recognised',
  'nothing-enforces',
  'windows-nodes',
  'service-mesh',
  'secondary-networks',
  'feature-not-supported',
  'feature-not-known',
  'established-connections',
  // cluster-wide policies
  'missing-field',
  'not-one-field',
  'bad-count',
  'not-unique',
  'bad-priority',
  'bad-tier',
  'bad-action',
  'bad-range',
  'empty-range',
  'bad-domain-name',
  'removed-field',
  'not-namespaced',
  'fails-closed',
  'experimental-field',
  'named-port-without-pods',
  'mixed-generations',
  // edits
  'nothing-to-delete',
  'pods-not-replaced',
  // input beyond objects
  'live-list-failed',
  'not-expectations',
  'expects-nothing',
] as const;
export type Code = (typeof codes)[number];

/** Codes that are about one open point of the API (docs/open-points.md). */
export const openPointOf: Readonly<Partial<Record<Code, Flag>>> = {
  'feature-not-known': 'F14',
  'feature-not-supported': 'F14',
  'finished-pod': 'F16',
  'fails-closed': 'F17',
  'mixed-generations': 'F18',
  'namespace-not-given': 'F19',
  'label-unknowable': 'F19',
  'service-mesh': 'F21',
  'policy-not-evaluated': 'F22',
  'secondary-networks': 'F23',
  'cni-recognised': 'F24',
  'nothing-enforces': 'F24',
  'windows-nodes': 'F24',
};

export interface Diagnostic {
  readonly severity: Severity;
  readonly code: Code;
  /** Lower case, no final stop: what is wrong, the input in backticks, what would be right. */
  readonly message: string;
  readonly origin: Origin | 'none';
  /** Where inside the object, for line and column: field names and list indices. */
  readonly path: readonly (string | number)[];
  /** An offset into the file where the text itself is at fault (bad YAML or JSON). */
  readonly offset?: number;
}
