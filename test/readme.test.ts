// Everything in the README is run: its commands print what stands there, its links lead somewhere, and its two
// commands are those of package.json. `UPDATE_README=1` writes the output anew, to be read as a diff.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from './cli/run.ts';

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/```console\n\$ firebreak (.*)\n([\s\S]*?)```/g)];

test('the README asks five questions', () => {
  expect(blocks.length).toBe(5);
});

test.each(blocks.map(([whole, command = '', output = '']) => ({ whole, command, output })))(
  'firebreak $command prints what the README shows',
  async ({ whole, command, output }) => {
    const { stdout, stderr } = await run(command.split(' '));
    expect(stderr.replace(/^info: the network plugin is [^\n]*\n/, '')).toBe('');
    if (process.env.UPDATE_README === '1') {
      const now = readFileSync('README.md', 'utf8');
      writeFileSync(
        'README.md',
        now.replace(whole, () => `\`\`\`console\n$ firebreak ${command}\n${stdout.trimEnd()}\n\`\`\``),
      );
      return;
    }
    expect(output.trimEnd()).toBe(stdout.trimEnd());
  },
);

test('the two commands of the README are scripts of the package', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const commands = [...readme.matchAll(/```sh\n(.*)\n```/g)].map(([, command]) => command);
  expect(commands).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  expect(scripts).toHaveProperty('start');
  expect(scripts).toHaveProperty('test');
});

test('every script that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? '');
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('every link of the README leads somewhere', () => {
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? '');
  expect(links.filter((target) => !existsSync(target))).toEqual([]);
});
