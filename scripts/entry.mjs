// Runs test/NAME/run.ts with the remaining arguments. Node 20 runs no TypeScript, so Vite's server build makes it
// JavaScript first; packages stay outside and are found in node_modules.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root, runNode } from './process.mjs';

const [name = '', ...args] = process.argv.slice(2);
const entry = `test/${name}/run.ts`;
if (!/^[a-z]+$/.test(name) || !existsSync(join(root, entry))) {
  console.error(`node scripts/entry.mjs NAME [ARGUMENTS…]: there is no ${entry}`);
  process.exit(2);
}

const outDir = join(root, '.cache', 'entry', `${name}-${process.pid}`);
const built = build({
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  build: { ssr: entry, outDir, target: 'node20', rolldownOptions: { output: { entryFileNames: 'run.js' } } },
});
try {
  await built;
  process.exitCode = await runNode(['--expose-gc', join(outDir, 'run.js'), ...args]);
} catch (error) {
  console.error(`${entry}: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
