// Nothing leaves the page, from either artefact, and nothing in the input or the address runs.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Browser,
  builtPage,
  drop,
  opened,
  type Site,
  serveFolder,
  settled,
  singleFile,
  startBrowser,
  textOf,
  visit,
} from './browser.ts';
import { hostile, smallCluster } from './given.ts';

let browser: Browser;
let site: Site;
let elsewhere: Site;
beforeAll(async () => {
  [browser, site, elsewhere] = await Promise.all([startBrowser(), serveFolder(builtPage), serveFolder(builtPage)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await elsewhere?.close();
});

const artefacts = [
  { name: 'the page on a host', url: () => `${site.origin}/` },
  { name: 'the single file from a disk', url: () => singleFile },
];

for (const { name, url } of artefacts)
  describe(name, () => {
    test('makes a full tour without a request to anyone else, an error or a violation', async () => {
      const visited = await visit(browser.context, url());
      const { page } = visited;
      await page.getByRole('button', { name: /web shop/i }).click();
      await opened(page);
      await page.locator('tbody tr[data-row]').first().click();
      await settled(page);
      await page.locator('.explain button.rule').first().click();
      await page.locator('.cm-explain-line').first().waitFor();
      for (const lens of ['Blast', 'What-if', 'Cost', 'Flows']) {
        await page.getByRole('tab', { name: new RegExp(lens) }).click();
        await settled(page);
      }
      await page.getByLabel('Add a policy').selectOption('deny shop');
      await settled(page);
      await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
      expect(visited.elsewhere).toEqual([]);
      expect(visited.errors).toEqual([]);
      expect(await visited.violations()).toEqual([]);
      await page.close();
    });

    test('runs nothing that stands in names, labels or text', async () => {
      const visited = await visit(browser.context, url());
      const { page } = visited;
      await drop(page, [{ name: '<img src=x onerror=window.pwned=1>.yaml', text: hostile }]);
      await opened(page);
      for (const tab of ['Table', 'Problems', 'History', 'Changes']) await page.getByRole('tab', { name: tab }).click();
      for (const lens of ['Blast', 'Cost', 'What-if']) {
        await page.getByRole('tab', { name: new RegExp(lens) }).click();
        await settled(page);
      }
      await page.locator('.item button.row', { hasText: 'shop/fine' }).click();
      await page.locator('.cm-content').waitFor();
      await settled(page);
      expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
      expect(await page.locator('img').count()).toBe(0);
      expect(await visited.violations()).toEqual([]);
      expect(visited.errors).toEqual([]);
      await page.close();
    });

    test('runs nothing that stands in the address', async () => {
      const attack = encodeURIComponent('<img src=x onerror=window.pwned=1>');
      const link = `${url()}#/flows?scenario=shop&from=${attack}&to=${attack}&find=${attack}&policy=${attack}&start=${attack}&${attack}=1`;
      const visited = await visit(browser.context, link);
      await opened(visited.page);
      await visited.page.keyboard.press('2');
      await settled(visited.page);
      expect(await visited.page.evaluate(() => 'pwned' in globalThis)).toBe(false);
      expect(await visited.page.locator('img').count()).toBe(0);
      expect(await visited.violations()).toEqual([]);
      await visited.page.close();
    });
  });

test('neither the page nor a worker of it can fetch from another host', async () => {
  const { page } = await visit(browser.context, `${site.origin}/`);
  const address = `${elsewhere.origin}/index.html`;
  const fromPage = await page.evaluate(
    (url) =>
      fetch(url).then(
        () => 'fetched',
        () => 'refused',
      ),
    address,
  );
  const fromWorker = await page.evaluate(
    (url) =>
      new Promise<unknown>((resolve) => {
        const source = `fetch(${JSON.stringify(url)}).then(() => postMessage('fetched'), () => postMessage('refused'))`;
        const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
        worker.addEventListener('message', (event) => resolve(event.data));
      }),
    address,
  );
  expect([fromPage, fromWorker]).toEqual(['refused', 'refused']);
  expect(elsewhere.requests).toEqual([]);
  await page.close();
});

test('a script by address, as a worker or inline, is refused', async () => {
  const { page } = await visit(browser.context, `${site.origin}/`);
  const tried = await page.evaluate(() => {
    const attempt = (run: () => void) => {
      try {
        run();
        return 'ran';
      } catch {
        return 'refused';
      }
    };
    const script = document.createElement('script');
    return [
      attempt(() => new Worker('/assets/other.js')),
      attempt(() => {
        script.textContent = 'window.pwned = 1';
        document.body.append(script);
      }),
      attempt(() => {
        document.body.innerHTML = '<b>x</b>';
      }),
      'pwned' in globalThis,
    ];
  });
  expect(tried).toEqual(['refused', 'refused', 'refused', false]);
  await page.close();
});

test('the files of this project stay as they are read: bytes, gzip and folders are read in the page', async () => {
  const visited = await visit(browser.context, singleFile);
  const { page } = visited;
  await page.evaluate(async (text) => {
    const packed = await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
    const data = new DataTransfer();
    data.items.add(new File([packed], 'cluster.yaml.gz'));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, smallCluster);
  await opened(page);
  expect(await textOf(page.locator('.answer'))).toContain('2 policies allow');
  expect(visited.elsewhere).toEqual([]);
  await page.close();
});
