// What is on the screen as a link. Edits that are too long for one are saved as a file, which can be dropped on the page.

import { announce } from '../announce.tsx';
import { useApp, useAppState } from '../context.ts';
import { download } from '../download.ts';
import { longestLink, packEdits } from '../edits-text.ts';
import { current } from '../history.ts';
import { Icon } from '../icons.tsx';

export function ShareButton() {
  const { send } = useApp();
  const { history, input } = useAppState();
  if (input.kind !== 'loaded') return null;
  const { edits } = current(history);
  const share = async () => {
    const packed = await packEdits(edits);
    if (packed.length > longestLink) {
      const file = { apiVersion: 'firebreak/v1', kind: 'Edits', digest: input.asLoaded.digest, edits };
      download('edits.firebreak.json', `${JSON.stringify(file, null, 2)}\n`, 'application/json');
      send({
        kind: 'noticed',
        tone: 'info',
        text: 'The edits are too long for a link: they are in the file edits.firebreak.json. Drop it on the page with the same input open.',
      });
      return;
    }
    const text = await copied(location.href);
    send({ kind: 'noticed', tone: 'info', text });
    announce(text);
  };
  return (
    <button type="button" onClick={share} title="Copy a link to what is on the screen">
      <Icon name="share" /> Share
    </button>
  );
}

async function copied(link: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(link);
    return 'Link copied. It holds the view and the edits, never the input.';
  } catch {
    return 'The browser did not let the page copy: the link is in the address bar.';
  }
}
