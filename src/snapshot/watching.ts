// Tells who waits for a reading how far it has come, and lets others work meanwhile: what runs beside it (a page's
// messages, Ctrl-C) is heard only when reading pauses.

import type { Watch } from './progress.ts';

export interface Watching {
  /** So many more bytes of the input were read. */
  readonly taken: (bytes: number) => void;
  /** So many more objects were decoded; pauses where it is time to. */
  readonly pause: (objects: number) => Promise<'go-on' | 'cancelled'>;
}

/** Milliseconds between two pauses: seldom enough to cost nothing, often enough to seem at once. */
const between = 40;

/** `size`: of the whole input, as it lies there. */
export function watching(size: number | 'unknown', { progress, cancelled }: Watch): Watching {
  let bytes = 0;
  let objects = 0;
  let paused = performance.now();
  return {
    taken: (more) => {
      bytes += more;
    },
    pause: async (more) => {
      objects += more;
      if (cancelled?.() === true) return 'cancelled';
      if ((progress === undefined && cancelled === undefined) || performance.now() - paused < between) return 'go-on';
      progress?.({ bytes, of: size, objects });
      await new Promise((resume) => setTimeout(resume, 0));
      paused = performance.now();
      return cancelled?.() === true ? 'cancelled' : 'go-on';
    },
  };
}
