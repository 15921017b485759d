// The flows of some namespaces of a large cluster: their own ends one by one, those of other namespaces as the namespace,
// and namespaces that fare alike with one end as one end together. Nothing is left out, so what is told stays true; it
// is only told of more at once.

import { everyFlow } from '../../engine/answer/flow-scope.ts';
import { flows } from '../../engine/answer/flows.ts';
import { reaches } from '../../engine/answer/tally.ts';
import { type Unit, unitOf } from '../../engine/answer/units.ts';
import type { Pod } from '../../engine/model/cluster.ts';
import type { EndpointView, FlowList, FlowView } from '../answers.ts';
import type { Held } from '../held.ts';
import { missingNamespace, refusal } from '../names.ts';
import { envelope } from '../present/envelope.ts';
import { flowView, inNamespaces } from '../present/flows.ts';
import type { FlowFilter, Refusal } from '../questions.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function foldedFlowsReply(held: Held, { by, namespaces }: FlowFilter): Promise<FlowList | Refusal> {
  const { cluster, compiled } = held.now;
  const missing = missingNamespace(namespaces, [cluster]);
  if (missing !== 'none') return missing;
  if (namespaces.length === 0) return refusal('bad-question', 'flows are folded for namespaces: name one');
  const near = new Set(namespaces);
  const told = (pod: Pod) => unitOf(pod, near.has(pod.namespace.name) ? by : 'namespace');
  const isNear = (unit: Unit) => inNamespaces(unit, namespaces);
  const items = flows(compiled(), told, { ...everyFlow, near: isNear }).filter(reaches);
  const reasons = items.flatMap(({ because }) => because);
  return {
    ...envelope('FlowList', reasons, cluster.assumptions, await diagnosticsOf(held.now)),
    by,
    items: folded(items.map(flowView), near, cluster.namespaces.length - near.size),
  };
}

/** Up to so many namespaces stay apart, since three rows say more than one that must be opened. */
const fewEnough = 3;

interface Alike {
  readonly far: 'from' | 'to';
  readonly flow: FlowView;
  readonly names: string[];
}

export function folded(flows: readonly FlowView[], near: ReadonlySet<string>, others: number): readonly FlowView[] {
  const groups = new Map<string, Alike>();
  const single: FlowView[] = [];
  for (const flow of flows) {
    const far = isFar(flow.from, near) ? 'from' : isFar(flow.to, near) ? 'to' : 'neither';
    if (far === 'neither') {
      single.push(flow);
      continue;
    }
    const { ports, unknownPorts, partialPorts, because } = flow;
    const end = far === 'from' ? flow.to : flow.from;
    const key = JSON.stringify([far, end, ports, unknownPorts, partialPorts, because]);
    const alike = groups.get(key) ?? { far, flow, names: [] };
    groups.set(key, alike);
    alike.names.push(nameOf(far === 'from' ? flow.from : flow.to));
  }
  const names = namer(others);
  return [...single, ...[...groups.values()].flatMap((alike) => rowsOf(alike, names))];
}

function rowsOf({ far, flow, names }: Alike, nameOf: (names: readonly string[]) => string): readonly FlowView[] {
  const row = (end: EndpointView): FlowView => (far === 'from' ? { ...flow, from: end } : { ...flow, to: end });
  if (names.length <= fewEnough) return names.map((name) => row({ kind: 'Namespace', name }));
  return [row({ kind: 'Namespaces', name: nameOf(names) })];
}

/** Sets of namespaces by name: the same set has one name, and no two sets have the same. */
function namer(others: number): (names: readonly string[]) => string {
  const taken = new Map<string, string>();
  return (names) => {
    const all = names.toSorted();
    const set = all.join(' ');
    for (let told = 1; ; told++) {
      const name = all.length === others ? `all ${counted(others)} other namespaces` : textOf(all, told);
      const owner = taken.get(name);
      if (owner !== undefined && owner !== set && told < all.length) continue;
      taken.set(name, set);
      return name;
    }
  };
}

function textOf(names: readonly string[], told: number): string {
  const left = names.length - told;
  const first = names.slice(0, told).join(', ');
  return left === 0 ? first : `${first} and ${counted(left)} more namespaces`;
}

function counted(count: number): string {
  return count.toLocaleString('en');
}

function isFar(end: EndpointView, near: ReadonlySet<string>): boolean {
  return 'kind' in end && end.kind === 'Namespace' && 'name' in end && !near.has(end.name);
}

function nameOf(end: EndpointView): string {
  return 'name' in end ? end.name : '';
}
