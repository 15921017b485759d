// Policies as areas: namespace > policy, each as large as its count. The order is by name, never by size, so that a
// change of counts bends areas and does not shuffle them. Policies without a count are counted in their namespace.

import { hierarchy, treemap, treemapBinary } from 'd3';
import type { ObjectView, PolicyCostView } from '../session/answers.ts';
import { thingKey } from './ends.ts';
import { grouped } from './grouped.ts';
import type { Rect } from './rect.ts';

export interface CostCell extends Rect {
  readonly policy: ObjectView;
  readonly key: string;
  readonly value: number;
  /** Of the whole, from 0 to 1. */
  readonly share: number;
}

export interface CostGroup extends Rect {
  readonly namespace: string;
  readonly value: number;
  readonly cells: readonly CostCell[];
  readonly without: number;
}

export interface CostMap {
  readonly groups: readonly CostGroup[];
  readonly total: number;
  /** Namespaces none of whose policies has a count, with how many they are. */
  readonly without: number;
}

interface Node {
  readonly key: string;
  readonly value: number;
  readonly children: readonly Node[];
}

const head = 24;

export function costMapOf(
  items: readonly PolicyCostView[],
  measure: (item: PolicyCostView) => number,
  size: { readonly width: number; readonly height: number },
): CostMap {
  const sorted = [...items].sort((a, b) => compare(a.policy, b.policy));
  const namespaces = [...grouped(sorted, ({ policy }) => policy.namespace ?? '')];
  const root: Node = {
    key: '',
    value: 0,
    children: namespaces.map(([namespace, group]) => ({
      key: namespace,
      value: 0,
      children: group
        .map((item) => ({ key: thingKey(item.policy), value: Math.max(0, measure(item)), children: [] }))
        .filter(({ value }) => value > 0),
    })),
  };
  const counted: Node = { ...root, children: root.children.filter(({ children }) => children.length > 0) };
  const laid = treemap<Node>()
    .size([size.width, size.height])
    .tile(treemapBinary)
    .paddingOuter(6)
    .paddingTop(head)
    .paddingInner(3)
    .round(false)(hierarchy(counted).sum(({ value }) => value));
  const total = laid.value ?? 0;
  const policies = new Map(sorted.map((item) => [thingKey(item.policy), item.policy]));
  const groups = (laid.children ?? []).map((group) => ({
    namespace: group.data.key,
    ...rectOf(group),
    value: group.value ?? 0,
    without: (namespaces.find(([name]) => name === group.data.key)?.[1].length ?? 0) - (group.children?.length ?? 0),
    cells: (group.children ?? []).flatMap((cell) => {
      const policy = policies.get(cell.data.key);
      const value = cell.value ?? 0;
      return policy === undefined ? [] : [{ policy, key: cell.data.key, ...rectOf(cell), value, share: value / total }];
    }),
  }));
  const shown = new Set(groups.map(({ namespace }) => namespace));
  const without = namespaces.filter(([name]) => !shown.has(name)).reduce((sum, [, group]) => sum + group.length, 0);
  return { groups, total, without };
}

function rectOf({ x0, y0, x1, y1 }: { x0: number; y0: number; x1: number; y1: number }): Rect {
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

function compare(a: ObjectView, b: ObjectView): number {
  const [one, other] = [a, b].map((p) => [p.namespace ?? '', p.name, p.kind].join('\u0000'));
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
