// A law: a sentence that holds for every generated case. Vitest tries a few cases of each (laws.test.ts), and
// `npm run test:laws -- --runs N` as many as one likes (run.ts); both read the list in laws.ts.
// A law also says what mix of cases it needs, since a property over cases that are all alike proves nothing.
import fc from 'fast-check';

/** How many of the things looked at were of each sort. */
export type Mix = ReadonlyMap<string, number>;
/** The least and the most that a sort may be of all that was counted, between 0 and 1. */
export type Shares = Readonly<Record<string, readonly [least: number, most: number]>>;

export interface Law {
  readonly name: string;
  /** How many cases the test suite tries. */
  readonly few: number;
  /** Throws with the shrunk case where one breaks the law, or where the mix is not what the law needs. */
  readonly run: (runs: number, seed: number) => Mix;
}

export type CaseOf<Cases> = Cases extends fc.Arbitrary<infer Case> ? Case : never;

export interface LawOptions<Case> {
  readonly few?: number;
  readonly shares?: Shares;
  /** A case as text that can be pasted into a scenario. */
  readonly show?: (example: Case) => string;
}

/** `holds` throws where the law is broken, and counts what it looked at. */
export function law<Case>(
  name: string,
  cases: fc.Arbitrary<Case>,
  holds: (example: Case, count: (sort: string) => void) => void,
  { few = 100, shares = {}, show = fc.stringify }: LawOptions<Case> = {},
): Law {
  const run = (runs: number, seed: number): Mix => {
    const mix = new Map<string, number>();
    const count = (sort: string) => mix.set(sort, (mix.get(sort) ?? 0) + 1);
    const outcome = fc.check(
      fc.property(cases, (example) => {
        holds(example, count);
      }),
      { numRuns: runs, seed },
    );
    if (outcome.failed) throw new Error(failure(name, outcome, show), { cause: outcome.errorInstance });
    checkShares(name, mix, shares);
    return mix;
  };
  return { name, few, run };
}

function failure<Case>(name: string, outcome: fc.RunDetails<[Case]>, show: (example: Case) => string): string {
  const example = outcome.counterexample;
  const shown = example === null ? 'no case could be made' : show(example[0]);
  return `${name}: broken with --seed ${outcome.seed} by\n${shown}\n${String(outcome.errorInstance)}`;
}

function checkShares(name: string, mix: Mix, shares: Shares): void {
  let all = 0;
  for (const count of mix.values()) all += count;
  for (const [sort, [least, most]] of Object.entries(shares)) {
    const share = (mix.get(sort) ?? 0) / all;
    if (share >= least && share <= most) continue;
    throw new Error(`${name}: idle, since \`${sort}\` is ${share.toFixed(3)} of the cases, not ${least} to ${most}`);
  }
}
