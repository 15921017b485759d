// For everyone: no violation that axe knows of, every journey with the keyboard alone, no sideways scrolling on a
// narrow screen, no motion where none is wanted.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserAndSite, drop, opened, settled, stateOf, visit } from './browser.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const here = browserAndSite();

/**
 * Evaluated by the debugger's protocol, which the page's policy does not govern. A card of a picture shows more than
 * its name (ports, counts), all of which the table says too; its accessible name need not repeat it.
 */
async function axeFinds(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const named = 'label-content-name-mismatch';
    const { run } = Reflect.get(globalThis, 'axe');
    const everywhere = await run(document, { runOnly: tags, rules: { [named]: { enabled: false } } });
    const besidePictures = await run({ exclude: ['svg.stage'] }, { runOnly: { type: 'rule', values: [named] } });
    return [...everywhere.violations, ...besidePictures.violations].flatMap(
      (violation: { id: string; nodes: { target: unknown; failureSummary: string }[] }) =>
        violation.nodes.map((node) => `${violation.id} at ${JSON.stringify(node.target)}: ${node.failureSummary}`),
    );
  });
}

const views: readonly {
  readonly name: string;
  readonly hash: string;
  readonly prepare?: (page: Page) => Promise<void>;
}[] = [
  { name: 'the first screen', hash: '' },
  { name: 'flows', hash: '#/flows?scenario=shop' },
  {
    name: 'flows with an explanation',
    hash: '#/flows?scenario=shop&from=shop/deploy/cart&to=data/sts/cart-cache&port=6379',
  },
  {
    name: 'an explanation by tiers',
    hash: '#/flows?scenario=admin-pass-hands-over-to-the-namespace&from=monitoring/prometheus&to=shop/vault&port=8080',
  },
  {
    name: 'nodes, Services and a banner',
    hash: '#/flows?scenario=nothing-enforces-the-policies&beyond=nodes,services',
  },
  { name: 'a workload', hash: '#/flows?scenario=shop&focus=shop/deploy/cart' },
  { name: 'blast', hash: '#/blast?scenario=shop&start=shop/deploy/cart' },
  { name: 'blast without a start', hash: '#/blast?scenario=shop' },
  { name: 'what-if with a policy open', hash: '#/what-if?scenario=shop&policy=shop/cart&tab=changes' },
  { name: 'cost', hash: '#/cost?scenario=shop' },
  { name: 'problems', hash: '#/flows?scenario=shop&tab=problems' },
  { name: 'history', hash: '#/flows?scenario=shop&tab=history' },
  {
    name: 'an edit with changes',
    hash: '#/what-if?scenario=shop&tab=changes',
    prepare: async (page) => {
      await page.getByLabel('Add a policy').selectOption('deny monitoring');
      await settled(page);
      await page.getByRole('tab', { name: /Changes/ }).click();
    },
  },
  { name: 'a failure', hash: '', prepare: (page) => drop(page, [{ name: 'broken.yaml', text: 'a: [unclosed' }]) },
  {
    name: 'assumptions',
    hash: '#/flows?scenario=shop&assume=sidecar-ports:no',
    prepare: (page) => page.getByRole('button', { name: /assumptions/ }).click(),
  },
  ...(['flows', 'what-if', 'blast', 'cost'] as const).map((lens) => ({
    name: `the legend of ${lens}`,
    hash: `#/${lens}?scenario=shop&start=shop/deploy/cart`,
    prepare: (page: Page) => page.getByText('Legend', { exact: true }).click(),
  })),
  { name: 'flows with a denial', hash: '#/flows?scenario=shop&from=shop/deploy/cart&to=data/sts/shop-db&port=5432' },
  { name: 'the column asked for', hash: '#/flows?scenario=shop&side=shown&tables=folded' },
  { name: 'help', hash: '#/flows?scenario=shop', prepare: (page) => page.keyboard.press('?') },
];

for (const scheme of ['light', 'dark'] as const)
  describe(`axe finds nothing in the ${scheme} theme on`, () => {
    for (const { name, hash, prepare } of views)
      test(name, async () => {
        const { page } = await visit(here.browser.context, 'about:blank');
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(`${here.site.origin}/${hash}`);
        if (hash !== '') await opened(page);
        else await page.getByRole('heading', { level: 2 }).first().waitFor();
        await prepare?.(page);
        await page.waitForFunction(
          () =>
            document.querySelector('.editor-host') === null ||
            document.querySelector('.editor-host')?.shadowRoot?.querySelector('.cm-content') !== null,
        );
        await settled(page);
        expect(await axeFinds(page)).toEqual([]);
        await page.close();
      });
  });

/** The element that has the focus, through shadow roots. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const outer = document.activeElement;
    const inner = outer?.shadowRoot?.activeElement ?? outer;
    return `${inner?.tagName} ${inner?.getAttribute('aria-label') ?? inner?.textContent?.trim().slice(0, 40)}`;
  });
}

async function tabUntil(page: Page, found: (focus: string) => boolean): Promise<void> {
  for (let i = 0; i < 120; i++) {
    const focus = await focused(page);
    if (found(focus)) return;
    expect(focus.startsWith('BODY') && i > 0).toBe(false);
    await page.keyboard.press('Tab');
  }
  throw new Error('not reached by Tab');
}

test('the keyboard alone opens a scenario, explains, marks a pod, edits, leaves the editor and undoes', async () => {
  const { page, errors } = await visit(here.browser.context, `${here.site.origin}/`);
  await page.getByRole('heading', { name: /can reach what/ }).waitFor();
  await page.keyboard.press('Tab');
  await tabUntil(page, (focus) => /web shop/i.test(focus));
  await page.keyboard.press('Enter');
  await opened(page);

  await page.keyboard.press('/');
  expect(await focused(page)).toContain('INPUT');
  await page.keyboard.type('cart');
  await settled(page);
  await tabUntil(page, (focus) => focus === 'BUTTON cart2' || /^BUTTON .*cart2$/.test(focus));
  await page.keyboard.press('c');
  await settled(page);
  expect(await stateOf(page)).toMatchObject({ view: { lens: 'blast', starts: ['shop/deploy/cart'] } });
  await page.keyboard.press(',');
  await page.keyboard.press('.');

  await page.keyboard.press('1');
  await settled(page);
  await tabUntil(page, (focus) => focus.startsWith('TR '));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await settled(page);
  expect((await stateOf(page)).view.pair).not.toBe('none');
  await tabUntil(page, (focus) => /BUTTON .*(egress|ingress|line \d)/.test(focus));
  await page.keyboard.press('Enter');
  await page.locator('.cm-explain-line').first().waitFor();
  await page.waitForFunction(() => document.activeElement?.className === 'editor-host');
  expect(await focused(page)).toBe('DIV Policy YAML');

  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# a note\n');
  await settled(page);
  expect((await stateOf(page)).history.steps).toHaveLength(2);
  await page.keyboard.press('Control+z');
  await settled(page);
  expect((await stateOf(page)).history.at).toBe(0);
  await page.keyboard.press('Tab');
  expect(await focused(page)).not.toBe('DIV Policy YAML');

  const regions: string[] = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press('F6');
    regions.push(await focused(page));
  }
  expect(new Set(regions).size).toBeGreaterThanOrEqual(5);
  expect(regions.filter((region) => region.startsWith('BODY'))).toEqual([]);
  expect(errors).toEqual([]);
  await page.close();
});

test('what has the focus shows it, in both themes', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await visit(here.browser.context, `${here.site.origin}/#/flows?scenario=shop`);
    await page.emulateMedia({ colorScheme });
    await opened(page);
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
        return `${outlineStyle} ${Number.parseFloat(outlineWidth) >= 2}`;
      });
      expect(outline).toBe('solid true');
    }
    await page.close();
  }
});

test('changes are read aloud, the last word only', async () => {
  const { page } = await visit(here.browser.context, `${here.site.origin}/#/what-if?scenario=shop`);
  await opened(page);
  await page.getByLabel('Add a policy').selectOption('deny monitoring');
  await page.waitForFunction(() => document.querySelector('.announcer')?.textContent?.includes('lost'));
  expect(await page.locator('.announcer').textContent()).toBe(await page.locator('.answer').textContent());
  await page.close();
});

for (const width of [320, 400, 760, 1000])
  test(`nothing scrolls sideways at ${width} pixels but tables and pictures, and the table comes first when narrow`, async () => {
    const { page } = await visit(here.browser.context, `${here.site.origin}/#/flows?scenario=shop`);
    await page.setViewportSize({ width, height: 800 });
    await opened(page);
    await page.getByRole('grid', { name: 'Flows' }).locator('tbody tr[data-row]').first().click();
    await settled(page);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    const tops = await page.evaluate(() =>
      ['.dock', '.stage-region'].map((s) => document.querySelector(s)?.getBoundingClientRect().top ?? 0),
    );
    if (width < 800) expect(tops[0]).toBeLessThan(tops[1] ?? 0);
    await page.getByRole('tab', { name: 'Explain' }).click();
    await page.locator('.verdict').waitFor();
    await page.close();
  });

test('where no motion is wanted, nothing moves', async () => {
  const { page } = await visit(
    here.browser.context,
    `${here.site.origin}/#/blast?scenario=shop&start=shop/deploy/cart`,
  );
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await opened(page);
  await page.keyboard.press(',');
  await settled(page);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await page.close();
});
