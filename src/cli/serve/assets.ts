// What the server may hand out, as a fixed list made at the start: the built page's files and the input.
// A request picks from the list, so no path in it can lead anywhere else.

import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Assume, SourceFile } from '../../session/questions.ts';
import { textOf } from '../input/text.ts';
import { type Failure, nothingRead } from '../io.ts';

export interface Asset {
  readonly body: Uint8Array | string;
  readonly type: string;
  /** The Content-Security-Policy of a document. */
  readonly policy: string;
}

/** By the path of the URL, from its slash. */
export type Assets = ReadonlyMap<string, Asset>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.md': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

export async function pageAssets(directory: string): Promise<Assets | Failure> {
  const assets = new Map<string, Asset>();
  try {
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      const type = types[extname(entry.name)];
      if (!entry.isFile() || type === undefined) continue;
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(join(directory, sep).length).split(sep).join('/');
      const body = await readFile(file);
      assets.set(`/${path}`, { body, type, policy: type.startsWith('text/html') ? policyOf(body.toString()) : '' });
    }
  } catch {
    return notBuilt(directory);
  }
  const index = assets.get('/index.html');
  return index === undefined ? notBuilt(directory) : assets.set('/', index);
}

function notBuilt(directory: string): Failure {
  return nothingRead(`the page is not built: no index.html in \`${directory}\``);
}

const strictest =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'";

/** The page's own policy, as its meta element has it, and what a meta element cannot say: nobody may frame it. */
function policyOf(html: string): string {
  const meta = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"\r\n]*)"/i.exec(html);
  return `${meta?.[1] ?? strictest}; frame-ancestors 'none'`;
}

/** The files as the page loads them, and how it is to read them. */
export function inputAsset(sources: readonly SourceFile[], assume: Assume, lenient: boolean): Asset {
  const files = sources.map((source) => ({ file: source.file, content: textOf(source) }));
  return { body: JSON.stringify({ files, assume, lenient }), type: 'application/json; charset=utf-8', policy: '' };
}
