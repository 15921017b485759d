// A small HTTP server for one's own browser: loopback only, GET and HEAD only, from a fixed list. The Host
// header must name loopback, since any web site can point a name of its own at 127.0.0.1 and would then
// be taken for this page by the browser (DNS rebinding).

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Failure, nothingRead, reasonOf } from '../io.ts';
import type { Asset, Assets } from './assets.ts';

export interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const loopback = '127.0.0.1';
const hosts: ReadonlySet<string> = new Set([loopback, 'localhost', '[::1]']);

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

export function listen(assets: Assets, port: number): Promise<Listening | Failure> {
  const server = createServer((request, response) => answer(assets, request, response));
  return new Promise((resolve) => {
    server.once('error', (thrown) => resolve(nothingRead(`cannot listen on port ${port}: ${reasonOf(thrown)}`)));
    server.listen(port, loopback, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        });
      resolve({ url: `http://${loopback}:${bound}/`, close });
    });
  });
}

function answer(assets: Assets, request: IncomingMessage, response: ServerResponse): void {
  const [path = ''] = (request.url ?? '').split('?');
  const asset = assets.get(path);
  if (!fromLoopback(request)) {
    refuse(response, 403, 'this server answers only to loopback names');
  } else if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    refuse(response, 405, 'GET and HEAD only');
  } else if (asset === undefined) {
    refuse(response, 404, 'no such file');
  } else {
    send(response, asset, request.method);
  }
}

function fromLoopback({ headers: { host = '' } }: IncomingMessage): boolean {
  return hosts.has(host.toLowerCase().replace(/:\d{1,5}$/, ''));
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { ...always, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${why}\n`);
}

function send(response: ServerResponse, asset: Asset, method: 'GET' | 'HEAD'): void {
  const body = typeof asset.body === 'string' ? Buffer.from(asset.body) : asset.body;
  response.writeHead(200, {
    ...always,
    'Content-Type': asset.type,
    'Content-Length': body.length,
    ...(asset.policy === '' ? {} : { 'Content-Security-Policy': asset.policy }),
  });
  response.end(method === 'HEAD' ? undefined : body);
}
