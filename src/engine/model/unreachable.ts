/** Closes a switch over a union: a new variant is then a compile error, and a broken value throws with itself. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
