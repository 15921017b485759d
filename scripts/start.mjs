// npm start [-- PATH…]: opens the page on these files, or on the shop scenario. Builds first if sources are newer.
// Options go to `firebreak serve` as they are: npm start -- --port 8080 manifests/
import { join, relative } from 'node:path';
import { buildParts } from './build.mjs';
import { root, runNode } from './process.mjs';

const takesValue = ['-f', '--filename', '-n', '--namespace', '--port', '--assume', '--profile'];

const args = process.argv.slice(2).flatMap((arg, index, all) => {
  const isPath = !arg.startsWith('-') && !takesValue.includes(all[index - 1]);
  return isPath ? ['-f', arg] : [arg];
});
const namesInput = args.some((arg) => /^(-f|--filename)\b/.test(arg));

await buildParts({ names: ['cli', 'page'], ifStale: true });
// npm runs scripts in the project; a path is meant from where the user stands.
const cwd = process.env.INIT_CWD ?? root;
const input = namesInput ? [] : ['-f', relative(cwd, join(root, 'scenarios/shop'))];
process.exitCode = await runNode([join(root, 'dist/cli/cli.js'), 'serve', '--open', ...input, ...args], { cwd });
