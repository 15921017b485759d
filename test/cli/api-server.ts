// A small API server on loopback, with a kubeconfig for it and a token, and a few objects to list.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}
export type Api = (path: string, query: URLSearchParams) => Reply;

export const folder = mkdtempSync(join(tmpdir(), 'live-'));
export const kubeconfig = join(folder, 'config');
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts it, writes the kubeconfig, and gives the list of what was asked for. */
export async function serving(api: Api): Promise<readonly string[]> {
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

export function config(server: string): string {
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
export const objects: Readonly<Record<string, readonly object[]>> = {
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

export const kindOf = (path: string) => path.split('/').at(-1) ?? '';
export const everything: Api = (path) => ({ body: { kind: 'List', metadata: {}, items: objects[kindOf(path)] ?? [] } });
export const forbidden: Reply = { status: 403, body: { kind: 'Status', message: 'you may not list this' } };
export const live = ['--kubeconfig', kubeconfig];
