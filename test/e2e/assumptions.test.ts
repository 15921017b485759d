// What the answers assume can be read and changed, and is in the address as on the command line.

import { expect, test } from 'vitest';
import { browserAndSite, builtPage, opened, serveFolder, settled, stateOf, textOf, visit } from './browser.ts';
import { smallCluster } from './given.ts';

const here = browserAndSite();

const asked = 'scenario=host-network-pod-ignores-its-policy&from=ops/client&to=ops/agent';

test('another assumption changes the answer, is in the address and survives edits, links and Back', async () => {
  const { page, errors } = await visit(here.browser.context, `${here.site.origin}/#/flows?${asked}`);
  await opened(page);
  expect(await textOf(page.locator('.verdict'))).toContain('ALLOWED');
  await page.getByRole('button', { name: '16 assumptions' }).click();
  await page.getByLabel('host-network-pods').selectOption('as-pods');
  await settled(page);
  expect(await textOf(page.locator('dialog[open] .command'))).toBe('--assume host-network-pods=as-pods');
  await page.locator('dialog[open]').getByRole('button', { name: 'Close' }).click();
  expect(await textOf(page.locator('.verdict'))).toContain('DENIED');
  expect(await textOf(page.locator('.explain .command'))).toContain('--assume host-network-pods=as-pods');
  expect(page.url()).toContain('assume=host-network-pods:as-pods');
  await page.getByRole('button', { name: '16 assumptions, 1 changed' }).waitFor();

  await page.getByLabel('Add a policy').selectOption('deny ops');
  await settled(page);
  expect((await stateOf(page)).input).toMatchObject({
    inventory: { assumptions: { 'host-network-pods': 'as-pods' } },
  });

  const link = await visit(
    here.browser.context,
    `${here.site.origin}/#/flows?${asked}&assume=host-network-pods:as-pods`,
  );
  await opened(link.page);
  expect(await textOf(link.page.locator('.verdict'))).toContain('DENIED');
  await link.page.evaluate(() => {
    location.hash = location.hash.replace(/&assume=[^&]*/, '');
  });
  await link.page.waitForFunction(() => document.querySelector('.verdict')?.textContent?.includes('ALLOWED'));
  expect(errors).toEqual([]);
  await page.close();
  await link.page.close();
});

test('what the server was started with holds, and a link wins over it', async () => {
  const assume = { 'finished-pods': 'count', 'sidecar-ports': 'no' };
  const input = JSON.stringify({ files: [{ file: 'a.yaml', content: smallCluster }], assume, lenient: true });
  const served = await serveFolder(builtPage, { '/input.json': input });
  const { page } = await visit(here.browser.context, `${served.origin}/#/flows?assume=sidecar-ports:unknown`);
  await opened(page);
  expect((await stateOf(page)).input).toMatchObject({
    inventory: { assumptions: { 'finished-pods': 'count', 'sidecar-ports': 'unknown' } },
  });
  await page.close();
  await served.close();
});
