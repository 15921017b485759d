// The ways an input comes in: files, a scenario, what the page was served with; and a file of edits, which is none.

import type { App, Opened } from './app.ts';
import { editsFrom } from './edits-text.ts';
import { givenFiles, longYaml, scenarioList, yamlBytes } from './load.ts';

export async function openFiles(app: App, files: readonly File[], title: string): Promise<void> {
  const [only] = files;
  if (only !== undefined && files.length === 1 && only.name.endsWith('.firebreak.json')) return openEdits(app, only);
  // A link waits for this very input: its view must stay.
  const view = app.state.value.link.kind === 'waiting' ? 'keep' : 'fresh';
  const yaml = yamlBytes(files);
  if (yaml > longYaml && !confirm(longText(yaml))) return;
  return app.open(async () => givenFiles(files), { title, scenario: '', view });
}

/** Measured on a small machine: YAML reads at some 10 MB a second, JSON ten times as fast. */
function longText(bytes: number): string {
  const megabytes = Math.round(bytes / 1024 / 1024);
  const seconds = Math.max(1, Math.round(megabytes / 10));
  return `${megabytes} MB of YAML is a lot: reading it may take ${seconds} seconds or more. The same as JSON reads ten times as fast. It can be cancelled. Go on?`;
}

async function openEdits(app: App, file: File): Promise<void> {
  const refuse = (text: string) => app.send({ kind: 'noticed', tone: 'error', text });
  try {
    const body: unknown = JSON.parse(await file.text());
    if (typeof body !== 'object' || body === null || !('edits' in body) || !('digest' in body))
      return refuse(`${file.name} is no file of edits.`);
    const edits = editsFrom(body.edits);
    if (edits === 'unreadable' || typeof body.digest !== 'string') return refuse(`${file.name} is no file of edits.`);
    app.send({ kind: 'linked', digest: body.digest, edits });
    if (app.state.value.link.kind === 'waiting')
      refuse('These edits belong to another input: open that one, and they are applied.');
  } catch {
    refuse(`${file.name} is not JSON.`);
  }
}

export async function openScenario(app: App, name: string, view: Opened['view']): Promise<void> {
  const scenario = (await scenarioList()).find((s) => s.name === name);
  if (scenario === undefined) {
    app.send({ kind: 'noticed', tone: 'error', text: `There is no scenario ${name} in this version.` });
    return app.send({ kind: 'went', view: { scenario: '' } });
  }
  return app.open(async () => scenario.files, { title: scenario.title, scenario: name, view });
}
