// Every command: what it answers, in a line, and where it lives. A command's module is loaded only
// when it is asked for, so that a small question answers at once.

import type { CommandModule } from './command.ts';

export interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

export const catalogue: readonly Entry[] = [
  {
    name: 'flows',
    summary: 'every allowed flow',
    load: async () => (await import('./commands/flows.ts')).flows,
  },
  {
    name: 'can-reach',
    summary: 'whether one end can reach another, and which rules decide',
    load: async () => (await import('./commands/can-reach.ts')).canReach,
  },
  {
    name: 'diff',
    summary: 'flows gained, lost and changed between two inputs',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  {
    name: 'exposure',
    summary: "what workloads accept and could reach, from pods that don't exist yet too",
    load: async () => (await import('./commands/exposure.ts')).exposure,
  },
  {
    name: 'compare-profiles',
    summary: 'flows on which two network plugins differ, and why',
    load: async () => (await import('./commands/compare-profiles.ts')).compareProfiles,
  },
  {
    name: 'blast-radius',
    summary: 'what an attacker could take from a start, step by step',
    load: async () => (await import('./commands/blast-radius.ts')).blastRadius,
  },
  {
    name: 'cost',
    summary: 'what each policy costs on a dataplane',
    load: async () => (await import('./commands/cost.ts')).cost,
  },
  {
    name: 'lint',
    summary: 'what could be wrong with the policies, and what mends it',
    load: async () => (await import('./commands/lint.ts')).lint,
  },
  {
    name: 'test',
    summary: 'check expectations about flows',
    load: async () => (await import('./commands/test.ts')).test,
  },
  {
    name: 'serve',
    summary: 'the browser page on loopback, with the same input',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
];
