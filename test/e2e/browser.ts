// A real Chromium with a fresh profile, the built page on a loopback server, and watchers for everything that must not
// happen on it: errors, violations of the Content-Security-Policy, requests to anyone else. Predicates are functions:
// strings would be evaluated, which the policy forbids.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { AppState } from '../../src/ui/state.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const builtPage = join(root, 'dist/page');
export const singleFile = pathToFileURL(join(root, 'dist/firebreak.html')).href;

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];
const quiet = [
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking',
  '--disable-component-update --disable-sync',
].flatMap((line) => line.split(' '));

export interface Browser {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM || usual.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('no Chromium found: install one or set CHROMIUM to its path');
  const profile = mkdtempSync(join(tmpdir(), 'firebreak-e2e-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: quiet });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

export interface Site {
  readonly origin: string;
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** A static host of the folder; `extra` are files that only it has, such as input.json. */
export async function serveFolder(folder: string, extra: Readonly<Record<string, string>> = {}): Promise<Site> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const name = path === '/' ? '/index.html' : path;
    requests.push(name);
    const file = join(folder, name);
    const body = extra[name] ?? (existsSync(file) ? readFileSync(file) : undefined);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': types[extname(name)] ?? 'text/plain',
      'access-control-allow-origin': '*',
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address to serve on');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    requests,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export interface Here {
  readonly browser: Browser;
  readonly site: Site;
}

/** A browser and a host of the built page for the tests of one file, there from the first test to the last. */
export function browserAndSite(): Here {
  const open: { browser?: Browser; site?: Site } = {};
  beforeAll(async () => {
    [open.browser, open.site] = await Promise.all([startBrowser(), serveFolder(builtPage)]);
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.site?.close();
  });
  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('there is no browser before the first test');
    return thing;
  };
  return {
    get browser() {
      return there(open.browser);
    },
    get site() {
      return there(open.site);
    },
  };
}

export interface Visit {
  readonly page: Page;
  /** Uncaught errors and errors on the console. */
  readonly errors: readonly string[];
  /** Addresses asked for beside the page's own. */
  readonly elsewhere: readonly string[];
  readonly violations: () => Promise<readonly string[]>;
}

export async function visit(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  const errors: string[] = [];
  const elsewhere: string[] = [];
  const home = new URL(url);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A static host has no input.json, and the browser says so.
    if (message.type() === 'error' && !message.text().includes('404')) errors.push(message.text());
  });
  page.on('request', (request) => {
    const asked = new URL(request.url());
    const own = asked.origin === home.origin && (home.protocol !== 'file:' || asked.pathname === home.pathname);
    if (!own && !['data:', 'blob:'].includes(asked.protocol)) elsewhere.push(request.url());
  });
  await page.addInitScript(() => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'violations', seen);
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(url);
  const violations = () => page.evaluate((): string[] => Reflect.get(globalThis, 'violations'));
  return { page, errors, elsewhere, violations };
}

/** Waits until everything that was asked has been answered. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.waitForFunction(() => Reflect.get(globalThis, '__firebreak')?.ready === true);
}

export async function opened(page: Page): Promise<void> {
  await page.waitForFunction(() => Reflect.get(globalThis, '__firebreak')?.state().input.kind === 'loaded');
  await settled(page);
}

export function stateOf(page: Page): Promise<AppState> {
  return page.evaluate((): AppState => Reflect.get(globalThis, '__firebreak').state());
}

export async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? '';
}

/** Drops files on the page as a drag from the desktop would. */
export async function drop(
  page: Page,
  files: readonly { readonly name: string; readonly text: string }[],
): Promise<void> {
  await page.evaluate((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name));
    document.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, files);
}
