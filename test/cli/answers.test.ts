// Every command on a small cluster: its exit code, and what people read, as reviewed text.

import { expect, test } from 'vitest';
import { broken, cluster, expectations, opened } from './cluster.ts';
import { expectGolden } from './golden.ts';
import { run } from './run.ts';

const files = {
  'cluster.yaml': cluster,
  'opened.yaml': opened,
  'expect.yaml': expectations,
  'broken.yaml': broken,
  'nothing.yaml': expectations.replace('shop/web', 'shop/nobody'),
};

const rows: readonly (readonly [golden: string, args: string, code: number])[] = [
  ['flows.txt', 'flows -f cluster.yaml', 0],
  ['flows-by-namespace.txt', 'flows -f cluster.yaml --by namespace', 0],
  ['flows-narrowed.txt', 'flows -f cluster.yaml --by pod --to shop/db --port 5432', 0],
  ['flows-none.txt', 'flows -f cluster.yaml --from shop/db --to shop/db', 0],
  ['flows.csv', 'flows -f cluster.yaml -o csv', 0],
  ['flows.md', 'flows -f cluster.yaml -o markdown', 0],
  ['flows.ndjson', 'flows -f cluster.yaml -o ndjson --to shop/db', 0],
  ['flows.json', 'flows -f cluster.yaml -o=json --to shop/db', 0],
  ['flows.dot', 'flows -f cluster.yaml -o dot', 0],
  ['flows.mmd', 'flows -f cluster.yaml -o mermaid', 0],
  ['can-reach-yes.txt', 'can-reach web db:5432 -n shop -f cluster.yaml', 0],
  ['can-reach-no.txt', 'can-reach shop/batch shop/db:sql -f cluster.yaml', 1],
  ['can-reach-no-from-internet.txt', 'can-reach internet shop/db:sql -f cluster.yaml', 1],
  ['can-reach-unknown.txt', 'can-reach shop/deploy/batch shop/db:9000 -f cluster.yaml', 4],
  ['can-reach-partly.txt', 'can-reach shop/web shop/pod/db -f cluster.yaml', 5],
  ['can-reach-assumed.txt', 'can-reach shop/batch shop/db:9000 -f cluster.yaml --assume missing-addresses=no-match', 1],
  ['can-reach.csv', 'can-reach shop/web shop/db -f cluster.yaml -o csv', 5],
  ['can-reach.md', 'can-reach shop/batch shop/db:sql -f cluster.yaml -o markdown', 1],
  ['can-reach.json', 'can-reach shop/web shop/db:sql -f cluster.yaml -o json', 0],
  ['diff.txt', 'diff cluster.yaml opened.yaml', 0],
  ['diff.txt', 'diff cluster.yaml opened.yaml --exit-code', 1],
  ['diff-same.txt', 'diff cluster.yaml cluster.yaml --exit-code', 0],
  ['diff.csv', 'diff cluster.yaml opened.yaml -o csv', 0],
  ['diff.md', 'diff cluster.yaml opened.yaml -o markdown', 0],
  ['diff.ndjson', 'diff cluster.yaml opened.yaml -o ndjson', 0],
  ['test-holds.txt', 'test expect.yaml', 0],
  ['test-fails.txt', 'test broken.yaml', 1],
  ['test-nothing.txt', 'test nothing.yaml -f cluster.yaml', 1],
  ['test-two-files.txt', 'test expect.yaml broken.yaml -f opened.yaml', 1],
  ['test.csv', 'test broken.yaml -o csv', 1],
  ['test.md', 'test broken.yaml -o markdown', 1],
  ['test-junit.xml', 'test broken.yaml -o junit', 1],
  ['blast-radius.txt', 'blast-radius shop/batch -f cluster.yaml', 0],
  ['blast-radius-certain.txt', 'blast-radius shop/batch -f cluster.yaml --certain', 0],
  ['blast-radius-declared-ports.txt', 'blast-radius shop/web -f cluster.yaml --declared-ports', 0],
  ['blast-radius-all.txt', 'blast-radius --all -f cluster.yaml', 0],
  ['blast-radius-reverse.txt', 'blast-radius shop/db --reverse -f cluster.yaml', 0],
  ['blast-radius-reverse-internet.txt', 'blast-radius internet --reverse -f cluster.yaml', 0],
  ['blast-radius.csv', 'blast-radius shop/web -f cluster.yaml -o csv', 0],
  ['blast-radius-all.csv', 'blast-radius --all -f cluster.yaml -o csv', 0],
  ['blast-radius.md', 'blast-radius shop/web -f cluster.yaml -o markdown', 0],
  ['cost.txt', 'cost -f cluster.yaml', 0],
  ['cost-compare.txt', 'cost -f cluster.yaml --compare', 0],
  ['cost-nodes.txt', 'cost -f cluster.yaml --dataplane cilium --nodes 3', 0],
  ['cost.csv', 'cost -f cluster.yaml -o csv', 0],
  ['cost-for.txt', 'cost -f cluster.yaml --for shop/web shop/db:5432 --dataplane cilium', 0],
  ['cost-for-denied.txt', 'cost -f cluster.yaml --for shop/batch shop/db:5432', 0],
];

/** Where flows are lost, the note on connections that exist already. */
const losing = /^info: lost flows [^\n]* \(established-connections, F15\)\n$/;

test.each([
  ['cluster.yaml opened.yaml', true],
  ['opened.yaml opened.yaml', false],
])('diff %s tells what may become of established connections: %o', async (inputs, told) => {
  const { stderr } = await run(['diff', ...inputs.split(' ')], { files });
  expect(losing.test(stderr)).toBe(told);
});

test.each(rows)('%s is what `firebreak %s` prints, with exit code %i', async (golden, args, code) => {
  const outcome = await run(args.split(' '), { files });
  expect({ code: outcome.code, stderr: outcome.stderr.replace(losing, '') }).toEqual({ code, stderr: '' });
  expectGolden(golden, outcome.stdout);
});

const failOn: readonly (readonly [args: string, code: number])[] = [
  ['shop/batch --fail-on possible', 0],
  ['shop/batch --fail-on possible --target cluster-admin', 0],
  ['shop/batch --fail-on possible --target shop/db', 1],
  ['shop/batch --fail-on certain --target shop/db', 0],
  ['shop/batch --fail-on certain --target internet', 1],
  ['shop/batch --fail-on certain --target shop/db --target internet', 1],
  ['shop/db --fail-on possible --target shop/db', 0],
  ['--all --fail-on possible --target shop/db', 1],
];

test.each(failOn)('blast-radius %s exits with %i', async (args, code) => {
  const outcome = await run(['blast-radius', '-f', 'cluster.yaml', ...args.split(' ')], { files });
  expect(outcome.code, outcome.stderr).toBe(code);
});

const notFound: readonly (readonly [args: string, says: string])[] = [
  ['can-reach shop/nobody shop/db -f cluster.yaml', 'shop/nobody'],
  ['can-reach web db -f cluster.yaml', 'did you mean shop/web'],
  ['flows --from shop/nobody -f cluster.yaml', 'shop/nobody'],
  ['blast-radius shop/nobody -f cluster.yaml', 'shop/nobody'],
  ['blast-radius shop/web --target shop/nobody --fail-on possible -f cluster.yaml', 'shop/nobody'],
  ['can-reach shop/web shop/db:99999 -f cluster.yaml', '99999'],
];

test.each(notFound)('`firebreak %s` exits with 2 and says %s', async (args, says) => {
  const { code, stdout, stderr } = await run(args.split(' '), { files });
  expect(stderr).toContain(says);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('must: unchanged compares with the baseline', async () => {
  const unchanged = expectations.replaceAll(/must: (allow|deny)/g, 'must: unchanged');
  const all = { ...files, 'unchanged.yaml': unchanged };
  const same = await run(['test', 'unchanged.yaml', '--baseline', 'cluster.yaml'], { files: all });
  const other = await run(['test', 'unchanged.yaml', '--baseline', 'opened.yaml'], { files: all });
  expect([same.code, other.code]).toEqual([0, 1]);
});
