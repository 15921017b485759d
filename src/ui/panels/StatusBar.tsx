// The small print: how much is hidden, what was not understood, what the answers assume, and that nothing leaves.

import { assumedPairs, assumptions } from '../assumptions.ts';
import { useAppState, useGo } from '../context.ts';
import { count } from '../names.ts';

export function StatusBar({ onAssumptions }: { readonly onAssumptions: () => void }) {
  const { input, view } = useAppState();
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  const { diagnostics, digest, files } = input.inventory;
  const serious = diagnostics.filter((d) => d.severity !== 'info').length;
  const plugins = diagnostics.filter((d) => d.code === 'cni-recognised').slice(0, 1);
  const changed = assumedPairs(view.assume).length;
  return (
    <footer class="status-bar">
      {serious > 0 && (
        <button type="button" class="link" onClick={() => go({ tab: 'problems' })}>
          {count(serious, 'problem')} in the input
        </button>
      )}
      {plugins.map(({ message }) => (
        <button key={message} type="button" class="link" title={message} onClick={() => go({ tab: 'problems' })}>
          network plugin recognised
        </button>
      ))}
      <span>{count(files.length, 'file')}</span>
      <span title={digest}>snapshot {digest.slice(0, 12)}</span>
      <button type="button" class="link" onClick={onAssumptions}>
        {count(assumptions.length, 'assumption')}
        {changed > 0 && `, ${changed} changed`}
      </button>
      <span class="spacer" />
      <span>Nothing leaves this page</span>
    </footer>
  );
}
