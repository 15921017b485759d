// Where something begins to hold in a sorted list, by halving.

/** The first of `length` places at which it holds, given that it holds at all after it; `length` where it never does. */
export function firstPlace(length: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
