// The rows of every class while policies are taken away one by one: only classes that a policy selects get another row,
// made of the signature that is left. Numbers of classes and port sets stay those of the compiled form.

import type { CompiledFamily } from '../compile/compile.ts';
import { rowOf } from '../compile/direction-table.ts';
import type { Row, Signature } from '../compile/rows.ts';
import { skips } from '../compile/signatures.ts';
import { type Direction, directions, type Policy } from '../model/policy.ts';
import { bitsOf, emptyBitset } from '../sets/bitset.ts';
import { portNames } from './cells.ts';
import type { Look } from './look.ts';

type ByDirection<T> = Readonly<Record<Direction, T>>;

/** Of one family: by class, what is left of its signature, and its row. */
export interface Standing {
  readonly signatures: ByDirection<ReadonlyMap<number, Signature | 'open'>>;
  readonly rows: ByDirection<ReadonlyMap<number, Row>>;
}

export interface Standings {
  /** Nothing is taken away yet. */
  readonly asCompiled: readonly Standing[];
  readonly without: (standing: readonly Standing[], policy: Policy) => readonly Standing[];
  readonly rowAt: (standing: Standing, family: CompiledFamily, direction: Direction, i: number) => Row | undefined;
}

export function standingsIn(look: Look): Standings {
  const { compiled } = look;
  const remembered = new Map<string, Row>();
  const numbers = new Map<Policy, number>(look.policies.map((policy, i) => [policy, i]));

  function rowFor(f: number, direction: Direction, i: number, signature: Signature | 'open'): Row | undefined {
    const family = compiled.families[f];
    const subject = family?.classes.list[i]?.representative;
    if (family === undefined || subject === undefined) return undefined;
    const { maker } = family;
    if (signature === 'open') return maker.openRow;
    const key = `${f} ${direction} ${signatureKey(signature, numbers)} ${portNames(subject)}`;
    const row = remembered.get(key) ?? maker.row(direction, signature, subject);
    remembered.set(key, row);
    return row;
  }

  function without(standing: readonly Standing[], policy: Policy): readonly Standing[] {
    return standing.map((each, f) => {
      const touched = bitsOf(look.subject(policy)[f]?.possible ?? emptyBitset);
      const now = (direction: Direction, i: number) =>
        each.signatures[direction].get(i) ?? compiledSignature(compiled.families[f], direction, i);
      const signatures = { egress: new Map(each.signatures.egress), ingress: new Map(each.signatures.ingress) };
      for (const direction of directions) {
        for (const i of touched) signatures[direction].set(i, lessened(now(direction, i), policy));
      }
      const rows = { egress: new Map(each.rows.egress), ingress: new Map(each.rows.ingress) };
      for (const direction of directions) {
        const other = direction === 'egress' ? 'ingress' : 'egress';
        for (const i of touched) {
          const left = skipping(
            signatures[direction].get(i) ?? 'open',
            signatures[other].get(i) ?? 'open',
            direction,
            look,
          );
          signatures[direction].set(i, left);
          const row = rowFor(f, direction, i, left);
          if (row !== undefined) rows[direction].set(i, row);
        }
      }
      return { signatures, rows };
    });
  }

  return { asCompiled: compiled.families.map(() => untouched), without, rowAt };
}

const untouched: Standing = {
  signatures: { egress: new Map(), ingress: new Map() },
  rows: { egress: new Map(), ingress: new Map() },
};

function rowAt({ rows }: Standing, family: CompiledFamily, direction: Direction, i: number): Row | undefined {
  const table = family[direction];
  return rows[direction].get(i) ?? rowOf(table, i);
}

function compiledSignature(family: CompiledFamily | undefined, direction: Direction, i: number): Signature | 'open' {
  if (family === undefined) return 'open';
  const { signature, signatureOf } = family[direction];
  return signature(signatureOf[i] ?? 0);
}

function lessened(signature: Signature | 'open', gone: Policy): Signature | 'open' {
  if (signature === 'open') return signature;
  const admin = signature.admin.filter(({ policy }) => policy !== gone);
  const baseline = signature.baseline.filter(({ policy }) => policy !== gone);
  const certain = signature.certain.filter((policy) => policy !== gone);
  const perhaps = signature.perhaps.filter((policy) => policy !== gone);
  const judged = admin.length + baseline.length + certain.length + perhaps.length > 0;
  if (!judged && signature.foreign === 'nothing') return 'open';
  return { ...signature, admin, baseline, certain, perhaps };
}

/** Whether the Baseline tier is skipped hangs on the policies of the other direction only (005 rule 18). */
function skipping(
  own: Signature | 'open',
  other: Signature | 'open',
  direction: Direction,
  { cluster }: Look,
): Signature | 'open' {
  if (own === 'open' || own.skipsBaseline === 'no' || other === 'open') {
    return own === 'open' || own.skipsBaseline === 'no' ? own : { ...own, skipsBaseline: 'no' };
  }
  const sure = other.certain.some((policy) => policy[direction] === 'open');
  const may = sure || other.perhaps.some((policy) => policy[direction] === 'open');
  const selected = sure ? 'yes' : may ? 'unknown' : 'no';
  return { ...own, skipsBaseline: own.baseline.length === 0 ? 'no' : skips(selected, cluster.assumptions) };
}

function signatureKey(signature: Signature, numbers: ReadonlyMap<Policy, number>): string {
  const { admin, certain, perhaps, baseline, skipsBaseline, foreign } = signature;
  const tier = (selecting: Signature['admin']) => selecting.map((each) => `${numbers.get(each.policy)}${each.selects}`);
  const lists = [
    tier(admin),
    certain.map((each) => numbers.get(each)),
    perhaps.map((each) => numbers.get(each)),
    tier(baseline),
  ];
  return `${lists.map((list) => list.join(' ')).join('|')} ${skipsBaseline} ${foreign}`;
}
