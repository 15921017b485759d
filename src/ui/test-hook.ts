// What tests and benchmarks may read of the page: copies, never handles. Always there, so that what is tested is what
// is shipped.

import type { App } from './app.ts';
import { largePanels } from './large-panels.ts';
import { later } from './later.ts';
import { levelOf } from './needs.ts';
import { isAssumed } from './reduce.ts';

export function publishHook({ state }: Pick<App, 'state'>): void {
  const hook = {
    /** Whether everything that was asked has been answered. */
    get ready() {
      const { input, answers, draft } = state.value;
      const waiting = Object.values(answers).some((held) => held.waiting);
      if (later.value === 'loading' || largePanels.value === 'loading') return false;
      return input.kind !== 'loading' && !waiting && draft.kind !== 'checking' && isAssumed(state.value);
    },
    stats: () => {
      const { input, revision, answers } = state.value;
      const { flows } = answers;
      return {
        revision,
        counts: input.kind === 'loaded' ? { ...input.inventory.counts } : {},
        flows: flows.answer !== 'none' && flows.answer.kind === 'FlowList' ? flows.answer.items.length : 0,
        by: levelOf(state.value),
      };
    },
    state: () => structuredClone(state.value),
    /** Layouts draw no random numbers. */
    seed: 0,
  };
  Object.defineProperty(globalThis, '__firebreak', { value: Object.freeze(hook), enumerable: false });
}
