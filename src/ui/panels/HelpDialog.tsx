// Keys, what the find box takes, and what the page can and cannot know.

import { useEffect, useRef } from 'preact/hooks';

const keys: readonly (readonly [string, string])[] = [
  ['1 2 3 4', 'Flows, Blast, What-if, Cost'],
  ['/', 'find'],
  ['F6, Shift+F6', 'next and previous region'],
  ['Tab', 'next control'],
  ['arrows, Home, End, Page Up, Page Down', 'walk a table or a row of tabs'],
  ['Enter, Space', 'open, select'],
  ['c', 'mark the workload in focus as compromised'],
  ['e', 'ask about a pair'],
  ['\\', 'show or hide the explanation and the editor'],
  ['x', 'swap the two ends'],
  ['d', 'show only what changed'],
  ['m', 'the picture alone, and back'],
  [', .', 'one step of the blast back or on'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'undo and redo an edit (Cmd on a Mac)'],
  ['Ctrl+Space', 'complete, in the editor'],
  ['F8', 'next problem, in the editor'],
  ['Esc', 'close; clear the selection'],
  ['?', 'this help'],
];

const terms: readonly (readonly [string, string])[] = [
  ['web', 'either end has this in its name'],
  ['ns=shop', 'either end is in this namespace'],
  ['from=web  to=db', 'this end has it in its name'],
  ['port=5432', 'a rule about this port; flows on all ports are not meant'],
  ['unknown  changed', 'only such flows'],
  ['-dns', 'a minus leaves out'],
];

export function HelpDialog({
  open,
  onClose,
  singleKeys,
  onSingleKeys,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly singleKeys: boolean;
  readonly onSingleKeys: (on: boolean) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (open && current && !current.open) current.showModal();
    if (!open && current?.open) current.close();
  }, [open]);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="help-title">
      <h2 id="help-title">Help</h2>
      <div class="help-columns">
        <section>
          <h3>Keys</h3>
          <Terms items={keys} />
          <label class="check">
            <input
              type="checkbox"
              checked={singleKeys}
              onChange={(event) => onSingleKeys(event.currentTarget.checked)}
            />{' '}
            Single letters and digits do something
          </label>
        </section>
        <section>
          <h3>Find</h3>
          <Terms items={terms} />
          <h3>Answers have three values</h3>
          <p>
            A port is allowed for certain, not allowed, or <span class="unknown">? unknown</span>: the input lacks a
            fact (the address of a pod that does not run yet), or the API leaves it to the network plugin. Unknown is
            never counted as either.
          </p>
          <h3>Colours</h3>
          <p>
            Grey is what is. <span class="change gained">+ gained</span> and <span class="change lost">− lost</span> are
            what an edit changes.
          </p>
        </section>
      </div>
      <form method="dialog">
        <button type="submit" class="primary">
          Close
        </button>
      </form>
    </dialog>
  );
}

function Terms({ items }: { readonly items: readonly (readonly [string, string])[] }) {
  return (
    <dl>
      {items.map(([term, meaning]) => (
        <div key={term}>
          <dt>
            <kbd>{term}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
