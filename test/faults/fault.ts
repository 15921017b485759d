// A fault: a small edit of the source that somebody could make, and that changes an answer.

export interface Edit {
  readonly name: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** What it gets wrong, as a reader of the API would say it. */
  readonly why: string;
}

export interface Fault extends Edit {
  /** The test files that should see it, the cheapest first. */
  readonly seenBy: readonly string[];
}
