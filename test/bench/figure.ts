// What a benchmark prints: one figure, on what it was measured, and how large it may be.
import type { Profile } from '../generate/cluster.ts';

export interface Figure {
  readonly name: string;
  /** What it was measured on: a profile of generated cluster, or something small of its own. */
  readonly profile: Profile | 'small';
  readonly pods: number;
  readonly policies: number;
  readonly value: number;
  readonly unit: string;
  /** It should be at most this; of `answers`, at least. */
  readonly bar?: number;
  readonly aim?: number;
}

export type Mark = Pick<Figure, 'bar' | 'aim'>;

export function asJson(figure: Figure): string {
  return JSON.stringify({ ...figure, value: Number(figure.value.toPrecision(4)) });
}

export function asText(figure: Figure): string {
  const { name, profile, pods, policies, value, unit } = figure;
  const size = `${profile}, ${pods} pods, ${policies} policies`;
  const number = Number(value.toPrecision(3)).toString();
  return `${name.padEnd(18)} ${number.padStart(9)} ${unit.padEnd(16)} ${verdict(figure).padEnd(30)} ${size}`.trimEnd();
}

function verdict({ name, value, bar, aim }: Figure): string {
  if (bar === undefined) return '';
  const meets = (mark: number) => (name === 'answers' ? value >= mark : value <= mark);
  const marks = aim === undefined ? `bar ${bar}` : `bar ${bar}, aim ${aim}`;
  if (!meets(bar)) return `${marks}: not met`;
  return aim === undefined || !meets(aim) ? `${marks}: met` : `${marks}: aim met`;
}
