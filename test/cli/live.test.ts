// The live cluster, against a small API server on loopback: pages, expired tokens, waiting, and lists that are forbidden.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { run } from './run.ts';

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}
type Api = (path: string, query: URLSearchParams) => Reply;

const folder = mkdtempSync(join(tmpdir(), 'live-'));
const kubeconfig = join(folder, 'config');
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts it, writes the kubeconfig, and gives the list of what was asked for. */
async function serving(api: Api): Promise<readonly string[]> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://api');
    asked.push(`${request.method} ${url.pathname}${url.search} ${request.headers.authorization ?? ''}`.trim());
    const { status = 200, headers = {}, body } = api(url.pathname, url.searchParams);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  writeFileSync(kubeconfig, config(`http://127.0.0.1:${port}/prefix/`));
  return asked;
}

function config(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'here',
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: { token: 'let-me-in' } }],
    contexts: [
      { name: 'here', context: { cluster: 'c', user: 'u' } },
      { name: 'lost', context: { cluster: 'gone', user: 'u' } },
    ],
  });
}

const pod = (name: string, ip: string) => ({
  metadata: { name, namespace: 'shop', labels: { app: name } },
  spec: { containers: [{ name, env: [{ name: 'PASSWORD', value: 'hunter2' }] }] },
  status: { podIP: ip },
});
const objects: Readonly<Record<string, readonly object[]>> = {
  namespaces: [{ metadata: { name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop' } } }],
  pods: [pod('web', '10.0.0.1'), pod('db', '10.0.0.2'), pod('batch', '10.0.0.3')],
  networkpolicies: [
    {
      metadata: { name: 'db', namespace: 'shop' },
      spec: {
        podSelector: { matchLabels: { app: 'db' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }],
      },
    },
  ],
};

const kindOf = (path: string) => path.split('/').at(-1) ?? '';
const everything: Api = (path) => ({ body: { kind: 'List', metadata: {}, items: objects[kindOf(path)] ?? [] } });
const forbidden: Reply = { status: 403, body: { kind: 'Status', message: 'you may not list this' } };
const live = ['--kubeconfig', kubeconfig];

test('the lists that answers need are read, with the token, and never a Secret', async () => {
  const asked = await serving(everything);
  const { code, stderr } = await run(['can-reach', 'shop/web', 'shop/db', ...live]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(asked.at(-1)).toBe('GET /prefix/apis Bearer let-me-in');
  expect(asked.slice(0, -1)).toEqual(
    [
      'api/v1/namespaces',
      'api/v1/nodes',
      'api/v1/pods',
      'api/v1/services',
      'api/v1/replicationcontrollers',
      'apis/apps/v1/deployments',
      'apis/apps/v1/statefulsets',
      'apis/apps/v1/daemonsets',
      'apis/apps/v1/replicasets',
      'apis/batch/v1/jobs',
      'apis/batch/v1/cronjobs',
      'apis/discovery.k8s.io/v1/endpointslices',
      'apis/networking.k8s.io/v1/networkpolicies',
      'apis/networking.k8s.io/v1/ingresses',
      'apis/networking.k8s.io/v1/ingressclasses',
    ].map((path) => `GET /prefix/${path}?limit=500 Bearer let-me-in`),
  );
});

const definition =
  '/prefix/apis/apiextensions.k8s.io/v1/customresourcedefinitions/clusternetworkpolicies.policy.networking.k8s.io';
const vendors: Readonly<Record<string, object>> = {
  '/prefix/apis': {
    groups: [
      { name: 'apps', versions: [{ groupVersion: 'apps/v1' }] },
      { name: 'cilium.io', versions: [{ groupVersion: 'cilium.io/v2' }, { groupVersion: 'cilium.io/v2alpha1' }] },
      { name: 'policy.networking.k8s.io', versions: [{ groupVersion: 'policy.networking.k8s.io/v1alpha2' }] },
    ],
  },
  '/prefix/apis/cilium.io/v2': {
    resources: [
      { name: 'ciliumnetworkpolicies', kind: 'CiliumNetworkPolicy' },
      { name: 'ciliumnetworkpolicies/status', kind: 'CiliumNetworkPolicy' },
      { name: 'ciliumnodes', kind: 'CiliumNode' },
    ],
  },
  '/prefix/apis/policy.networking.k8s.io/v1alpha2': {
    resources: [{ name: 'clusternetworkpolicies', kind: 'ClusterNetworkPolicy' }],
  },
  '/prefix/apis/cilium.io/v2/ciliumnetworkpolicies': {
    items: [{ metadata: { name: 'http', namespace: 'shop' }, spec: { ingress: [{}] } }],
  },
};

test('kinds that not every cluster has are read where the cluster tells that it has them', async () => {
  const asked = await serving((path, query) => {
    const body = vendors[path];
    return body === undefined ? everything(path, query) : { body };
  });
  const { code, stderr } = await run(['can-reach', 'shop/web', 'shop/db', ...live]);
  expect(code).toBe(4);
  expect(stderr).toMatch(/^here\/ciliumnetworkpolicies\.cilium\.io\.json:2:1: warning: 1 of `cilium\.io\/v2/);
  const further = asked.filter((line) => /cilium|policy\.networking/.test(line)).map((line) => line.split(' ')[1]);
  expect(further).toEqual([
    '/prefix/apis/policy.networking.k8s.io/v1alpha2',
    '/prefix/apis/cilium.io/v2',
    '/prefix/apis/cilium.io/v2alpha1',
    '/prefix/apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies?limit=500',
    '/prefix/apis/cilium.io/v2/ciliumnetworkpolicies?limit=500',
    definition,
  ]);
});

const admin = {
  metadata: { name: 'closed' },
  spec: {
    tier: 'Admin',
    priority: 1,
    subject: { namespaces: {} },
    ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
    egress: [{ action: 'Deny', to: [{ domainNames: ['example.com'] }] }],
  },
};
const channel = (name: string): Reply => ({
  body: {
    metadata: { annotations: { 'policy.networking.k8s.io/channel': name } },
    spec: { versions: [{ schema: {} }] },
  },
});

test.each([
  ['is of the standard channel, which refuses the policy', channel('standard'), 0, 'experimental-field'],
  ['is of the experimental channel, which takes it', channel('experimental'), 1, ''],
  ['is not there', { status: 404, body: {} }, 1, ''],
  ['is forbidden', forbidden, 1, `did not list the definition ${definition.split('/').at(-1)}`],
] as const)('the definition of the cluster-wide policies %s', async (_, reply, code, says) => {
  await serving((path, query) => {
    if (path === definition) return reply;
    if (kindOf(path) === 'clusternetworkpolicies') return { body: { metadata: {}, items: [admin] } };
    const body = path.includes('cilium') ? undefined : vendors[path];
    return body === undefined ? everything(path, query) : { body };
  });
  const { code: exit, stdout, stderr } = await run(['can-reach', 'shop/web', 'shop/db', '-o', 'json', ...live]);
  expect(exit).toBe(code);
  expect(stdout + stderr).toContain(says);
  expect(stdout).not.toContain('schema');
});

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
