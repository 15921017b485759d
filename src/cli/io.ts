// Everything the command line touches outside itself, passed in: so the whole of it runs in process,
// under a test or behind another program, and never ends that process.

import type { DiagnosticView } from '../session/answers.ts';

/** 0 yes or done, 1 no or a failed check, 2 bad usage or a name not found, 3 nothing read, 4 unknown, 5 partly, 130 Ctrl-C. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 130;

export interface Output {
  /** `false`: what was written has to go out first; then `drain` is told. */
  readonly write: (text: string) => unknown;
  readonly once?: (event: 'drain', told: () => void) => unknown;
  /** On a terminal there are colours and progress. */
  readonly isTTY?: boolean;
}

export type Listing =
  | { readonly kind: 'file'; readonly size?: number }
  /** The names in a directory, in any order, and its path without links: one for all ways that lead to it. */
  | { readonly kind: 'directory'; readonly names: readonly string[]; readonly real: string }
  | { readonly kind: 'missing'; readonly why: string }
  /** It is there, and cannot be looked into. */
  | { readonly kind: 'closed'; readonly why: string };

export interface Files {
  readonly list: (path: string) => Promise<Listing>;
  /** Rejects where the file cannot be read; the reason's message is shown. */
  readonly open: (path: string) => Promise<Uint8Array>;
  /** The same, bit by bit: large files need not be in memory. */
  readonly stream?: (path: string) => AsyncIterable<Uint8Array>;
}

export interface Io {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly files: Files;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The directory of the built page, for `serve`. */
  readonly page?: string;
  /** A signal that Ctrl-C aborts; asked for only by what can stop by itself: elsewhere Ctrl-C ends the process. */
  readonly interrupted?: () => AbortSignal;
  /** From here on Ctrl-C ends the process again. */
  readonly interruptible?: () => void;
}

/** Why a command could not answer: bad usage (2), nothing to read (3) or Ctrl-C (130). */
export interface Failure {
  readonly kind: 'failure';
  readonly code: 2 | 3 | 130;
  readonly message: string;
  /** What was wrong with the input, where that may be why. */
  readonly diagnostics: readonly DiagnosticView[];
}

export function badUsage(message: string): Failure {
  return { kind: 'failure', code: 2, message, diagnostics: [] };
}

export function nothingRead(message: string): Failure {
  return { kind: 'failure', code: 3, message, diagnostics: [] };
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'failure';
}

/** The reason of anything that was thrown, for people. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
