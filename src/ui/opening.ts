// The ways an input comes in: files, a scenario, what the page was served with; and a file of edits, which is none.

import type { App, Opened } from './app.ts';
import { editsFrom } from './edits-text.ts';
import { bytesOf, largeInput, readFiles, scenarioList, sizeText } from './load.ts';

export async function openFiles(app: App, files: readonly File[], title: string): Promise<void> {
  const [only] = files;
  if (only !== undefined && files.length === 1 && only.name.endsWith('.firebreak.json')) return openEdits(app, only);
  // A link waits for this very input: its view must stay.
  const view = app.state.value.link.kind === 'waiting' ? 'keep' : 'fresh';
  if (bytesOf(files) > largeInput && !confirm(largeText(bytesOf(files)))) return;
  const total = sizeText(bytesOf(files));
  return app.open((onStep) => readFiles(files, (bytes) => onStep(`reading files, ${sizeText(bytes)} of ${total}`)), {
    title,
    scenario: '',
    view,
  });
}

/** Rates were measured on a small machine: JSON reads at some 100 MB a second, YAML at some 10. */
function largeText(bytes: number): string {
  const megabytes = Math.round(bytes / 1024 / 1024);
  const seconds = Math.max(1, Math.round(megabytes / 10));
  return `${megabytes} MB is a lot: reading it may take ${seconds} seconds or more, and several times its size of memory. It can be cancelled. Go on?`;
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
