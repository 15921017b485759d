// The public surface of the engine, and the only barrel. A `Cluster` comes from the snapshot room, or from
// one's own code; every function here is total: it returns for every cluster, and never throws or waits.

export { type Change, changes } from './answer/changes.ts';
export { explain, type Flow, type Trace } from './answer/explain.ts';
export { flows } from './answer/flows.ts';
export { isolation } from './answer/isolation.ts';
export type { Part } from './answer/outcomes.ts';
export { type Explained, type Reach, reach } from './answer/reach.ts';
export { reachable } from './answer/reachable.ts';
export type { Step } from './answer/rule-steps.ts';
export type { FlowItem } from './answer/tally.ts';
export type { Level, Unit } from './answer/units.ts';
export { decision, type Verdict } from './answer/verdict.ts';
export type { Compiled } from './compile/compile.ts';
export { compile } from './compile/recompile.ts';
export { defaultCoefficients } from './cost/coefficients.ts';
export { type PolicyCosts, packetWalk, policyCosts } from './cost/policy-cost.ts';
export { codeText, type LintCode, lintCodes, type Severity } from './lint/codes.ts';
export type { Finding, LintEdit, Mend } from './lint/finding.ts';
export { lint } from './lint/lint.ts';
export {
  type AssumptionKey,
  type Assumptions,
  assumptionValues,
  defaultAssumptions,
  type Reason,
} from './model/assumptions.ts';
export type { Cluster, Endpoint, Namespace, Pod, Workload } from './model/cluster.ts';
export type { LabelSelector, LabelSet, Requirement } from './model/labels.ts';
export type { Origin } from './model/origin.ts';
export type { AllowRule, Direction, IpBlock, NetworkPolicy, Peer, PodScope, PortMatch } from './model/policy.ts';
export type { Address, AddressSet, Cidr, Family } from './sets/addresses.ts';
export { cidrAddresses, singleAddress } from './sets/addresses.ts';
export { cidrCover } from './sets/cidrs.ts';
export { everyPort, type PortRange, type PortSet, type Protocol, portRange, portRanges } from './sets/ports.ts';
export type { Ternary } from './sets/ternary.ts';
