// Lenses that are opened later bring their own worker: it is fetched then, and knows the edits made before.

import { expect, test } from 'vitest';
import { browserAndSite, drop, opened, settled, stateOf, textOf, visit } from './browser.ts';
import { smallCluster } from './given.ts';

const here = browserAndSite();

test('the worker and the panels for blast radius and cost are fetched with the first of these lenses, with the edits', async () => {
  const { page, errors } = await visit(here.browser.context, `${here.site.origin}/`);
  await drop(page, [{ name: 'small.yaml', text: smallCluster }]);
  await opened(page);
  const fetched = () => here.site.requests.filter((name) => /\/later-[^/]*\.js$/.test(name)).length;
  expect(fetched()).toBe(0);
  await page.getByLabel('Add a policy').selectOption('deny shop');
  await settled(page);
  await page.getByRole('button', { name: 'web is compromised' }).click();
  await settled(page);
  expect(fetched()).toBe(2);
  // the default deny of the edit leaves the attacker where they are
  expect(await textOf(page.locator('.answer'))).toBe(
    'From shop/pod/web: no other pod can be reached, and not the internet.',
  );
  await page.keyboard.press('Control+z');
  await settled(page);
  expect(await textOf(page.locator('.answer'))).toContain('1 pod in 1 step');
  await page.keyboard.press('4');
  await settled(page);
  const { answers } = await stateOf(page);
  expect(answers.cost.answer).toMatchObject({ kind: 'PolicyCostList' });
  expect(fetched()).toBe(2);
  expect(errors).toEqual([]);
  await page.close();
});
