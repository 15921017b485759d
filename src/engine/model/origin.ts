// Where an object stands in the input. Line and column are worked out when an answer shows them.

export interface Origin {
  readonly file: string;
  /** The YAML document, or the whole JSON text: a range of the file, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Indices of `items` down to the object, where it stands in a List; [] else. */
  readonly items: readonly number[];
}
