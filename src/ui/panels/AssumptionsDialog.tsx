// Every assumption that answers may rest on, with its choices. A choice holds at once, for every answer, and is in the
// address; the command line takes the same with `--assume`.

import { useEffect, useRef } from 'preact/hooks';
import { type Assumption, assumedPairs, assumptions, withAssumption } from '../assumptions.ts';
import { useAppState, useGo } from '../context.ts';

export function AssumptionsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { view } = useAppState();
  const go = useGo();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (open && current && !current.open) current.showModal();
    if (!open && current?.open) current.close();
  }, [open]);
  const changed = assumedPairs(view.assume);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="assumptions-title">
      <h2 id="assumptions-title">Assumptions</h2>
      <p class="dim">
        Where the API leaves the answer to the network plugin, or files leave a fact out, one of these decides. Every
        answer that rests on one says so.
      </p>
      <ul class="assumptions">
        {assumptions.map((assumption) => (
          <Row key={assumption.key} assumption={assumption} />
        ))}
      </ul>
      {changed.length > 0 && (
        <p class="command">
          <code>{changed.map(([key, value]) => `--assume ${key}=${value}`).join(' ')}</code>
        </p>
      )}
      <form method="dialog">
        <button type="button" disabled={changed.length === 0} onClick={() => go({ assume: {} })}>
          All as usual
        </button>
        <button type="submit" class="primary">
          Close
        </button>
      </form>
    </dialog>
  );
}

function Row({ assumption: { key, about, values } }: { readonly assumption: Assumption }) {
  const { view } = useAppState();
  const go = useGo();
  const [usual] = values;
  const chosen = view.assume[key] ?? usual.value;
  const isChanged = chosen !== usual.value;
  return (
    <li class={isChanged ? 'is-changed' : ''}>
      <div>
        <code>{key}</code>
        {isChanged && <span class="badge">changed, usually {usual.value}</span>}
        <p>{about}</p>
      </div>
      <select
        aria-label={key}
        value={chosen}
        onChange={(event) => go({ assume: withAssumption(view.assume, key, event.currentTarget.value) })}
      >
        {values.map(({ value, means }) => (
          <option key={value} value={value}>
            {`${value}: ${means}${value === usual.value ? ' (usual)' : ''}`}
          </option>
        ))}
      </select>
    </li>
  );
}
