// The answers as plain data: what `-o json` prints and what crosses to the page are the same objects.
// Fields are only ever added (schemas/v1 holds the same shapes as JSON Schemas).

import type { AssumptionKey } from '../engine/model/assumptions.ts';
import type { PortRange } from '../engine/sets/ports.ts';

/** `line` and `column` count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface DiagnosticView {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  readonly flag?: string; // F1 to F24 of docs/open-points.md
  readonly at?: Place;
}

export interface AssumptionView {
  readonly key: AssumptionKey;
  readonly value: string;
  readonly why: string;
  readonly source?: string; // who says so, where a profile set it
}

/** Why an answer is open or rests on more than the policies. */
export interface ReasonView {
  readonly flag: string;
  readonly assumption?: AssumptionKey;
  readonly why: string;
}

export interface Envelope<Kind extends string> {
  readonly apiVersion: 'firebreak/v1';
  readonly kind: Kind;
  readonly assumptions: readonly AssumptionView[];
  readonly diagnostics: readonly DiagnosticView[];
}

/** `kind` is 'Pod', a workload kind, the kind of an owner, or 'Namespace' (then without `namespace`). */
export interface ObjectView {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}
export interface IpBlockView {
  readonly kind: 'IPBlock';
  /** The minimal cover, IPv4 before IPv6, sorted. */
  readonly cidrs: readonly string[];
}
export type EndpointView = ObjectView | IpBlockView;

export type PortsView = 'all' | readonly PortRange[];

export interface FlowView {
  readonly from: EndpointView;
  readonly to: EndpointView;
  readonly ports: PortsView;
  readonly unknownPorts: PortsView;
  readonly because: readonly ReasonView[];
  readonly partialPorts: PortsView;
  /** The Services, Ingresses and routes that lead there, outermost first; [] directly. */
  readonly via: readonly ObjectView[];
}

export type Level = 'pod' | 'workload' | 'namespace';

export interface FlowList extends Envelope<'FlowList'> {
  readonly by: Level;
  readonly items: readonly FlowView[];
}

export interface ChangeView {
  readonly change: 'gained' | 'lost' | 'changed';
  readonly from: EndpointView;
  readonly to: EndpointView;
  readonly before: PortsView;
  readonly after: PortsView;
  readonly beforeUnknown: PortsView;
  readonly afterUnknown: PortsView;
  readonly beforePartial: PortsView;
  readonly afterPartial: PortsView;
  readonly cause: readonly { readonly policy: ObjectView; readonly at: Place }[];
}

export interface FlowDiff extends Envelope<'FlowDiff'> {
  readonly by: Level;
  readonly items: readonly ChangeView[];
  /**
   * Whether every pod and address answers alike on both sides, whatever the level of the list:
   * 'other-pods' where the two do not hold the same pods.
   */
  readonly equivalence: 'same' | 'different' | 'other-pods';
}

export interface VerdictView {
  readonly kind:
    | 'decided-by'
    | 'allowed-by'
    | 'isolated-by'
    | 'not-isolated'
    | 'not-enforced'
    | 'undecided'
    | 'no-common-family'
    | 'no-backend';
  readonly policies: readonly ObjectView[];
  /** The deciding rule's position in its list, where one decided. */
  readonly rule?: number;
  /** What a rule of a cluster-wide policy decided. */
  readonly action?: 'Accept' | 'Deny';
  readonly at?: Place;
  readonly why: string;
}

export interface StepView {
  readonly policy: ObjectView;
  readonly tier: 'Admin' | 'NetworkPolicy' | 'Baseline';
  readonly action?: 'Accept' | 'Deny' | 'Pass';
  readonly rule: number;
  /** 'may-match': it depends on a fact that is not known. */
  readonly outcome: 'matched' | 'may-match' | 'other-peer' | 'other-port';
  readonly why: string;
  readonly at: Place;
}

export interface SideView {
  readonly verdict: VerdictView;
  /** Where the asked ports meet different fates: each part with its own verdict, most interesting first. */
  readonly parts: readonly { readonly ports: PortsView; readonly verdict: VerdictView }[];
  readonly steps: readonly StepView[];
}

export interface PairView {
  readonly from: EndpointView;
  readonly to: EndpointView;
  readonly family: 'IPv4' | 'IPv6' | 'none';
  readonly answer: ReachAnswer['answer'];
  readonly ports: PortsView;
  readonly unknownPorts: PortsView;
}

export interface ReachAnswer extends Envelope<'ReachAnswer'> {
  readonly answer: 'yes' | 'no' | 'partly' | 'unknown';
  readonly from: EndpointView;
  readonly to: EndpointView;
  readonly protocol?: string; // beside TCP, UDP and SCTP, where there are no ports
  /** The ports asked about. */
  readonly asked: PortsView;
  readonly ports: PortsView;
  readonly unknownPorts: PortsView;
  readonly because: readonly ReasonView[];
  readonly egress: SideView;
  readonly ingress: SideView;
  readonly pairs: readonly PairView[];
  /** Of a Service: how many of its backends are reached on every asked port, may be, and are there. */
  readonly backends?: { readonly reached: number; readonly unknown: number; readonly of: number };
}

export interface ThingView {
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

export type Certainty = 'certain' | 'possible';

export interface AttackStepView {
  readonly id: string;
  readonly step: 'reach-pod' | 'reach-internet';
  readonly needs: readonly ThingView[];
  readonly to: ThingView;
  readonly certainty: Certainty;
  readonly because: string;
  readonly evidence: readonly { readonly object: ObjectView; readonly at: Place }[];
  readonly flow: { readonly from: EndpointView; readonly to: EndpointView; readonly ports: PortsView };
  readonly harderBy: readonly string[];
  readonly assumptions: readonly ReasonView[];
  readonly references: readonly string[];
  /** How many pods of one workload, or of one namespace, are reached alike, where this is told of the first of them. */
  readonly pods?: number;
}

export interface Totals {
  readonly pods: number;
  readonly namespaces: number;
  readonly nodes: number;
  readonly identities: number;
  readonly secrets: number;
  readonly volumes: number;
  readonly tenants: number;
  readonly cloudIdentities: number;
  readonly internet: boolean;
  readonly clusterAdmin: boolean;
}

export interface BlastRadius extends Envelope<'BlastRadius'> {
  readonly starts: readonly ThingView[];
  /** What this answer does not look at. */
  readonly partial: readonly string[];
  readonly reached: readonly {
    readonly what: ThingView;
    readonly certainty: Certainty;
    readonly hops: number;
    /** The ids of the steps that lead there, from a start. */
    readonly steps: readonly string[];
  }[];
  readonly steps: readonly AttackStepView[];
  readonly entryPoints: readonly [];
  readonly chokePoints: readonly { readonly what: ThingView; readonly cuts: number }[];
  readonly bestEdits: readonly [];
  readonly totals: { readonly certain: Totals; readonly possible: Totals };
}

/** Many starts, each by itself. */
export interface BlastRadii extends Envelope<'BlastRadii'> {
  readonly partial: readonly string[];
  readonly items: readonly {
    /** As asked. */
    readonly start: string;
    /** Which of the targets it reaches. */
    readonly reaches: readonly { readonly what: ThingView; readonly certainty: Certainty; readonly hops: number }[];
    readonly totals: BlastRadius['totals'];
  }[];
}

/** Zero counts are left out. */
export type Counts = Readonly<Partial<Record<string, number>>>;

export interface PolicyCostView {
  readonly policy: ObjectView;
  readonly state: {
    readonly busiestNode: Counts;
    readonly cluster: Counts;
    readonly scope: 'node-with-selected-pod' | 'every-node' | 'controller';
  };
  readonly marginal: { readonly busiestNode: Counts; readonly cluster: Counts };
  readonly firstPacket: {
    readonly deciding: Counts;
    readonly inTheWay: Counts;
    /** The most that one flow spends inside the policy; `deciding` and `inTheWay` are means over all flows. */
    readonly worst: Counts;
    readonly position: number;
    readonly of: number;
  };
  readonly established: Counts;
  readonly churn: readonly {
    readonly event: string;
    readonly nodes: number;
    readonly writesPerNode: number;
    readonly fullSync: boolean;
  }[];
  readonly estimates: {
    readonly firstPacket: { readonly unit: 'ns'; readonly low: number; readonly high: number };
    readonly state: { readonly unit: 'bytes'; readonly low: number; readonly high: number };
    readonly source: 'default' | 'calibrated';
  };
}

export type DataplaneName = 'calico-iptables' | 'cilium';

export interface PolicyCostList extends Envelope<'PolicyCostList'> {
  readonly placement: 'snapshot' | 'spread';
  readonly traffic: 'uniform' | 'file';
  readonly dataplanes: readonly {
    readonly dataplane: DataplaneName;
    readonly items: readonly PolicyCostView[];
    readonly totals: { readonly busiestNode: Counts; readonly cluster: Counts };
    readonly limits: readonly {
      readonly name: string;
      readonly value: number;
      readonly of: number;
      readonly policy?: ObjectView;
    }[];
  }[];
}

export interface PacketWalk extends Envelope<'PacketWalk'> {
  readonly dataplane: DataplaneName;
  readonly from: EndpointView;
  readonly to: EndpointView;
  readonly port: PortRange;
  readonly verdict: 'allowed' | 'denied' | 'unknown';
  readonly stages: readonly {
    readonly side: 'egress' | 'ingress';
    readonly stage: string;
    readonly policy?: ObjectView;
    readonly rule?: number;
    readonly matched: boolean;
    readonly operations: Counts;
  }[];
  readonly totals: { readonly firstPacket: Counts; readonly established: Counts; readonly reply: Counts };
}
