// `serve`: loopback only, from a fixed list, to loopback names; with the input beside the page, until stopped.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Around, run } from './run.ts';

const policy = "default-src 'none'; script-src 'self'";
const html = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><title>x</title>`;
const folder = mkdtempSync(join(tmpdir(), 'page-'));
const page = join(folder, 'page');
mkdirSync(join(page, 'assets'), { recursive: true });
writeFileSync(join(page, 'index.html'), html);
writeFileSync(join(page, 'assets', 'app-1.js'), 'export {};');
writeFileSync(join(page, 'assets', 'notes.exe'), 'no');
writeFileSync(join(folder, 'secret.html'), 'secret');
afterAll(() => rmSync(folder, { recursive: true }));

interface Served {
  readonly url: string;
  readonly stop: () => Promise<Awaited<ReturnType<typeof run>>>;
}

async function served(args: readonly string[], around: Around = {}): Promise<Served> {
  const stopper = new AbortController();
  let outcome: ReturnType<typeof run> | undefined;
  const url = await new Promise<string>((heard, failed) => {
    outcome = run(['serve', ...args], { ...around, page, interrupted: () => stopper.signal, heard });
    outcome.then((ended) => failed(new Error(ended.stderr)), failed);
  });
  return {
    url: url.trim(),
    stop: async () => {
      stopper.abort();
      return (await outcome) ?? { code: 2, stdout: '', stderr: '' };
    },
  };
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

function ask(url: string, path: string, { method = 'GET', host = '' } = {}): Promise<Reply> {
  const { port, host: own } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, method, headers: { host: host || own } }, async (response) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() });
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('a server with input', () => {
  const files = { 'a.yaml': 'kind: A', 'b.yaml.gz': gzipSync('kind: B') };
  let server: Served;
  beforeAll(async () => {
    server = await served(['-f', 'a.yaml', '-f', 'b.yaml.gz', '--port', '0'], { files });
  });
  afterAll(async () => {
    const { code, stdout } = await server.stop();
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${server.url}\n` });
  });

  test('listens on 127.0.0.1', () => expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/));

  test.each([
    ['/', 'text/html; charset=utf-8', html],
    ['/?scenario=shop', 'text/html; charset=utf-8', html],
    ['/index.html', 'text/html; charset=utf-8', html],
    ['/assets/app-1.js', 'text/javascript; charset=utf-8', 'export {};'],
  ])('serves %s', async (path, type, body) => {
    const reply = await ask(server.url, path);
    expect({ status: reply.status, type: reply.headers['content-type'], body: reply.body }).toEqual({
      status: 200,
      type,
      body,
    });
    expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });

  test("the page's policy is also a header, and nobody may frame it", async () => {
    const { headers } = await ask(server.url, '/');
    expect(headers['content-security-policy']).toBe(`${policy}; frame-ancestors 'none'`);
  });

  test('serves the input as text, gzip opened', async () => {
    const { body, headers } = await ask(server.url, '/input.json');
    expect(JSON.parse(body)).toEqual({
      files: [
        { file: 'a.yaml', content: 'kind: A' },
        { file: 'b.yaml.gz', content: 'kind: B' },
      ],
      assume: {},
      lenient: false,
    });
    expect(headers['cache-control']).toBe('no-store');
  });

  test.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/assets/../../secret.html',
    '/assets/..%2f..%2fsecret.html',
    '//secret.html',
    '/assets/notes.exe',
    '/assets',
    '/assets/',
    '/__proto__',
    '/nothing.js',
  ])('%s is not found', async (path) => expect((await ask(server.url, path)).status).toBe(404));

  test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.evil.example', '192.168.0.1'])(
    'a request for the host %s is refused',
    async (host) => {
      const { status, body } = await ask(server.url, '/input.json', { host });
      expect({ status, body }).toEqual({ status: 403, body: 'this server answers only to loopback names\n' });
    },
  );

  test.each(['localhost', 'LOCALHOST:1', '127.0.0.1', '[::1]:8080'])(
    'a request for the host %s is answered',
    async (host) => {
      expect((await ask(server.url, '/', { host })).status).toBe(200);
    },
  );

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not allowed', async (method) => {
    const { status, headers } = await ask(server.url, '/', { method });
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
  });

  test('HEAD has the length and no body', async () => {
    const { status, headers, body } = await ask(server.url, '/', { method: 'HEAD' });
    expect({ status, length: headers['content-length'], body }).toEqual({
      status: 200,
      length: `${html.length}`,
      body: '',
    });
  });

  test('a port that is taken is told', async () => {
    const { port } = new URL(server.url);
    const { code, stderr } = await run(['serve', '-f', 'a.yaml', '--port', port], { files, page });
    expect(code).toBe(3);
    expect(stderr).toContain(`cannot listen on port ${port}`);
  });
});

test('what was assumed on the command line, and how lenient to read, goes with the input', async () => {
  const flags = ['--assume', 'host-network-pods=as-pods', '--lenient', '-f', 'a.yaml'];
  const server = await served(flags, { files: { 'a.yaml': 'kind: A' } });
  expect(JSON.parse((await ask(server.url, '/input.json')).body)).toMatchObject({
    assume: { 'host-network-pods': 'as-pods' },
    lenient: true,
  });
  await server.stop();
});

test('a profile goes with the input as what it assumes, and --assume beats it', async () => {
  const flags = ['--profile', 'kube-network-policies', '--assume', 'equal-priority=unknown', '-f', 'a.yaml'];
  const server = await served(flags, { files: { 'a.yaml': 'kind: A' } });
  expect(JSON.parse((await ask(server.url, '/input.json')).body)).toMatchObject({
    assume: { 'host-network-pods': 'as-nodes', 'equal-priority': 'unknown' },
  });
  await server.stop();
});

test('without -f and without a kubeconfig there is the page and no input', async () => {
  const server = await served([], { files: {} });
  expect((await ask(server.url, '/input.json')).status).toBe(404);
  expect((await server.stop()).stderr).toContain('no -f and no kubeconfig: the page starts without input');
});

test('where the page is not built, serve says so', async () => {
  const { code, stderr } = await run(['serve'], { files: {}, page: join(folder, 'nowhere') });
  expect(code).toBe(3);
  expect(stderr).toContain('the page is not built');
});

test('serve refuses -n, since the page shows every namespace', async () => {
  const { code, stderr } = await run(['serve', '-n', 'shop'], { files: {}, page });
  expect(code).toBe(2);
  expect(stderr).toContain('the page shows every namespace');
});
