// npm run generate -- --profile NAME --pods N --seed S [--gzip]: writes a cluster to stdout, in constant memory.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { fewestPods, listText, objectsOf, profiles, type Wanted } from './cluster.ts';

const usage = `npm run --silent generate -- --profile ${profiles.join('|')} --pods N --seed S [--gzip]`;

const { values } = parseArgs({
  options: {
    profile: { type: 'string', default: '' },
    pods: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    gzip: { type: 'boolean', default: false },
  },
});
const wanted = wantedBy(values);

if (typeof wanted === 'string') {
  console.error(`generate: ${wanted}\n${usage}`);
  process.exitCode = 2;
} else {
  const text = Readable.from(listText(objectsOf(wanted)), { objectMode: true, highWaterMark: 64 });
  try {
    await (values.gzip ? pipeline(text, createGzip({ level: 1 }), process.stdout) : pipeline(text, process.stdout));
  } catch (error) {
    // Whoever reads may have seen enough.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}

function wantedBy(given: { profile: string; pods: string; seed: string }): Wanted | string {
  const profile = profiles.find((name) => name === given.profile);
  const [pods, seed] = [Number(given.pods), Number(given.seed)];
  if (profile === undefined) return `no profile \`${given.profile}\``;
  if (!Number.isSafeInteger(pods) || pods < fewestPods(pods)) {
    return `--pods \`${given.pods}\` should be a whole number from ${fewestPods(1)}`;
  }
  if (!Number.isSafeInteger(seed)) return `--seed \`${given.seed}\` should be a whole number`;
  return { profile, pods, seed };
}
