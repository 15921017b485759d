// What is on the screen is the address: links, Back and Forward, and links for another input.

import { expect, test } from 'vitest';
import { browserAndSite, drop, opened, settled, stateOf, textOf, visit } from './browser.ts';
import { smallCluster } from './given.ts';

const here = browserAndSite();

test('a link brings back view and edits of a scenario', async () => {
  const { page } = await visit(here.browser.context, `${here.site.origin}/#/what-if?scenario=shop`);
  await opened(page);
  await page.getByLabel('Add a policy').selectOption('deny shop');
  await settled(page);
  await page.waitForFunction(() => location.hash.includes('edits='));
  const there = await stateOf(page);
  const again = await visit(here.browser.context, page.url());
  await opened(again.page);
  await again.page.waitForFunction(() => Reflect.get(globalThis, '__firebreak').state().applied !== '[]');
  await settled(again.page);
  const reopened = await stateOf(again.page);
  expect(reopened.view).toEqual(there.view);
  expect(reopened.answers.changes.answer).toEqual(there.answers.changes.answer);
  await page.close();
  await again.page.close();
});

test('a link for files says which input it needs, and comes alive when that is opened', async () => {
  const { page } = await visit(here.browser.context, `${here.site.origin}/`);
  await drop(page, [{ name: 'small.yaml', text: smallCluster }]);
  await opened(page);
  await page.keyboard.press('2');
  await page.waitForFunction(() => location.hash.startsWith('#/blast') && location.hash.includes('on='));
  const later = await visit(here.browser.context, page.url());
  await later.page.getByText('This link needs the snapshot').waitFor();
  await drop(later.page, [{ name: 'small.yaml', text: smallCluster }]);
  await opened(later.page);
  expect((await stateOf(later.page)).view.lens).toBe('blast');
  expect((await stateOf(later.page)).link.kind).toBe('none');
  await page.close();
  await later.page.close();
});

test('Back and Forward walk through lenses and selections, and never take an edit back', async () => {
  const { page } = await visit(here.browser.context, `${here.site.origin}/#/flows?scenario=shop`);
  await opened(page);
  const seen: string[] = [];
  const note = async () => {
    await settled(page);
    seen.push(new URL(page.url()).hash.replace(/&(on|edits)=[^&]*/g, ''));
  };
  await note();
  await page.getByRole('row').nth(3).click();
  await note();
  await page.keyboard.press('4');
  await note();
  await page.keyboard.press('2');
  await note();
  await page.getByLabel('Add a policy').selectOption('deny data');
  await note();
  for (const hash of seen.slice(0, -1).reverse()) {
    await page.goBack();
    await settled(page);
    expect(new URL(page.url()).hash.replace(/&(on|edits)=[^&]*/g, '')).toBe(hash);
  }
  expect((await stateOf(page)).history.at).toBe(1);
  await page.goForward();
  await settled(page);
  expect(new URL(page.url()).hash.replace(/&(on|edits)=[^&]*/g, '')).toBe(seen[1]);
  await page.close();
});

test('what a link says and this version does not know is left out, with a notice', async () => {
  const { page, errors } = await visit(here.browser.context, `${here.site.origin}/#/flows?scenario=shop&warp=9`);
  await opened(page);
  expect(await textOf(page.locator('.notice'))).toContain('warp');
  expect(errors).toEqual([]);
  await page.close();
});
