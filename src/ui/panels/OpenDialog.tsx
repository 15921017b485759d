// The first screen again, over what is open.

import { useEffect, useRef } from 'preact/hooks';
import { EmptyPage } from './EmptyPage.tsx';

export function OpenDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    if (open && current && !current.open) current.showModal();
    if (!open && current?.open) current.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="open-dialog" onClose={onClose} aria-label="Open something else">
      {open && <EmptyPage heading="Open something else" />}
      <form method="dialog">
        <button type="submit">Cancel</button>
      </form>
    </dialog>
  );
}
