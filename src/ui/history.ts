// The edits as a list of named steps with a place in it: undo and redo move the place, a new step forgets what was
// undone. A step holds the whole list of edits, which is short; the texts are shared, not copied.

import type { Edit } from '../session/questions.ts';

export interface Step {
  readonly label: string;
  readonly edits: readonly Edit[];
  /** Typing in one policy goes on in the same step as long as this stays the same. */
  readonly burst: string;
}

export interface History {
  readonly steps: readonly [Step, ...Step[]];
  readonly at: number;
}

export const noHistory: History = { steps: [{ label: 'as loaded', edits: [], burst: '' }], at: 0 };

export function current(history: History): Step {
  return history.steps[history.at] ?? history.steps[0];
}

export function push(history: History, step: Step): History {
  const [first, ...rest] = history.steps;
  const kept = rest.slice(0, history.at);
  const last = kept.at(-1);
  const goesOn = step.burst !== '' && last?.burst === step.burst;
  const steps: History['steps'] = [first, ...(goesOn ? kept.slice(0, -1) : kept), step];
  return { steps, at: steps.length - 1 };
}

export function moveTo(history: History, at: number): History {
  return { ...history, at: Math.min(Math.max(at, 0), history.steps.length - 1) };
}

export function canUndo(history: History): boolean {
  return history.at > 0;
}
export function canRedo(history: History): boolean {
  return history.at < history.steps.length - 1;
}

/** The list with this text applied: it replaces the earlier text under the same id. */
export function withText(edits: readonly Edit[], id: string, text: string): readonly Edit[] {
  const edit: Edit = { kind: 'apply', id, text };
  return edits.some((e) => e.kind === 'apply' && e.id === id)
    ? edits.map((e) => (e.kind === 'apply' && e.id === id ? edit : e))
    : [...edits, edit];
}

export function without(edits: readonly Edit[], id: string): readonly Edit[] {
  return edits.filter((e) => e.kind !== 'apply' || e.id !== id);
}

export function textOf(edits: readonly Edit[], id: string): string | undefined {
  return edits.flatMap((e) => (e.kind === 'apply' && e.id === id ? [e.text] : []))[0];
}
