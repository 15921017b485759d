// The small print: how much is hidden, what was not understood, what the answers assume, and that nothing leaves.

import { useAppState, useGo } from '../context.ts';
import { count } from '../names.ts';

export function StatusBar() {
  const { input } = useAppState();
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  const { diagnostics, digest, files } = input.inventory;
  const serious = diagnostics.filter((d) => d.severity !== 'info').length;
  return (
    <footer class="status-bar">
      {serious > 0 && (
        <button type="button" class="link" onClick={() => go({ tab: 'problems' })}>
          {count(serious, 'problem')} in the input
        </button>
      )}
      <span>{count(files.length, 'file')}</span>
      <span title={digest}>snapshot {digest.slice(0, 12)}</span>
      <span class="spacer" />
      <span>Nothing leaves this page</span>
    </footer>
  );
}
