// What every answer on the page rests on and may be wrong about, above everything else: nothing enforces the policies,
// or some of them are not read. The worst is said in full, the rest counted; all are in the list of problems.

import { useAppState, useGo } from '../context.ts';
import { Icon } from '../icons.tsx';
import { loudest } from '../loudest.ts';

export function Banner() {
  const { input } = useAppState();
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  const [first, ...more] = loudest(input.inventory.diagnostics);
  if (first === undefined) return null;
  return (
    <aside class="banner" aria-label="In doubt">
      <Icon name="warning" />
      <span>
        {first.flag !== undefined && <code>{first.flag}</code>} {first.message}
      </span>
      <button type="button" class="link" onClick={() => go({ tab: 'problems', tables: 'shown', picture: 'beside' })}>
        {more.length === 0 ? 'problems' : `and ${more.length} more`}
      </button>
    </aside>
  );
}
