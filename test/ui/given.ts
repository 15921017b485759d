// Small states and answers for the tests of the page: as the wire gives them, without a session behind.

import { defaultAssumptions } from '../../src/engine/model/assumptions.ts';
import type { FlowList, FlowView, ObjectView } from '../../src/session/answers.ts';
import type { Inventory, PolicyView } from '../../src/session/questions.ts';
import { reduce } from '../../src/ui/reduce.ts';
import { type AppState, type Event, firstState } from '../../src/ui/state.ts';

export const web: ObjectView = { kind: 'Deployment', namespace: 'shop', name: 'web' };
export const db: ObjectView = { kind: 'StatefulSet', namespace: 'shop', name: 'db' };
export const policyText = 'kind: NetworkPolicy\nmetadata: { name: deny, namespace: shop }\n';

export const policy: PolicyView = {
  policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'deny' },
  at: { file: 'cluster.yaml', line: 1, column: 1 },
  text: policyText,
  state: 'as-loaded',
  isolates: { ingress: true, egress: false },
  selects: 2,
  subjects: [web],
};

export const digest = 'ab'.repeat(32);

export function inventory(changes: Partial<Inventory> = {}): Inventory {
  return {
    kind: 'Inventory',
    digest,
    files: [{ file: 'cluster.yaml', bytes: 100, objects: 3 }],
    counts: { pods: 3, workloads: 2, namespaces: 1, policies: 1 },
    namespaces: [{ name: 'shop', given: true, labels: {} }],
    workloads: [],
    policies: [policy],
    assumptions: defaultAssumptions,
    diagnostics: [],
    ...changes,
  };
}

export function flow(changes: Partial<FlowView> = {}): FlowView {
  const ports = [{ protocol: 'TCP', from: 5432, to: 5432 }] as const;
  return { from: web, to: db, ports, unknownPorts: [], because: [], partialPorts: [], via: [], ...changes };
}

export function flowList(...items: readonly FlowView[]): FlowList {
  return { apiVersion: 'firebreak/v1', kind: 'FlowList', assumptions: [], diagnostics: [], by: 'workload', items };
}

export const loaded: Event = { kind: 'load-ended', title: 'cluster.yaml', scenario: '', inventory: inventory() };

export function stateAfter(...events: readonly Event[]): AppState {
  return events.reduce(reduce, firstState);
}
