// What people come for, from end to end, in the built page as a web server gives it.

import { describe, expect, test } from 'vitest';
import { browserAndSite, builtPage, drop, opened, serveFolder, settled, stateOf, textOf, visit } from './browser.ts';
import { noPolicies, smallCluster } from './given.ts';

const here = browserAndSite();

async function withSmallCluster() {
  const visited = await visit(here.browser.context, `${here.site.origin}/`);
  await drop(visited.page, [{ name: 'small.yaml', text: smallCluster }]);
  await opened(visited.page);
  return visited;
}

const answer = '.answer';

describe('opening', () => {
  test('a scenario from the first screen shows its flows as table and picture', async () => {
    const { page, errors } = await visit(here.browser.context, `${here.site.origin}/`);
    await page.getByRole('button', { name: /web shop/i }).click();
    await opened(page);
    const { view, answers } = await stateOf(page);
    expect(view.scenario).toBe('shop');
    const flows = answers.flows.answer;
    const items = flows !== 'none' && flows.kind === 'FlowList' ? flows.items : [];
    expect(items.length).toBeGreaterThan(10);
    expect(await page.getByRole('grid', { name: 'Flows' }).getAttribute('aria-rowcount')).toBe(
      String(items.length + 1),
    );
    expect(await page.locator('svg.diagram .d-card').count()).toBeGreaterThan(5);
    expect(errors).toEqual([]);
    await page.close();
  });

  test('dropped files, pasted text and what the page is served with all work', async () => {
    const { page } = await withSmallCluster();
    expect((await stateOf(page)).input).toMatchObject({
      title: 'small.yaml',
      inventory: { counts: { pods: 3, policies: 2 } },
    });
    await page.close();

    const pasting = await visit(here.browser.context, `${here.site.origin}/`);
    await pasting.page.getByLabel('Paste YAML').fill(noPolicies);
    await pasting.page.getByRole('button', { name: 'Read it' }).click();
    await opened(pasting.page);
    expect(await textOf(pasting.page.locator(answer))).toContain('All pods can talk to all pods');
    await pasting.page.close();

    const files = JSON.stringify({ files: [{ file: 'mine.yaml', content: smallCluster }] });
    const served = await serveFolder(builtPage, { '/input.json': files });
    const own = await visit(here.browser.context, `${served.origin}/`);
    await opened(own.page);
    expect((await stateOf(own.page)).input).toMatchObject({ title: 'mine.yaml' });
    await own.page.close();
    await served.close();
  });

  test('what cannot be read says what failed, and the first screen is still there', async () => {
    const { page, errors } = await visit(here.browser.context, `${here.site.origin}/`);
    await drop(page, [{ name: 'broken.yaml', text: 'a: [unclosed' }]);
    await page.getByRole('alert').first().waitFor();
    expect(await textOf(page.getByRole('alert').first())).toContain('broken.yaml could not be read');
    await drop(page, [{ name: 'small.yaml', text: smallCluster }]);
    await opened(page);
    expect(errors).toEqual([]);
    await page.close();
  });
});

test('a flow is explained, and the lines that allow it light up in the editor', async () => {
  const { page } = await withSmallCluster();
  await page.getByRole('row', { name: /api.*db.*5432/ }).click();
  await settled(page);
  expect(await textOf(page.locator('.verdict'))).toContain('ALLOWED');
  await page.getByRole('region', { name: 'ingress of shop/db' }).locator('button.rule').first().click();
  await page.locator('.cm-explain-line').first().waitFor();
  const lines = await page.locator('.cm-explain-line').allInnerTexts();
  expect(lines.map((line) => line.trim())).toEqual([
    '- from:',
    '- podSelector:',
    'matchLabels:',
    'app: api',
    'ports:',
    '- port: 5432',
  ]);
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('editor-host');
  await page.close();
});

test('a pair that may not talk is explained with its near misses', async () => {
  const { page } = await withSmallCluster();
  await page.keyboard.press('\\');
  await page.getByLabel('From', { exact: true }).fill('shop/web');
  await page.getByLabel('To', { exact: true }).fill('shop/db');
  await page.getByLabel('Port', { exact: true }).fill('5432');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await settled(page);
  expect(await textOf(page.locator('.verdict'))).toContain('DENIED');
  expect(await textOf(page.locator('.step.other-peer').first())).toContain('another peer');
  // the picture shows both ends and the way that nothing takes
  expect(await page.locator('.d-asked-tag').count()).toBe(2);
  expect(await page.locator('.d-asked-line').count()).toBe(1);
  expect(await textOf(page.locator('.d-asked-word.is-sign'))).toBe('✕ 5432');
  await page.close();
});

test('an edit shows what it gains and loses; undo and redo take it back and bring it again', async () => {
  const { page } = await withSmallCluster();
  await page.getByRole('tab', { name: /What-if/ }).click();
  await page.locator('.item button.row', { hasText: 'shop/db' }).click();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 15; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace');
  await page.keyboard.type('web');
  await settled(page);
  expect(await textOf(page.locator('.cm-content'))).toContain('app: web');
  expect(await textOf(page.locator(answer))).toBe('The edit makes 1 flow gained, 1 lost and 0 changed in their ports.');
  await page.getByRole('tab', { name: /Changes/ }).click();
  const rows = await page.getByRole('grid', { name: 'Changes' }).locator('tbody tr[data-row]').allInnerTexts();
  expect(rows.map((row) => /gained|lost/.exec(row)?.[0]).sort()).toEqual(['gained', 'lost']);
  expect(await page.locator('.d-edge.is-gained, .d-edge.is-lost').count()).toBe(2);

  const edited = await stateOf(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await settled(page);
  expect(await textOf(page.locator('.cm-content'))).toContain('app: api');
  expect(await textOf(page.locator(answer))).toContain('No edits yet');
  await page.getByRole('button', { name: 'Redo' }).click();
  await settled(page);
  expect((await stateOf(page)).history).toEqual(edited.history);
  await page.close();
});

test('text that is not valid keeps the last valid result and names the line', async () => {
  const { page } = await withSmallCluster();
  await page.locator('.item button.row', { hasText: 'shop/db' }).click();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+End');
  const before = await stateOf(page);
  await page.keyboard.type('  egress: [{\n');
  await page.locator('.editor-status.invalid').waitFor();
  expect(await textOf(page.locator('.editor-status'))).toMatch(/the last valid version is still shown.*line \d+/is);
  expect((await stateOf(page)).answers.flows.answer).toEqual(before.answers.flows.answer);
  await page.keyboard.press('Control+z');
  await settled(page);
  expect(await page.locator('.editor-status.invalid').count()).toBe(0);
  await page.close();
});

test('default deny for a namespace loses every flow of it, and a deleted policy comes back by undo', async () => {
  const { page } = await withSmallCluster();
  await page.getByLabel('Add a policy').selectOption('deny shop');
  await settled(page);
  const { answers } = await stateOf(page);
  const diff = answers.changes.answer;
  if (diff === 'none' || diff.kind === 'Refusal') throw new Error('no changes were worked out');
  expect(diff.items.filter((item) => item.change === 'gained')).toEqual([]);
  expect(diff.items.filter((item) => item.change === 'lost').length).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Delete' }).click();
  await settled(page);
  expect(await textOf(page.locator(answer))).toContain('No edits yet');
  await page.keyboard.press('Control+z');
  await settled(page);
  expect((await stateOf(page)).input).toMatchObject({ inventory: { counts: { policies: 3 } } });
  await page.close();
});

test('a compromised pod shows its rings, one step at a time', async () => {
  const { page } = await withSmallCluster();
  await page.getByRole('button', { name: 'web is compromised' }).click();
  await settled(page);
  const { answers, view } = await stateOf(page);
  expect(view.starts).toEqual(['shop/pod/web']);
  const blast = answers.blast.answer;
  if (blast === 'none' || blast.kind === 'Refusal') throw new Error('no blast radius was worked out');
  const hops = blast.reached.filter(({ what }) => what.kind === 'Pod').map(({ what, hops }) => `${what.name} ${hops}`);
  expect(hops.sort()).toEqual(['api 1', 'db 2']);
  expect(await page.locator('svg.rings').count()).toBe(1);
  expect(await page.getByRole('grid', { name: 'Reached things' }).getAttribute('aria-rowcount')).toBe(
    String(blast.reached.length + 1),
  );
  await page.keyboard.press(',');
  expect((await stateOf(page)).view.upTo).not.toBe('all');
  await page.close();
});

test('each policy has its cost, ranked, and an edit shows what it changes about it', async () => {
  const { page } = await withSmallCluster();
  await page.keyboard.press('4');
  await settled(page);
  const grid = page.getByRole('grid', { name: 'Cost of each policy' });
  expect(await grid.getAttribute('aria-rowcount')).toBe('3');
  expect(await page.locator('svg.cost').count()).toBe(1);
  await page.getByLabel('Dataplane').selectOption('calico-iptables');
  await settled(page);
  expect(await textOf(page.locator(answer))).toContain('calico-iptables');
  await page.getByLabel('Add a policy').selectOption('deny shop');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /Cost/ }).click();
  await settled(page);
  expect(await textOf(grid)).toContain('(new)');
  await page.close();
});

test('after something that cannot be read, what was open before comes back with its view and edits', async () => {
  const { page } = await withSmallCluster();
  await page.getByLabel('Add a policy').selectOption('deny shop');
  await settled(page);
  const before = await stateOf(page);
  await drop(page, [{ name: 'broken.yaml', text: 'a: [unclosed' }]);
  await page.getByRole('button', { name: 'Back to small.yaml' }).click();
  await opened(page);
  await page.waitForFunction(() => Reflect.get(globalThis, '__firebreak').state().applied !== '[]');
  await settled(page);
  const after = await stateOf(page);
  expect(after.view).toEqual(before.view);
  expect(after.answers.changes.answer).toEqual(before.answers.changes.answer);
  await page.close();
});

test('the explanation has room when something needs it or is asked for, and the address says what is not usual', async () => {
  const { page } = await withSmallCluster();
  const column = page.getByRole('region', { name: 'Explanation' });
  const toggle = page.getByRole('button', { name: 'Explain', exact: true });
  expect(await column.count()).toBe(0);
  await toggle.click();
  expect(await column.count()).toBe(1);
  expect(page.url()).toContain('side=shown');
  await page.keyboard.press('\\');
  expect(await column.count()).toBe(0);
  expect(page.url()).not.toContain('side=');

  await page.getByRole('row', { name: /api.*db.*5432/ }).click();
  await settled(page);
  expect(await textOf(column.locator('.verdict'))).toContain('ALLOWED');
  await toggle.click();
  expect(await column.count()).toBe(0);
  await page.locator('.item button.row', { hasText: 'shop/db' }).click();
  expect(await page.getByRole('region', { name: 'Policy editor' }).count()).toBe(1);

  await page.getByRole('button', { name: 'Fold the tables' }).click();
  expect(await page.getByRole('grid', { name: 'Flows' }).count()).toBe(0);
  await page.getByRole('tab', { name: /Problems/ }).click();
  expect(await page.locator('#tab-panel').isVisible()).toBe(true);
  await page.close();
});

test('loading says what it does, step by step', async () => {
  const { page } = await visit(here.browser.context, `${here.site.origin}/`);
  await page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'seenSteps', seen);
    new MutationObserver(() => {
      const text = document.querySelector('.loading [role="status"]')?.textContent ?? '';
      if (text !== '' && seen.at(-1) !== text) seen.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await drop(page, [{ name: 'small.yaml', text: smallCluster }]);
  await opened(page);
  const seen: readonly string[] = await page.evaluate(() => Reflect.get(globalThis, 'seenSteps'));
  expect(seen.join('\n')).toMatch(/^reading files.*reading manifests, 1 KB …\nlisting what is in 6 objects …$/s);
  await page.close();
});
