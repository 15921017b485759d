// One kind's list from the API server, in pages, so that neither side holds it all as one answer. A
// continue token that has expired (410) means starting over with one whole list, as kubectl does.

import { setTimeout as pause } from 'node:timers/promises';
import type { Get, Response } from './connect.ts';

const pageSize = 500;
/** How often a busy server (429) may ask us to wait, and how long at most. */
const attempts = 4;
const longestWait = 10;

export type Listed =
  | { readonly kind: 'list'; readonly items: readonly unknown[] }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string };

export async function list(get: Get, path: string, progress: (count: number) => void): Promise<Listed> {
  const items: unknown[] = [];
  let token = '';
  do {
    const page = await patiently(
      get,
      `${path}?limit=${pageSize}${token === '' ? '' : `&continue=${encodeURIComponent(token)}`}`,
    );
    if (page.kind === 'refused' && page.status === 410 && token !== '') return whole(get, path);
    if (page.kind !== 'object') return failed(page);
    for (const item of itemsOf(page.body)) items.push(item);
    progress(items.length);
    token = continueOf(page.body);
  } while (token !== '');
  return { kind: 'list', items };
}

async function whole(get: Get, path: string): Promise<Listed> {
  const all = await patiently(get, path);
  return all.kind === 'object' ? { kind: 'list', items: itemsOf(all.body) } : failed(all);
}

async function patiently(get: Get, path: string): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await get(path);
    if (response.kind !== 'refused' || response.status !== 429 || attempt === attempts) return response;
    const seconds = Number.parseInt(response.retryAfter, 10);
    await pause(1000 * Math.min(Number.isNaN(seconds) ? 1 : seconds, longestWait));
  }
}

function failed(response: Exclude<Response, { readonly kind: 'object' }>): Listed {
  if (response.kind === 'unreachable') return response;
  return { kind: 'failed', why: `${response.status} ${response.why}`.trim() };
}

function itemsOf(body: object): readonly unknown[] {
  return 'items' in body && Array.isArray(body.items) ? body.items : [];
}

function continueOf(body: object): string {
  const meta = 'metadata' in body ? body.metadata : undefined;
  if (typeof meta !== 'object' || meta === null || !('continue' in meta)) return '';
  return typeof meta.continue === 'string' ? meta.continue : '';
}
