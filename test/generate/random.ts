// Numbers that look random and are the same for the same seed (mulberry32), and what is drawn with them.
export interface Random {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of the values, each as likely as its weight says. */
  readonly weighted: <T>(options: readonly (readonly [weight: number, value: T])[]) => T;
  /** This many hexadecimal digits. */
  readonly hex: (digits: number) => string;
  /** This many letters as Kubernetes adds them to names: no vowels, so that they spell nothing. */
  readonly suffix: (letters: number) => string;
}

const safe = 'bcdfghjklmnpqrstvwxz2456789';

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: (list) => chosen(list, Math.floor(next() * list.length)),
    weighted: (options) => {
      let left = next() * options.reduce((sum, [weight]) => sum + weight, 0);
      const found = options.findIndex(([weight]) => {
        left -= weight;
        return left < 0;
      });
      return chosen(options, found < 0 ? options.length - 1 : found)[1];
    },
    hex: (digits) => {
      let text = '';
      while (text.length < digits)
        text += Math.floor(next() * 2 ** 32)
          .toString(16)
          .padStart(8, '0');
      return text.slice(0, digits);
    },
    suffix: (letters) => Array.from({ length: letters }, () => safe[between(0, safe.length - 1)]).join(''),
  };
}

function chosen<T>(list: readonly T[], position: number): T {
  if (list.length === 0) throw new Error('nothing to pick from');
  return list[position] as T;
}
