// What a policy costs, as counts: objects that a dataplane holds, operations that a packet takes, writes
// that an event makes. Counts are exact and have no unit of time; estimate.ts turns them into ranges.

import type { Endpoint } from '../model/cluster.ts';
import type { Direction, NetworkPolicy } from '../model/policy.ts';
import type { Family } from '../sets/addresses.ts';
import type { Protocol } from '../sets/ports.ts';
import type { Ternary } from '../sets/ternary.ts';
import type { Site } from './site.ts';
import { type Tally, tallies } from './tally.ts';

/** cmp: a plain comparison of a rule; match: a rule with extension matches or a mark; jump: into a chain, or the check after it. */
export const operations = [
  'cmp',
  'match',
  'setHash',
  'setTree',
  'setPrefix',
  'lpm',
  'mapHash',
  'ipcache',
  'jump',
  'ctLookup',
  'ctInsert',
  'upcall',
  'conjAction',
  'queue',
  'selectorEval',
] as const;
export type Operation = (typeof operations)[number];
export type Operations = Tally<Operation>;
export const ops = tallies(operations);

export const stateNames = [
  'chains',
  'rules',
  'sets',
  'members',
  'mapEntries',
  'flows',
  'programs',
  'insns',
  'identities',
] as const;
export type StateName = (typeof stateNames)[number];
export type State = Tally<StateName>;
export const states = tallies(stateNames);

/** Which nodes hold a policy's state. */
export type Scope = 'node-with-selected-pod' | 'every-node' | 'controller';

/** State on one node, the one where there is most of it, and on all nodes together. */
export interface StateSpread {
  readonly node: string | 'none';
  readonly busiestNode: State;
  readonly cluster: State;
}

/** The first packet of a connection, or a later one: one source, destination, protocol and port. */
export interface Attempt {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly protocol: Protocol;
  readonly port: number;
  readonly family: Family;
}

/** One thing that a packet passes, in order. */
export interface Stage {
  readonly side: Direction;
  readonly stage: string;
  readonly policy?: NetworkPolicy;
  /** Position of the rule in the policy's list of that direction. */
  readonly rule?: number;
  readonly matched: boolean;
  readonly ops: Operations;
}

export type VerdictBy = NetworkPolicy | 'default-deny' | 'not-isolated' | 'not-enforced';

/** What one direction's policies do to a first packet. */
export interface Side {
  readonly stages: readonly Stage[];
  readonly verdictBy: VerdictBy;
  /** The operations inside each policy that was visited; at most one of them decided. */
  readonly shares: readonly { readonly policy: NetworkPolicy; readonly ops: Operations; readonly decided: boolean }[];
}

export interface Packet {
  readonly stages: readonly Stage[];
  readonly ops: Operations;
  readonly allowed: Ternary;
  /** Of the last side that was judged. */
  readonly verdictBy: VerdictBy;
}

export const events = ['podAdd', 'podDel', 'podRelabel', 'nsRelabel', 'policyEdit', 'policyAdd', 'policyDel'] as const;
export type Event = (typeof events)[number];

/** The writes that one event makes because of one policy, at worst. */
export interface Update {
  readonly event: Event;
  readonly nodes: number;
  /** On the node that has most to write. */
  readonly writesPerNode: number;
  /** The agent writes everything anew, whatever changed. */
  readonly fullSync: boolean;
  /** What the kernel replaces on that node beyond the writes asked for. */
  readonly rewritten: State;
}

export interface Limit {
  readonly name: string;
  readonly value: number;
  readonly of: number;
  /** The policy that has most to do with it. */
  readonly policy?: NetworkPolicy;
}

export const dataplaneNames = ['calico-iptables', 'cilium'] as const;
export type DataplaneName = (typeof dataplaneNames)[number];

export interface Dataplane {
  readonly name: DataplaneName;
  readonly scope: Scope;
  /** The column of the coefficient table that turns its counts into estimates. */
  readonly column: Column;
  /** What the dataplane makes of the policies at this site. Work is done when it is first asked for. */
  readonly install: (site: Site) => Installed;
}

export const columns = ['iptables-legacy', 'bpf'] as const;
export type Column = (typeof columns)[number];

export interface Installed {
  /** The policy as if it were alone. */
  readonly policyState: (policy: NetworkPolicy) => StateSpread;
  readonly clusterState: () => StateSpread;
  /** All policies, less all policies but this one; on the node of `policyState`, and on all. */
  readonly marginal: (policy: NetworkPolicy) => StateSpread;
  /** Where the policy stands among those that the same pod meets, at worst; 1 of 1 where order plays no part. */
  readonly position: (policy: NetworkPolicy) => { readonly position: number; readonly of: number };
  readonly side: (attempt: Attempt, direction: Direction) => Side;
  readonly firstPacket: (attempt: Attempt) => Packet;
  /** A later packet of an allowed connection, in the direction of the first. */
  readonly established: (attempt: Attempt) => Operations;
  readonly reply: (attempt: Attempt) => Operations;
  /** Of the operations of a first packet inside a policy, those that later packets repeat. */
  readonly repeated: (inside: Operations) => Operations;
  readonly churn: (policy: NetworkPolicy) => readonly Update[];
  readonly limits: () => readonly Limit[];
  /** How large the things are that an operation searches; coefficients may depend on it. */
  readonly sizes: (policy: NetworkPolicy) => Operations;
}
