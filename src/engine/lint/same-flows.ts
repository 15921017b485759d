// Whether every flow is the same without a policy. Only classes that the policy selects can answer otherwise, and what
// the other end closes anyway nobody can tell apart. Where that is not plain, the answer is 'different'.

import { standsForSeveral } from '../answer/units.ts';
import type { ReachIds } from '../compile/answer-table.ts';
import type { Compiled, CompiledFamily } from '../compile/compile.ts';
import { rowDifference } from '../compile/row-difference.ts';
import { answerAt, type Opened, type Row } from '../compile/rows.ts';
import { type Direction, directions } from '../model/policy.ts';
import { selectorHolds } from '../model/select.ts';
import { type Bitset, bitsetRange, bitsOf, emptyBitset, unionAllBits } from '../sets/bitset.ts';
import type { Standing, Standings } from './standing.ts';

/** 'rows': each side by itself is the same. 'flows': only both sides together are. */
export type Sameness = 'rows' | 'flows' | 'different';

export interface Compared {
  readonly compiled: Compiled;
  readonly standings: Standings;
  /** What the compiled form stands for, and what is left of it: one for each family. */
  readonly before: readonly Standing[];
  readonly after: readonly Standing[];
}

/** `touched`: the classes, by family, that what was taken away last may select. */
export function sameness(compared: Compared, touched: readonly Bitset[]): Sameness {
  let worst: Sameness = 'rows';
  for (const [f, family] of compared.compiled.families.entries()) {
    for (const a of bitsOf(touched[f] ?? emptyBitset)) {
      for (const direction of directions) {
        const same = sameRow(compared, f, family, direction, a);
        if (same === 'different') return same;
        if (same === 'flows') worst = same;
      }
    }
  }
  return worst;
}

function sameRow(compared: Compared, f: number, family: CompiledFamily, direction: Direction, a: number): Sameness {
  const [was, is] = rowsOf(compared, f, family, direction, a);
  if (was === is) return 'rows';
  if (was === undefined || is === undefined) return 'rows';
  if (differing(was.lifted, is.lifted, family).some((b) => meetsItsNode(compared.compiled, family, b)))
    return 'different';
  let worst: Sameness = 'rows';
  // The outside comes last among the classes, and no policy of its own closes it.
  for (const b of differing(was, is, family).toReversed()) {
    if (a === b && isAlone(compared.compiled, family, a)) continue;
    if (isHost(family, b) || !sameBothWays(compared, f, family, direction, a, b)) return 'different';
    worst = 'flows';
  }
  return worst;
}

function rowsOf(
  { standings, before, after }: Compared,
  f: number,
  family: CompiledFamily,
  direction: Direction,
  i: number,
) {
  return [before[f], after[f]].map((standing) =>
    standing === undefined ? undefined : standings.rowAt(standing, family, direction, i),
  );
}

/** The classes for which the two say something else, ascending. */
function differing(was: Opened, is: Opened, { classes }: CompiledFamily): readonly number[] {
  const everyone = bitsetRange(0, classes.list.length);
  return bitsOf(unionAllBits(rowDifference(was, is, everyone, 'anyone').map(({ peers }) => peers)));
}

function sameBothWays(
  compared: Compared,
  f: number,
  family: CompiledFamily,
  direction: Direction,
  a: number,
  b: number,
): boolean {
  const { ports } = compared.compiled;
  const opposite = direction === 'egress' ? 'ingress' : 'egress';
  const [own, other] = [rowsOf(compared, f, family, direction, a), rowsOf(compared, f, family, opposite, b)];
  const [was, is] = [0, 1].map((i) => {
    const [x, y] = [answerIn(own[i], b), answerIn(other[i], a)];
    const both = (part: 'allowed' | 'possible') => ports.intersect(x?.[part] ?? ports.none, y?.[part] ?? ports.none);
    return `${both('allowed')} ${both('possible')}`;
  });
  return was === is;
}

function answerIn(row: Row | undefined, b: number): ReachIds | undefined {
  return row === undefined ? undefined : answerAt(row, b);
}

/** A pod to itself is never judged, but through a Service (R86). */
function isAlone({ cluster: { services } }: Compiled, { classes }: CompiledFamily, a: number): boolean {
  const [pod, ...more] = classes.list[a]?.pods ?? [];
  if (pod === undefined || more.length > 0 || pod.kind !== 'Pod' || standsForSeveral(pod)) return false;
  return services.every(
    ({ namespace, backends }) =>
      backends.kind === 'selected' &&
      (namespace !== pod.namespace.name || selectorHolds(backends.selector, pod.labels) === 'no'),
  );
}

/** What is, or may be, the node of a pod: between them the NetworkPolicy tier is lifted (R80). */
function meetsItsNode({ cluster }: Compiled, family: CompiledFamily, b: number): boolean {
  return isHost(family, b) || (b >= family.classes.firstExternal && cluster.nodes.length > 0);
}

function isHost({ classes }: CompiledFamily, b: number): boolean {
  return classes.list[b]?.pods.some(({ network }) => network === 'host') ?? false;
}
