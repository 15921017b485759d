// Turns a page built as one script and one style sheet into one HTML file. Its Content-Security-Policy names the two by
// their hashes instead of 'self', which means nothing on a page opened from a disk.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SCRIPT = /<script type="module"[^>]* src="([^"]+)"[^>]*><\/script>/;
const STYLE = /<link rel="stylesheet"[^>]* href="([^"]+)"[^>]*>/;

/** Writes `single.html` into the folder and returns its path. */
export function toSingleFile(folder) {
  let html = readFileSync(join(folder, 'index.html'), 'utf8');
  // `</script` may stand in a string of the bundle; escaped, it is the same string to JavaScript and no end to HTML.
  const script = inlined(html, SCRIPT, folder)
    .replaceAll(/<\/(script)/gi, '<\\/$1')
    .replaceAll('<!--', '<\\!--');
  const style = inlined(html, STYLE, folder);

  html = html.replace(SCRIPT, '').replace(STYLE, () => `<style>${style}</style>`);
  // At the end of the body: an inlined script is not fetched, but it is a module all the same and runs after parsing.
  html = html.replace('</body>', () => `<script type="module">${script}</script>\n</body>`);
  html = html.replace("script-src 'self'", `script-src '${hashOf(script)}'`);
  html = html.replace("style-src 'self'", `style-src '${hashOf(style)}'`);

  const left = /\s(?:src|href)="(?!data:|#)([^"]+)"/.exec(withoutContents(html));
  if (left !== null) throw new Error(`the single file would still fetch \`${left[1]}\``);
  if (!html.includes(hashOf(script)) || !html.includes(hashOf(style))) {
    throw new Error("index.html has no Content-Security-Policy with script-src 'self' and style-src 'self' to fill in");
  }
  const path = join(folder, 'single.html');
  writeFileSync(path, html);
  return path;
}

function inlined(html, tag, folder) {
  const found = [...html.matchAll(new RegExp(tag, 'g'))];
  if (found.length !== 1) throw new Error(`the built page has ${found.length} tags like ${tag}; expected one`);
  return readFileSync(join(folder, found[0][1]), 'utf8').trim();
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function withoutContents(html) {
  return html.replaceAll(/(<(script|style)[^>]*>)[\s\S]*?<\/\2>/g, '$1');
}
