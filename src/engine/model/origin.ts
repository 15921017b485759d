// Where an object stands in the input. Line and column are worked out when an answer shows them.

export interface Origin {
  readonly file: string;
  /**
   * The YAML document, the whole JSON text, or of a long file the item of a list: a range of the file, in UTF-16 units.
   * Of objects of one file, one that stands before another starts no later.
   */
  readonly start: number;
  readonly end: number;
  /** Indices of `items` down to the object, where it stands in a List; [] else. */
  readonly items: readonly number[];
}
