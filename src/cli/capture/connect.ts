// From a kubeconfig to a function that gets one path of the API as JSON. The client's own typed lists are
// not used: they drop fields that they don't know, and an unknown field must be seen to fail closed.

import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';
import { type Failure, nothingRead, reasonOf } from '../io.ts';
import type { Kubeconfig } from './kubeconfig.ts';

export type Response =
  | { readonly kind: 'object'; readonly body: object }
  | { readonly kind: 'refused'; readonly status: number; readonly why: string; readonly retryAfter: string }
  | { readonly kind: 'unreachable'; readonly why: string };

export type Get = (path: string) => Promise<Response>;

export interface Connection {
  readonly context: string;
  readonly get: Get;
}

/** A list of 500 pods takes an API server seconds, not minutes. */
const patience = 60_000;

export function connect(found: Kubeconfig, context: string): Connection | Failure {
  try {
    const config = loaded(found);
    if (context !== '') config.setCurrentContext(context);
    const name = config.getCurrentContext();
    const cluster = config.getCurrentCluster();
    if (cluster === null) return nothingRead(`the kubeconfig has no context \`${visibleName(name)}\` with a cluster`);
    return { context: name, get: (path) => get(config, cluster.server, path) };
  } catch (thrown) {
    return nothingRead(`cannot use the kubeconfig: ${reasonOf(thrown)}`);
  }
}

function visibleName(context: string): string {
  return context === '' ? 'current-context' : context;
}

function loaded(found: Kubeconfig): KubeConfig {
  const config = new KubeConfig();
  if (found.kind === 'in-cluster') config.loadFromCluster();
  const [first, ...others] = found.kind === 'files' ? found.paths : [];
  if (first !== undefined) config.loadFromFile(first);
  for (const path of others) {
    const other = new KubeConfig();
    other.loadFromFile(path);
    config.mergeConfig(other, true);
  }
  // The client refuses plain http unless told to skip the check of certificates, of which http has none.
  config.clusters = config.clusters.map((cluster) => {
    return cluster.server.startsWith('http:') ? { ...cluster, skipTLSVerify: true } : cluster;
  });
  return config;
}

async function get(config: KubeConfig, server: string, path: string): Promise<Response> {
  try {
    const url = new URL(`${server.replace(/\/+$/, '')}${path}`);
    const options: RequestOptions = { method: 'GET', timeout: patience, headers: { Accept: 'application/json' } };
    await config.applyToHTTPSOptions(options);
    return await exchange(url, options);
  } catch (thrown) {
    return { kind: 'unreachable', why: unreachableText(thrown) };
  }
}

/** A refused connection to a name with two addresses is an error of errors, without a message. */
function unreachableText(thrown: unknown): string {
  if (thrown instanceof AggregateError) return thrown.errors.map(reasonOf).join('; ');
  return reasonOf(thrown);
}

function exchange(url: URL, options: RequestOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'http:' ? httpRequest : httpsRequest;
    const request = send(url, options, (response) =>
      bodyOf(response).then((text) => resolve(read(response, text)), reject),
    );
    request.on('timeout', () => request.destroy(new Error('no answer within a minute')));
    request.on('error', reject);
    request.end();
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function read(response: IncomingMessage, text: string): Response {
  const body = parsed(text);
  const status = response.statusCode ?? 0;
  if (status === 200 && body !== undefined) return { kind: 'object', body };
  const why = body !== undefined && 'message' in body ? String(body.message) : (response.statusMessage ?? '');
  return { kind: 'refused', status, why, retryAfter: response.headers['retry-after'] ?? '' };
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
