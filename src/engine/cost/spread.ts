// State by node, folded into what is shown: the busiest node and the sum over all nodes.

import { type State, type StateName, type StateSpread, states } from './model.ts';

/** Most of `by` first, then of the next name; equal nodes stand in the order of the placement. */
export function spread(
  perNode: ReadonlyMap<number, State>,
  names: readonly string[],
  by: readonly StateName[],
): StateSpread {
  let busiest: number | undefined;
  for (const node of [...perNode.keys()].sort((a, b) => a - b)) {
    if (busiest === undefined || isBusier(perNode.get(node), perNode.get(busiest), by)) busiest = node;
  }
  if (busiest === undefined) return nowhere;
  return {
    node: names[busiest] ?? 'none',
    busiestNode: perNode.get(busiest) ?? states.none,
    cluster: states.sum([...perNode.values()]),
  };
}

const nowhere: StateSpread = { node: 'none', busiestNode: states.none, cluster: states.none };

/** The same with the node chosen beforehand, so that two vectors speak of one node. */
export function onNode(perNode: ReadonlyMap<number, State>, names: readonly string[], node: string): StateSpread {
  return {
    node,
    busiestNode: perNode.get(names.indexOf(node)) ?? states.none,
    cluster: states.sum([...perNode.values()]),
  };
}

function isBusier(a: State | undefined, b: State | undefined, by: readonly StateName[]): boolean {
  for (const name of by) {
    const more = (a?.[name] ?? 0) - (b?.[name] ?? 0);
    if (more !== 0) return more > 0;
  }
  return false;
}
