// Snapshot → Cluster: which pods there are, what they belong to, and what of them is not known
// (docs/decisions/002-three-values.md, rules 3, 7, 8, 10 and 11). What an assembling was made of is handed on to the next,
// so that after a few edits only what they touch is assembled (007 point 8); the result is the same without it.

import type { Assumptions } from '../engine/model/assumptions.ts';
import type { Cluster } from '../engine/model/cluster.ts';
import { assembleAnew } from './assemble-anew.ts';
import { type Assembly, diagnosticsOf } from './assembly.ts';
import { changesBetween } from './changes.ts';
import type { Diagnostic } from './diagnostic.ts';
import { reassemble } from './reassemble.ts';
import type { Snapshot } from './snapshot.ts';

export interface Assembled {
  readonly cluster: Cluster;
  /** Put together when asked for: there may be tens of thousands. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** For the next one. A weak map would keep all that came of many edits until the whole heap is swept. */
  readonly assembly: Assembly;
}

/** `previous` only saves work: what did not change is then the identical value. */
export function assemble(snapshot: Snapshot, assumptions: Assumptions, previous?: Assembled): Assembled {
  const before = previous?.assembly;
  const assembly = again(snapshot, assumptions, before) ?? assembleAnew(snapshot, assumptions, before);
  return { cluster: assembly.cluster, diagnostics: () => diagnosticsOf(assembly), assembly };
}

/** undefined where nothing of before helps. */
function again(snapshot: Snapshot, assumptions: Assumptions, before: Assembly | undefined): Assembly | undefined {
  if (before?.cluster.assumptions !== assumptions || before.snapshot.mode !== snapshot.mode) return undefined;
  const changes = changesBetween(before.snapshot.objects, snapshot.objects);
  const assembly = changes === 'too-many' ? 'anew' : reassemble(before, snapshot, changes);
  return assembly === 'anew' ? undefined : assembly;
}
