// The text of a source, for the two that must have text: edits and the page's input. gzip is recognised
// by its first bytes, as the session does.

import { gunzipSync } from 'node:zlib';
import type { SourceFile } from '../../session/questions.ts';

/** A string in Node is at most about this long; a bomb stops here. */
const longest = 512 * 1024 * 1024;

/** A gzip that is broken or too big stays as it is: that is no manifest, and reading it says so. */
export function textOf({ content }: SourceFile): string {
  if (typeof content === 'string') return content;
  try {
    return Buffer.from(isGzip(content) ? gunzipSync(content, { maxOutputLength: longest }) : content).toString('utf8');
  } catch {
    return Buffer.from(content).toString('latin1');
  }
}

function isGzip(content: Uint8Array): boolean {
  return content[0] === 0x1f && content[1] === 0x8b;
}
