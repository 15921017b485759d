// The first screen: drop, open, paste or try a scenario, and how to take a snapshot. Nothing is uploaded, and it says so.

import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp, useAppState } from '../context.ts';
import { Icon } from '../icons.tsx';
import { scenarioList, titleOf } from '../load.ts';
import { openFiles, openScenario } from '../opening.ts';

type Scenarios = Awaited<ReturnType<typeof scenarioList>>;

const someScenarios = 6;

export function EmptyPage({ heading }: { readonly heading: string }) {
  const app = useApp();
  const { link } = useAppState();
  const [all, setAll] = useState(false);
  const [scenarios, setScenarios] = useState<Scenarios>([]);
  useEffect(() => {
    scenarioList().then(setScenarios, () => setScenarios([]));
  }, []);
  return (
    <div class="empty-page">
      <h2>{heading}</h2>
      {link.kind === 'waiting' && (
        <p class="needs-snapshot">
          <Icon name="warning" /> This link needs the snapshot <code>{link.digest.slice(0, 16)}</code>. Open the same
          files and its view and {link.edits.length === 0 ? 'selection' : 'edits'} come back.
        </p>
      )}
      <div class="ways">
        <OpenFiles />
        <Paste />
      </div>
      {scenarios.length > 0 && (
        <section aria-labelledby="scenarios">
          <h3 id="scenarios">Or try a scenario</h3>
          <ul class="cards">
            {(all ? scenarios : scenarios.slice(0, someScenarios)).map((scenario) => (
              <li key={scenario.name}>
                <button type="button" class="card" onClick={() => openScenario(app, scenario.name, 'fresh')}>
                  <b>{scenario.title}</b>
                  <span class="dim small">{scenario.summary.replaceAll('`', '')}</span>
                </button>
              </li>
            ))}
          </ul>
          {!all && scenarios.length > someScenarios && (
            <button type="button" class="link" onClick={() => setAll(true)}>
              show all {scenarios.length} scenarios
            </button>
          )}
        </section>
      )}
      <TakeSnapshot />
      <p class="dim small">
        <Icon name="shield" /> Nothing is uploaded: files are read in this page and never leave it. Its
        Content-Security-Policy forbids every connection to another host.
      </p>
    </div>
  );
}

function OpenFiles() {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="drop-zone">
      <Icon name="open" />
      <p>
        <b>Drop manifests here</b>
        <br />
        <span class="dim small">YAML or JSON, multi-document, List, folders, .gz</span>
      </p>
      <button type="button" class="primary" onClick={() => input.current?.click()}>
        Open files
      </button>
      <input
        ref={input}
        class="visually-hidden"
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Manifests to open"
        accept=".yaml,.yml,.json,.gz"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) openFiles(app, files, titleOf(files));
        }}
      />
    </div>
  );
}

function Paste() {
  const app = useApp();
  const [text, setText] = useState('');
  return (
    <form
      class="paste"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '')
          app.open(async () => [{ file: 'pasted.yaml', content: text }], {
            title: 'pasted.yaml',
            scenario: '',
            view: 'fresh',
          });
      }}
    >
      <label for="pasted">
        <Icon name="paste" /> Paste YAML
      </label>
      <textarea
        id="pasted"
        rows={6}
        spellcheck={false}
        value={text}
        placeholder={'kind: NetworkPolicy\n…'}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" disabled={text.trim() === ''}>
        Read it
      </button>
    </form>
  );
}

const command =
  'kubectl get namespaces,nodes,pods,deployments,statefulsets,daemonsets,replicasets,jobs,cronjobs,networkpolicies -A -o json > cluster.json';

function TakeSnapshot() {
  const { send } = useApp();
  return (
    <section aria-labelledby="take">
      <h3 id="take">From your cluster</h3>
      <p class="command">
        <code>{command}</code>
        <button
          type="button"
          class="quiet"
          onClick={() =>
            navigator.clipboard.writeText(command).then(
              () => send({ kind: 'noticed', tone: 'info', text: 'Command copied.' }),
              () =>
                send({
                  kind: 'noticed',
                  tone: 'info',
                  text: 'The browser did not let the page copy; select the command instead.',
                }),
            )
          }
        >
          Copy
        </button>
      </p>
    </section>
  );
}
