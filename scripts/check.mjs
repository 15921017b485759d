// npm run check: what a commit that matters must pass, the cheapest first. Types and architecture are part of npm test.
import { runNode } from './process.mjs';

const steps = [
  { name: 'format and lint', args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'architecture', args: ['node_modules/vitest/vitest.mjs', 'run', 'test/architecture.test.ts'] },
  { name: 'npm test', args: ['scripts/test.mjs', ...process.argv.slice(2)] },
  { name: 'bench smoke', args: ['scripts/entry.mjs', 'bench', '--smoke'] },
];

for (const { name, args } of steps) {
  console.log(`\ncheck: ${name}`);
  const code = await runNode(args);
  if (code !== 0) {
    console.error(`check: ${name} failed`);
    process.exit(code);
  }
}
