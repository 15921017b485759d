// Command line and page give the same answers. For every scenario: all flows of the page's own session, in its worker,
// are those that `firebreak flows` prints, as main() and as a process; and for twenty pairs what stands on the page
// after "Explain" is what `firebreak can-reach` says and exits with.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { EndpointView, FlowList } from '../../src/session/answers.ts';
import { run } from '../cli/run.ts';
import { browserAndSite, opened, settled, stateOf, visit } from './browser.ts';

const here = browserAndSite();

const scenarios = readdirSync('scenarios').sort();
const words = { ALLOWED: 0, DENIED: 1, UNKNOWN: 4, PARTLY: 5 };

test.each(scenarios)('%s', async (name) => {
  const input = ['-f', `scenarios/${name}/cluster.yaml`];
  const asked = ['flows', ...input, '--by', 'pod', '-o', 'json'];
  const { stdout } = await run(asked);
  const process = spawnSync('node', ['dist/cli/cli.js', ...asked], { encoding: 'utf8' });
  expect(process.stdout).toBe(stdout);
  const list: FlowList = JSON.parse(stdout);

  const { page, errors } = await visit(here.browser.context, `${here.site.origin}/#/flows?v=1&scenario=${name}&by=pod`);
  await opened(page);
  const { answers } = await stateOf(page);
  expect(answers.flows.answer).toMatchObject({ kind: 'FlowList', items: list.items });

  for (const { from, to, port } of pairs(list)) {
    const { code } = await run(['can-reach', from, port === '' ? to : `${to}:${port}`, ...input]);
    expect({ from, to, port, code }).toEqual({ from, to, port, code: await explained(page, name, from, to, port) });
  }
  expect(errors).toEqual([]);
  await page.close();
});

/** What the page says of a pair, as the exit code of the same word. */
async function explained(page: Page, scenario: string, from: string, to: string, port: string): Promise<number> {
  const terms = new URLSearchParams({ v: '1', scenario, from, to, port });
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `/flows?${terms}`);
  await settled(page);
  await page.waitForFunction(
    ([a, b, c]) => {
      const { view } = Reflect.get(globalThis, '__firebreak').state();
      return view.pair !== 'none' && view.pair.from === a && view.pair.to === b && view.pair.port === c;
    },
    [from, to, port],
  );
  await settled(page);
  const word = await page.locator('.explain .verdict b').textContent();
  const found = Object.entries(words).find(([known]) => known === word);
  if (found === undefined) throw new Error(`the page says ${word}`);
  return found[1];
}

/** Twenty of all ordered pairs of ends, evenly spread, in turn without a port and with one. */
function pairs({ items }: FlowList): readonly { readonly from: string; readonly to: string; readonly port: string }[] {
  const names = [...new Set(items.flatMap(({ from, to }) => [nameOf(from), nameOf(to)]))]
    .filter((each) => each !== '')
    .sort();
  const all = names.flatMap((from) => names.filter((to) => to !== from).map((to) => ({ from, to })));
  const ends = all.length > 0 ? all : names.map((from) => ({ from, to: 'internet' }));
  const ports = ['', '80', '5432/TCP', '53/UDP', '8080', '9999/SCTP'];
  return Array.from({ length: 20 }, (_, i) => ({
    ...(ends[Math.floor((i * ends.length) / 20)] ?? { from: '', to: '' }),
    port: ports[i % ports.length] ?? '',
  })).filter(({ from }) => from !== '');
}

function nameOf(end: EndpointView): string {
  return 'cidrs' in end || end.namespace === undefined ? '' : `${end.namespace}/${end.kind.toLowerCase()}/${end.name}`;
}
