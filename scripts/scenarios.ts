// The Vite plugin behind `virtual:scenarios`: the folders of scenarios/ as data, so that the page offers as examples
// what the tests check and the documentation explains. The declaration is src/ui/virtual.d.ts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const ID = 'virtual:scenarios';
const RESOLVED = `\0${ID}`;
/** The one that the page opens with. */
const FIRST = 'shop';

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly files: readonly { readonly file: string; readonly content: string }[];
}

export function scenarios(folder: string): Plugin {
  return {
    name: 'firebreak-scenarios',
    resolveId: (id) => (id === ID ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) return undefined;
      const found = readScenarios(folder);
      for (const { name } of found) this.addWatchFile(join(folder, name, 'cluster.yaml'));
      return `export const scenarios = ${JSON.stringify(found)};`;
    },
  };
}

export function readScenarios(folder: string): readonly Scenario[] {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'cluster.yaml')));
  return names.sort(firstThenByName).map((name) => {
    const { title, summary } = readHeading(readFileSync(join(folder, name, 'README.md'), 'utf8'));
    const content = readFileSync(join(folder, name, 'cluster.yaml'), 'utf8');
    return { name, title: title || name, summary, files: [{ file: 'cluster.yaml', content }] };
  });
}

function firstThenByName(a: string, b: string): number {
  return Number(b === FIRST) - Number(a === FIRST) || (a < b ? -1 : 1);
}

/** The first heading, and the text below it up to the next one, with its line breaks undone. */
function readHeading(markdown: string): { readonly title: string; readonly summary: string } {
  const heading = /^#+ +(.+)$/m.exec(markdown);
  const below = heading ? markdown.slice(heading.index + heading[0].length) : markdown;
  const [text = ''] = below.split(/^#+ /m);
  return { title: heading?.[1]?.trim() ?? '', summary: text.trim().replace(/\s+/g, ' ') };
}
