// Short messages that wait until they are dismissed; errors are read out at once.

import { useApp, useAppState } from '../context.ts';
import { Icon } from '../icons.tsx';

export function Notices() {
  const { send } = useApp();
  const { notices } = useAppState();
  return (
    <div class="notices">
      {notices.map((notice) => (
        <div key={notice.id} class={`notice ${notice.tone}`} role={notice.tone === 'error' ? 'alert' : 'status'}>
          <span>{notice.text}</span>
          <button
            type="button"
            class="icon-only"
            aria-label="Dismiss"
            onClick={() => send({ kind: 'dismissed', id: notice.id })}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
