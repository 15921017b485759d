// Whether a built artefact still belongs to its sources: by the hash of their contents, since times of change lie after
// a checkout. The hash is kept beside dist/, per artefact, and counts only while the artefact is there.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './process.mjs';

const sources = [
  'src',
  'scenarios',
  'scripts',
  'index.html',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];

export function sourcesHash() {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, source);
  return hash.digest('hex');
}

export function isFresh(output, hash) {
  return existsSync(output) && existsSync(stampOf(output)) && readFileSync(stampOf(output), 'utf8') === hash;
}

export function markFresh(output, hash) {
  mkdirSync(join(root, '.cache', 'built'), { recursive: true });
  writeFileSync(stampOf(output), hash);
}

function stampOf(output) {
  return join(root, '.cache', 'built', basename(output));
}

function addTo(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addTo(hash, `${path}/${name}`);
    return;
  }
  const content = readFileSync(full);
  hash.update(`${path} ${content.length}\n`).update(content);
}
