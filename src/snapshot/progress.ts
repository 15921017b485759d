// How far reading has come. Who reads something large tells it now and then, and may be told to stop.

export interface Progress {
  /** Of the input as it lies there: before unzipping. */
  readonly bytes: number;
  readonly of: number | 'unknown';
  readonly objects: number;
}

/** What somebody who waits for a reading may bring: both are asked about between items. */
export interface Watch {
  readonly progress?: (progress: Progress) => void;
  readonly cancelled?: () => boolean;
}
