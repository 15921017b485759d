// One polite voice for screen readers. What is said within half a second is said once, the last of it: an edit in the
// middle of typing must not talk over the next one.

import { signal } from '@preact/signals';

const pause = 500;
const spoken = signal('');
let next = '';
let timer: ReturnType<typeof setTimeout> | undefined;

export function announce(text: string): void {
  next = text;
  if (timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    spoken.value = next;
  }, pause);
}

export function Announcer() {
  return (
    <div class="announcer visually-hidden" role="status" aria-live="polite" aria-atomic="true">
      {spoken.value}
    </div>
  );
}
