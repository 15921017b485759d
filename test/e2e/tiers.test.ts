// A policy of the whole cluster, from the explanation to its text and back; Services and nodes on the same page.

import { expect, test } from 'vitest';
import { browserAndSite, drop, opened, settled, stateOf, textOf, visit } from './browser.ts';
import { tieredCluster } from './given.ts';

const here = browserAndSite();

async function asking(terms: string) {
  const visited = await visit(here.browser.context, `${here.site.origin}/`);
  await drop(visited.page, [{ name: 'tiers.yaml', text: tieredCluster }]);
  await opened(visited.page);
  await visited.page.evaluate((hash) => {
    location.hash = hash;
  }, `#/flows?v=1&${terms}`);
  await visited.page.locator('.verdict').waitFor();
  await settled(visited.page);
  return visited;
}

test('an Admin policy is explained tier by tier, and changing its action changes the answer', async () => {
  const { page, errors } = await asking('from=guests/visitor&to=shop/web&port=8080/TCP');
  const column = page.getByRole('region', { name: 'Explanation' });
  expect(await textOf(column.locator('.verdict'))).toContain('DENIED');
  const entering = column.getByRole('region', { name: 'ingress of shop/web' });
  expect(await textOf(entering)).toMatch(/ClusterNetworkPolicy guard denies it in the Admin tier/);
  expect(await entering.locator('.tier h4').allTextContents()).toEqual(['Admin tier denies']);

  await entering.getByRole('button', { name: /CNP guard.*ingress\[0\].*Deny/ }).click();
  await page.locator('.cm-content').waitFor();
  expect((await stateOf(page)).view.editing).toBe('edit:ClusterNetworkPolicy/guard');
  expect(page.url()).toContain('policy=ClusterNetworkPolicy/guard');
  await page.locator('.cm-line', { hasText: 'action: Deny' }).click();
  await page.keyboard.press('End');
  for (const _ of 'Deny') await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Space');
  const offered = page.locator('.cm-tooltip-autocomplete li');
  await offered.first().waitFor();
  expect(await offered.allTextContents()).toEqual(['Accept', 'Deny', 'Pass']);
  await page.keyboard.type('Pass');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => Reflect.get(globalThis, '__firebreak').state().applied.includes('Pass'));
  await settled(page);
  expect(await textOf(column.locator('.verdict'))).toContain('ALLOWED');
  expect(await entering.locator('.tier h4').allTextContents()).toEqual([
    'Admin tier passes on',
    'Baseline tier accepts',
  ]);
  const { answers, input } = await stateOf(page);
  const diff = answers.changes.answer;
  expect(diff !== 'none' && diff.kind === 'FlowDiff' ? diff.items.map(({ change }) => change) : []).toContain('gained');
  // the other policy of this name is as it was
  const states = input.kind === 'loaded' ? input.inventory.policies : [];
  expect(states.map(({ policy, state }) => `${policy.kind} ${state}`).sort()).toEqual([
    'AdminNetworkPolicy as-loaded',
    'ClusterNetworkPolicy as-loaded',
    'ClusterNetworkPolicy edited',
    'NetworkPolicy as-loaded',
  ]);

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await settled(page);
  expect(await textOf(column.locator('.verdict'))).toContain('DENIED');
  expect(errors).toEqual([]);
  await page.close();
});

test('one of two policies of a name is deleted, and comes back', async () => {
  const { page } = await asking('from=guests/visitor&to=shop/web&port=8080/TCP');
  await page.locator('.item button.row', { hasText: 'ANP guard' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await settled(page);
  expect(await page.locator('.item button.row', { hasText: 'guard' }).allTextContents()).toEqual(['CNP guard']);
  await page.keyboard.press('Control+z');
  await settled(page);
  expect(await page.locator('.item button.row', { hasText: 'guard' }).allTextContents()).toEqual([
    'CNP guard',
    'ANP guard',
  ]);
  await page.close();
});

test('a Service is answered for backend by backend, and nodes and Services can be listed', async () => {
  const { page, errors } = await asking('from=guests/visitor&to=shop/svc/web&port=80/TCP');
  const column = page.getByRole('region', { name: 'Explanation' });
  expect(await textOf(column.locator('.verdict'))).toContain(
    'PARTLY guests/visitor → shop/web, TCP 80: 1 of 2 backends',
  );
  expect(await column.locator('.pairs li').count()).toBe(2);
  await page.getByLabel('Nodes').check();
  await page.getByLabel('Through Services').check();
  await settled(page);
  expect((await stateOf(page)).view.beyond).toEqual(['nodes', 'services']);
  expect(page.url()).toContain('beyond=nodes,services');
  const { answers } = await stateOf(page);
  const flows = answers.flows.answer;
  const items = flows !== 'none' && flows.kind === 'FlowList' ? flows.items : [];
  expect(items.some(({ to }) => to.kind === 'Node')).toBe(true);
  expect(items.some(({ via }) => via.some(({ name }) => name === 'web'))).toBe(true);
  expect(await page.getByRole('columnheader', { name: 'Through' }).count()).toBe(1);
  expect(await page.locator('.d-namespace', { hasText: 'nodes' }).count()).toBe(1);
  expect(errors).toEqual([]);
  await page.close();
});

test('what puts every answer in doubt stands above everything else', async () => {
  const { page } = await asking('from=guests/visitor&to=shop/web');
  expect(await textOf(page.locator('.banner'))).toContain('nothing in the input enforces network policies');
  await page.locator('.banner button').click();
  expect(await textOf(page.getByRole('grid', { name: 'Problems' }))).toContain('cilium.io/v2');
  await page.close();
});
