// npm test [-- --no-browser] [-- VITEST ARGUMENTS…]: every test that CI runs. Builds what the tests start, checks the
// types, runs Vitest, and closes with one line: N passed, N failed, N skipped. Fails where a test failed or none ran.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildParts } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { root, runNode } from './process.mjs';

const typeChecks = [
  { name: 'the types of the project', config: 'tsconfig.json' },
  { name: 'the types of the engine, which may not know its surroundings', config: 'src/engine/tsconfig.json' },
];

const args = process.argv.slice(2);
const withBrowser = !args.includes('--no-browser');
const forVitest = args.filter((arg) => arg !== '--no-browser');

try {
  process.exitCode = await testAll();
} catch (error) {
  console.error(`npm test: ${error.message}`);
  process.exitCode = 1;
}

async function testAll() {
  const CHROMIUM = withBrowser ? await findChromium() : '';
  await buildParts({ ifStale: true });
  const types = await Promise.all(typeChecks.map(checkTypes));
  const tests = await runVitest({ CHROMIUM });

  const failed = [...types.filter(({ code }) => code !== 0).map(({ name }) => name), ...tests.failed];
  const passed = types.length + tests.passed - types.filter(({ code }) => code !== 0).length;
  console.log('');
  for (const { name, reason } of tests.skipped) console.log(`skipped: ${name} (${reason})`);
  if (!withBrowser) console.log('left out: the tests of the browser (--no-browser)');
  for (const name of failed) console.log(`failed: ${name}`);
  if (tests.passed + tests.failed.length === 0) console.log('failed: no test ran');
  console.log(`${passed} passed, ${failed.length} failed, ${tests.skipped.length} skipped`);
  return failed.length === 0 && tests.passed > 0 && tests.code === 0 ? 0 : 1;
}

async function checkTypes({ name, config }) {
  return { name, code: await runNode(['node_modules/typescript/bin/tsc', '--noEmit', '-p', config]) };
}

async function runVitest(env) {
  const folder = join(root, '.cache');
  const file = join(folder, 'test-results.json');
  mkdirSync(folder, { recursive: true });
  rmSync(file, { force: true });
  const projects = withBrowser ? [] : ['--project', '!browser'];
  const reporters = ['--reporter', 'default', '--reporter', './scripts/reporter.mjs'];
  const code = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...projects, ...forVitest], {
    env: { ...env, FIREBREAK_TEST_RESULTS: file },
  });
  return { code, ...readResults(file) };
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: ['Vitest ended without results'], skipped: [] };
  }
}
