// Edits as text for a link: JSON, deflated, in the alphabet of URLs. Back again with limits and checks, since a link
// comes from anywhere: what is not a list of edits gives 'unreadable'.

import type { Edit } from '../session/questions.ts';

/** Chat and mail cut longer links; the page offers a file instead. */
export const longestLink = 8_192;
const mostUnpacked = 4_000_000;

export async function packEdits(edits: readonly Edit[]): Promise<string> {
  if (edits.length === 0) return '';
  const stream = new Blob([JSON.stringify(edits)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

export async function unpackEdits(text: string): Promise<readonly Edit[] | 'unreadable'> {
  if (text === '') return [];
  try {
    const packed = new Blob([fromBase64Url(text)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return editsFrom(JSON.parse(await limited(packed)));
  } catch {
    return 'unreadable';
  }
}

/** Parses, does not trust: used for links and for files of edits. */
export function editsFrom(value: unknown): readonly Edit[] | 'unreadable' {
  if (!Array.isArray(value)) return 'unreadable';
  const edits = value.map(editFrom);
  return edits.every((e) => e !== 'unreadable') ? edits : 'unreadable';
}

function editFrom(value: unknown): Edit | 'unreadable' {
  if (!isRecord(value)) return 'unreadable';
  if (value.kind === 'apply' && typeof value.id === 'string' && typeof value.text === 'string')
    return { kind: 'apply', id: value.id, text: value.text };
  const { object } = value;
  if (value.kind !== 'delete' || !isRecord(object)) return 'unreadable';
  const { kind, namespace, name } = object;
  if (typeof kind !== 'string' || typeof name !== 'string') return 'unreadable';
  return {
    kind: 'delete',
    object: typeof namespace === 'string' ? { kind, namespace, name } : { kind, name },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A few bytes can unpack to gigabytes: stop there. */
async function limited(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > mostUnpacked) throw new Error('too large');
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
}
