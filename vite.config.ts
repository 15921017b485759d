// One configuration for the page, the dev server and the tests. scripts/build.mjs starts from it for each of the other
// artefacts (the command line, the single file, the library) and says there what differs.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { scenarios } from './scripts/scenarios.ts';

const inProject = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const tests = ['test/**/*.test.{ts,tsx}'];
// They read the sources rather than run them.
const sourceTests = ['test/architecture.test.ts', 'test/faults/fit.test.ts'];
const browserTests = ['test/e2e/**/*.test.ts'];
const processTests = ['test/**/*.process.test.ts'];

export default defineConfig({
  // Relative, so that the page can be served from any path.
  base: './',
  cacheDir: '.cache/vite',
  plugins: [scenarios(inProject('scenarios'))],
  build: { target: 'es2023', outDir: 'dist/page', reportCompressedSize: false, modulePreload: { polyfill: false } },
  // The worker is inlined and started from a blob, so that it inherits the page's Content-Security-Policy. It must be
  // one file, since a blob has no neighbours to import, and a classic script: Chromium starts no module worker from a
  // blob of a page that was opened from a disk.
  worker: { format: 'iife', rolldownOptions: { output: { codeSplitting: false } } },
  test: {
    // No test asserts a time; this only ends what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: what starts processes or browsers runs by itself, after the rest.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: tests,
          exclude: [...sourceTests, ...browserTests, ...processTests],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'sources', include: sourceTests, maxWorkers: 2, sequence: { groupOrder: 0 } } },
      {
        extends: true,
        test: {
          name: 'process',
          include: processTests,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: browserTests,
          exclude: processTests,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
