// An input that is too large to show at once: its namespaces first, then one of them, and an edit there.

import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { large, largeCluster } from '../session/large-cluster.ts';
import { browserAndSite, drop, opened, settled, stateOf, textOf, visit } from './browser.ts';
import { smallCluster } from './given.ts';

const here = browserAndSite();
const pods = (2 * large.namespaces * large.replicas).toLocaleString('en');

/** As a file of a disk, zipped. */
async function dropZipped(page: Page, name: string, text: string): Promise<void> {
  const bytes = gzipSync(text).toString('base64');
  await page.evaluate(
    ([title = '', base64 = '']) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], title));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [name, bytes],
  );
}

async function withLarge() {
  const visited = await visit(here.browser.context, `${here.site.origin}/`);
  await dropZipped(visited.page, 'large.json.gz', largeCluster(large));
  await opened(visited.page);
  return visited;
}

test('shows its namespaces, and no flow until one is chosen', async () => {
  const { page, errors } = await withLarge();
  const { input, answers } = await stateOf(page);
  expect(input).toMatchObject({ inventory: { detail: 'by-namespace', workloads: [] } });
  expect(answers.flows.answer).toBe('none');
  expect(await textOf(page.locator('.answer'))).toContain(`${large.namespaces} namespaces with ${pods} pods`);
  expect(await page.getByRole('grid', { name: 'Namespaces' }).getAttribute('aria-rowcount')).toBe(
    String(large.namespaces + 1),
  );
  const tiles = page.getByRole('list', { name: 'Namespaces, as tiles' });
  expect(await tiles.getByRole('listitem').count()).toBe(large.namespaces);
  expect(errors).toEqual([]);
  await page.close();
});

test('opens a namespace with the keyboard, tells the others together, and keeps it in the link', async () => {
  const { page, errors } = await withLarge();
  await page.getByRole('list', { name: 'Namespaces, as tiles' }).getByRole('button').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await settled(page);
  const { view } = await stateOf(page);
  expect(view.namespace).toBe(`team-${large.namespaces - 1}`);
  expect(page.url()).toContain(`ns=${view.namespace}`);
  const flows = page.getByRole('grid', { name: 'Flows' });
  expect(
    await flows.getByRole('row', { name: `all ${large.namespaces - 1} other namespaces` }).count(),
  ).toBeGreaterThan(0);
  expect(await textOf(page.locator('.explorer'))).toContain('Workloads');
  expect(await textOf(page.locator('.answer'))).toContain('other namespaces are not shown');
  await page.goBack();
  await settled(page);
  expect((await stateOf(page)).view.namespace).toBe('');
  expect(errors).toEqual([]);
  await page.close();
});

test('finds a workload of any namespace, and looks at it', async () => {
  const { page } = await withLarge();
  await page.getByRole('searchbox').fill('team-4/db');
  await settled(page);
  await page.getByRole('region', { name: 'Workloads' }).getByRole('button').click();
  await settled(page);
  const { view } = await stateOf(page);
  expect(view).toMatchObject({ namespace: 'team-4', focus: 'team-4/sts/db', query: '' });
  expect(await textOf(page.locator('.focus-card'))).toContain('Selected by 1 policy');
  await page.close();
});

test('an edit there is told with what it changes, and undone', async () => {
  const { page } = await withLarge();
  await page.getByRole('list', { name: 'Namespaces, as tiles' }).getByRole('button').first().click();
  await settled(page);
  await page.getByRole('combobox', { name: 'Add a policy' }).selectOption({ index: 1 });
  await page.waitForFunction(() => Reflect.get(globalThis, '__firebreak').state().applied !== '[]');
  await settled(page);
  const { answers, input } = await stateOf(page);
  const changes = answers.changes.answer;
  expect(changes !== 'none' && changes.kind === 'FlowDiff' ? changes.items.length : 0).toBeGreaterThan(0);
  expect(input).toMatchObject({ inventory: { counts: { policies: 2 * large.namespaces + 1 } } });
  await page.getByRole('button', { name: 'Undo' }).click();
  await settled(page);
  expect((await stateOf(page)).input).toMatchObject({ inventory: { counts: { policies: 2 * large.namespaces } } });
  await page.close();
});

test('cancelling a load goes back to what was there', async () => {
  const { page, errors } = await visit(here.browser.context, `${here.site.origin}/`);
  await drop(page, [{ name: 'small.yaml', text: smallCluster }]);
  await opened(page);
  await dropZipped(page, 'huge.json.gz', largeCluster({ namespaces: 40, replicas: 400 }));
  await page.getByRole('button', { name: 'Cancel' }).click();
  await opened(page);
  expect((await stateOf(page)).input).toMatchObject({ title: 'small.yaml' });
  expect(errors).toEqual([]);
  await page.close();
});
