// The live cluster, against a small API server on loopback: pages, expired tokens, waiting, and lists that are forbidden.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Api,
  config,
  everything,
  folder,
  forbidden,
  kindOf,
  kubeconfig,
  live,
  objects,
  type Reply,
  serving,
} from './api-server.ts';
import { run } from './run.ts';

test('a cluster that keeps its API groups to itself is answered for with a warning', async () => {
  await serving((path, query) => (path === '/prefix/apis' ? forbidden : everything(path, query)));
  const { code, stderr } = await run(['can-reach', 'shop/web', 'shop/db', ...live]);
  expect(code).toBe(0);
  expect(stderr).toContain('the cluster did not list its API groups, so the answer lacks them: 403');
});

test('$KUBECONFIG is a list of files, of which some may be missing', async () => {
  await serving(everything);
  const env = { KUBECONFIG: `${join(folder, 'missing')}:${kubeconfig}` };
  expect((await run(['can-reach', 'shop/batch', 'shop/db'], { env })).code).toBe(1);
});

/** Three pods, one a page; `at` is called with the token of each page. */
function paged(at: (token: string, query: URLSearchParams) => Reply | 'fine'): Api {
  return (path, query) => {
    if (kindOf(path) !== 'pods') return everything(path, query);
    const token = query.get('continue') ?? '';
    const special = at(token, query);
    if (special !== 'fine') return special;
    const index = Number(token || '0');
    const next = index < 2 ? { continue: String(index + 1) } : {};
    return { body: { metadata: next, items: objects.pods?.slice(index, index + 1) } };
  };
}

test('lists are read page by page', async () => {
  const tokens: string[] = [];
  await serving(
    paged((token) => {
      tokens.push(token);
      return 'fine';
    }),
  );
  const { stdout } = await run(['flows', '--by', 'pod', '-o', 'csv', ...live]);
  expect(tokens).toEqual(['', '1', '2']);
  for (const name of ['web', 'db', 'batch']) expect(stdout).toContain(`Pod,shop,${name},`);
});

test('an expired token means starting over with the whole list', async () => {
  const asked = await serving(
    paged((token, query) => {
      if (token === '1') return { status: 410, body: { message: 'the token has expired' } };
      return query.has('limit') ? 'fine' : { body: { metadata: {}, items: objects.pods } };
    }),
  );
  const { code, stderr } = await run(['can-reach', 'shop/batch', 'shop/db', ...live]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(asked.filter((line) => line.includes('/pods')).map((line) => line.split(' ')[1])).toEqual([
    '/prefix/api/v1/pods?limit=500',
    '/prefix/api/v1/pods?limit=500&continue=1',
    '/prefix/api/v1/pods',
  ]);
});

test('a busy server is asked again', async () => {
  let busy = 2;
  await serving((path, query) => {
    if (kindOf(path) !== 'pods' || busy-- <= 0) return everything(path, query);
    return { status: 429, headers: { 'Retry-After': '0' }, body: {} };
  });
  expect((await run(['can-reach', 'shop/web', 'shop/db', ...live])).code).toBe(0);
});

test('a list that is forbidden becomes a warning, and the answer says what it lacks', async () => {
  await serving((path, query) => (['nodes', 'jobs'].includes(kindOf(path)) ? forbidden : everything(path, query)));
  const { code, stdout, stderr } = await run(['can-reach', 'shop/web', 'shop/db', '-o', 'json', '--strict', ...live]);
  expect(code).toBe(0);
  const missing = ['nodes', 'jobs'].map((plural) => ({
    severity: 'warning',
    code: 'live-list-failed',
    message: `the cluster did not list ${plural}, so the answer lacks them: 403 you may not list this`,
  }));
  expect(JSON.parse(stdout).diagnostics).toEqual(missing);
  expect(stderr.split('\n')).toHaveLength(3);
});

test('where everything is forbidden nothing was read', async () => {
  await serving(() => forbidden);
  const { code, stderr } = await run(['flows', ...live]);
  expect(code).toBe(3);
  expect(stderr).toContain('the cluster lists nothing to us');
});

test('a cluster that does not answer is told with its context', async () => {
  writeFileSync(kubeconfig, config('http://127.0.0.1:1'));
  const { code, stderr } = await run(['flows', ...live]);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^firebreak: cannot reach the cluster of context `here`: .*ECONNREFUSED/);
});

test.each([
  [['--context', 'lost'], 'no context `lost` with a cluster'],
  [['--context', 'unheard-of'], 'no context `unheard-of` with a cluster'],
])('context %j: %s', async (flags, says) => {
  writeFileSync(kubeconfig, config('http://127.0.0.1:1'));
  const { code, stderr } = await run(['flows', ...live, ...flags]);
  expect(code).toBe(3);
  expect(stderr).toContain(says);
});

test.each(['{', '[]', 'clusters: 7', '\u0000'])('a kubeconfig that reads %j exits with 3', async (text) => {
  writeFileSync(kubeconfig, text);
  const { code, stdout } = await run(['flows', ...live]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
});

test('diff --live lays the manifests over the cluster', async () => {
  await serving(everything);
  const manifest = join(folder, 'open.json');
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'db', namespace: 'shop' },
  };
  writeFileSync(
    manifest,
    JSON.stringify({ ...policy, spec: { podSelector: { matchLabels: { app: 'db' } }, ingress: [{}] } }),
  );
  const { code, stdout } = await run(['diff', '--live', manifest, '--exit-code', '-o', 'csv', ...live]);
  expect(code).toBe(1);
  expect(stdout).toContain('gained,Pod,shop,batch,Pod,shop,db,,all,');
});

test('on a terminal progress is told on one line, which is cleared', async () => {
  await serving(everything);
  const { stderr } = await run(['can-reach', 'shop/web', 'shop/db', ...live], { terminal: true });
  expect(stderr).toContain('\r\u001b[Kreading pods: 3');
  expect(stderr.endsWith('\r\u001b[K')).toBe(true);
});
