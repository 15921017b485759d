// What somebody at a terminal sees while a large input is read: one line on stderr, gone when it is read. Ctrl-C then
// ends the reading, and not the process in the middle of a line.

import type { InputFile, ReadProgress } from '../../session/questions.ts';
import type { Io } from '../io.ts';

export interface ReadingWatch {
  readonly reading: {
    readonly progress?: (progress: ReadProgress) => void;
    readonly cancelled?: () => boolean;
  };
  readonly end: () => void;
}

export function watchReading(sources: readonly InputFile[], { stderr, interrupted, interruptible }: Io): ReadingWatch {
  if (stderr.isTTY !== true || !sources.some(isLarge)) return { reading: {}, end: () => undefined };
  const signal = interrupted?.();
  let isShown = false;
  return {
    reading: {
      progress: (progress) => {
        stderr.write(`\r${lineOf(progress)}${clearRest}`);
        isShown = true;
      },
      cancelled: () => signal?.aborted === true,
    },
    end: () => {
      if (isShown) stderr.write(`\r${clearRest}`);
      interruptible?.();
    },
  };
}

/** ANSI: what stands behind the cursor on its line goes. */
const clearRest = '\x1b[K';

/** In bytes. */
const large = 2 ** 23;

function isLarge({ content }: InputFile): boolean {
  const isStream = typeof content !== 'string' && !(content instanceof Uint8Array) && !(content instanceof Blob);
  if (isStream) return true;
  return content instanceof Blob ? content.size > large : content.length > large;
}

function lineOf({ bytes, of, objects }: ReadProgress): string {
  const read = of === 'unknown' ? megabytes(bytes) : `${megabytes(bytes)} of ${megabytes(of)}`;
  return `reading ${read}, ${objects.toLocaleString('en')} objects`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
