// The outside world, decoded: everything that the input holds and we use, with where it stands.

import type { Pod, WorkloadKind } from '../engine/model/cluster.ts';
import type { Labels } from '../engine/model/labels.ts';
import type { Origin } from '../engine/model/origin.ts';
import type { ClusterNetworkPolicy, ForeignPolicy, NetworkPolicy } from '../engine/model/policy.ts';
import type { AddressSet } from '../engine/sets/addresses.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Path } from './field.ts';
import type { Inherited } from './manifests.ts';
import type { TrafficObject } from './traffic.ts';

export interface Source {
  readonly file: string;
  readonly text: string;
}

/** Where something stands in its file: an offset into the text, in UTF-16 units, and the same as line and column. */
export interface Spot {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** The text of one piece, as a file of its own. */
export interface Kept {
  readonly source: Source;
  /** Of the text's first character in the file. */
  readonly spot: Spot;
  /** How many indices of an origin's `items` lead to the piece: an item of a long list is one, a document none. */
  readonly within: 0 | 1;
  /** What it takes from its list where it lacks it. */
  readonly inherited: Inherited;
}

export interface Pieces {
  /** Of the whole text, in UTF-16 units. */
  readonly length: number;
  /** SHA-256, hex: of the hashes of each MiB. */
  readonly digest: string;
  /** Of what starts there, or of the nearest before it that is known. */
  readonly placeAt: (offset: number) => Omit<Spot, 'offset'>;
  /** The piece that starts there. */
  readonly keptAt: (offset: number) => Kept | undefined;
}

/** A file that was too long to keep, cut into pieces while it was read. */
export interface CutSource {
  readonly file: string;
  readonly pieces: Pieces;
}

export type AnySource = Source | CutSource;

/** A controller owner reference: at most one of an object's owners is its controller. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** What a pod and a pod template have in common. */
export interface PodSpec {
  readonly labels: Labels;
  readonly ports: Pod['ports'];
  readonly declared: Pod['declared'];
  readonly network: Pod['network'];
  readonly node: Pod['node'];
  /** What its annotations say of networks that policies do not see (F21, F23). */
  readonly beside: readonly PodBeside[];
}

export type PodBeside = 'secondary-networks' | 'sidecar' | 'ambient';

export interface PodObject extends PodSpec {
  readonly kind: 'Pod';
  readonly namespace: string;
  readonly name: string;
  readonly owner: Owner | 'none';
  readonly addresses: AddressSet;
  readonly phase: 'running' | 'finished';
  readonly readiness: Pod['readiness'];
  readonly origin: Origin;
}

export interface WorkloadObject {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  readonly owner: Owner | 'none';
  readonly template: PodSpec;
  readonly replicas: number | 'one-a-node';
  readonly origin: Origin;
}

export interface NamespaceObject {
  readonly kind: 'Namespace';
  readonly name: string;
  readonly labels: Labels;
  readonly origin: Origin;
}

export interface NodeObject {
  readonly kind: 'Node';
  readonly name: string;
  readonly labels: Labels;
  readonly podRanges: AddressSet;
  /** Those of `status.addresses` that are IPs, and those of type InternalIP among them. */
  readonly addresses: AddressSet;
  readonly internal: AddressSet;
  readonly origin: Origin;
}

/** A cluster-wide policy, and where it uses fields that only the experimental channel of its API has. */
export interface ClusterPolicyObject extends ClusterNetworkPolicy {
  readonly experimental: readonly Path[];
}

/** The definition of a cluster-wide policy kind: which channel of its API the cluster has. */
export interface PolicyDefinition {
  readonly kind: 'CustomResourceDefinition';
  readonly name: string;
  readonly defines: string;
  readonly channel: 'standard' | 'experimental' | 'not-told';
  readonly origin: Origin;
}

/** `name` holds kind and API group too: other vendors have kinds of the same name. */
export interface ForeignPolicyObject {
  readonly kind: 'ForeignPolicy';
  readonly namespace: string;
  readonly name: string;
  readonly policy: ForeignPolicy;
  readonly origin: Origin;
}

export type ReadObject =
  | PodObject
  | WorkloadObject
  | NamespaceObject
  | NodeObject
  | NetworkPolicy
  | ClusterPolicyObject
  | PolicyDefinition
  | ForeignPolicyObject
  | TrafficObject;

export interface Snapshot {
  /** What the API server would refuse is left out under 'strict', evaluated with a warning under 'lenient'. */
  readonly mode: 'strict' | 'lenient';
  readonly sources: readonly AnySource[];
  readonly objects: readonly ReadObject[];
  /** Kinds that were met and not used, with how many: 'apiVersion/Kind' → count. */
  readonly ignored: ReadonlyMap<string, number>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Of files that are all held as text. */
export interface TextSnapshot extends Snapshot {
  readonly sources: readonly Source[];
}
