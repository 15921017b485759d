// A Chromium, and the built page on a loopback server beside one snapshot.
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const folder = 'dist/page';
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export function isThereChromium(): boolean {
  return executable() !== undefined;
}

function executable(): string | undefined {
  return process.env.CHROMIUM || usual.find((path) => existsSync(path));
}

export async function startChromium(): Promise<Browser> {
  const executablePath = executable();
  if (executablePath === undefined) throw new Error('no Chromium found: install one or set CHROMIUM to its path');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
}

export interface Site {
  readonly origin: string;
  readonly close: () => void;
}

export async function serveBuiltPage(snapshot: string): Promise<Site> {
  const build = spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale', 'page'], { encoding: 'utf8' });
  if (build.status !== 0) throw new Error(build.stderr);
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = path === '/snapshot' ? snapshot : join(folder, path === '/' ? 'index.html' : path);
    const found = existsSync(file);
    response.writeHead(found ? 200 : 404, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    if (found) createReadStream(file).pipe(response);
    else response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address to serve on');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}
