// Where a Chromium is, and how to get one: the tests drive a real browser and do not pass without it.
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './process.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
const candidates = [
  ...folders.filter(Boolean).flatMap((folder) => names.map((name) => join(folder, name))),
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium: $CHROMIUM, one that is installed, or Debian's package, which root may install. */
export async function findChromium() {
  const given = process.env.CHROMIUM;
  if (given) {
    if (!isExecutable(given)) throw new Error(`CHROMIUM is \`${given}\`, which cannot be run`);
    return given;
  }
  if (!candidates.some(isExecutable)) await installPackage();
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    'no Chromium found: install one (Debian: apt-get install chromium) or set CHROMIUM to its path; ' +
      '`npm test -- --no-browser` runs the tests that need none',
  );
}

async function installPackage() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('no Chromium found; installing the package `chromium`');
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update', '-qq'], options);
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
