// Strong Kleene logic. 'unknown' is an answer: what no fact of the input decides stays open all the
// way up, and whoever reads the answer sees it (docs/decisions/002-three-values.md).

export type Ternary = 'yes' | 'no' | 'unknown';

export function not(a: Ternary): Ternary {
  return a === 'unknown' ? 'unknown' : a === 'yes' ? 'no' : 'yes';
}

export function and(a: Ternary, b: Ternary): Ternary {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'unknown';
}

export function or(a: Ternary, b: Ternary): Ternary {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'no' && b === 'no' ? 'no' : 'unknown';
}

export function ternary(holds: boolean): Ternary {
  return holds ? 'yes' : 'no';
}
