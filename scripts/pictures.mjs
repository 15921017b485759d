// npm run pictures: takes the README's pictures anew from the built page, in the Chromium that the tests use.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { buildParts } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { root } from './process.mjs';

const pair = 'from=shop/deploy/checkout&to=data/sts/shop-db&port=5432';
const pictures = [
  { name: 'flows-light', colorScheme: 'light', view: `flows?v=1&scenario=shop&${pair}` },
  { name: 'blast-dark', colorScheme: 'dark', view: 'blast?v=1&scenario=shop&start=shop/deploy/gift-cards' },
];

const executablePath = await findChromium();
await buildParts({ ifStale: true });
const profile = mkdtempSync(join(tmpdir(), 'firebreak-pictures-'));
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
const viewport = { width: 1440, height: 900 };
try {
  for (const { name, colorScheme, view } of pictures) {
    const options = { executablePath, headless: true, args: quiet, viewport, colorScheme };
    const context = await chromium.launchPersistentContext(profile, options);
    const page = await context.newPage();
    await page.goto(`${pathToFileURL(join(root, 'dist/firebreak.html')).href}#/${view}`);
    await page.waitForFunction(() => globalThis.__firebreak?.ready === true);
    await page.waitForTimeout(1000);
    await page.screenshot({ path: join(root, `docs/pictures/${name}.png`) });
    await context.close();
    console.log(`docs/pictures/${name}.png`);
  }
} finally {
  rmSync(profile, { recursive: true, force: true });
}
