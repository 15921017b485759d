// What a command is: how it is called, and what it does with a call.

import type { Command } from 'commander';
import type { ExitCode, Io } from './io.ts';
import type { Common, Parsed } from './options.ts';

export interface Invocation {
  /** What stands without a flag, in order. */
  readonly operands: readonly string[];
  readonly parsed: Parsed;
  readonly common: Common;
  readonly format: string;
}

export interface CommandModule {
  /** Arguments, own flags, description and examples. */
  readonly define: (command: Command) => void;
  readonly formats: readonly string[];
  readonly run: (invocation: Invocation, io: Io) => Promise<ExitCode>;
}
