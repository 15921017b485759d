// npm run bench [-- --json] [-- --smoke] [-- NAME…]: prints figures, as ratios to a base in the same run. They are read
// by people and compared over time; nothing fails because a machine is slow. --smoke is one quick turn of each, for CI.
import { parseArgs } from 'node:util';
import { analysisBenchmark, editBenchmark, growthBenchmark, readBenchmark } from './analysis.ts';
import { cliStart } from './cli-start.ts';
import type { Benchmark, Figure } from './measure.ts';

const benchmarks: readonly Benchmark[] = [cliStart, readBenchmark, analysisBenchmark, editBenchmark, growthBenchmark];

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    pods: { type: 'string', default: '2000' },
  },
  allowPositionals: true,
});
const effort = values.smoke ? { pods: 200, turns: 1 } : { pods: Number(values.pods), turns: 9 };
const unknown = positionals.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));

if (unknown.length > 0 || !(effort.pods > 0)) {
  console.error(`bench: no \`${unknown.join(' ')}\`; there are`);
  for (const { name, about } of benchmarks) console.error(`  ${name.padEnd(10)} ${about}`);
  process.exitCode = 2;
} else {
  for (const { name, measure } of benchmarks) {
    if (positionals.length === 0 || positionals.includes(name)) for (const figure of measure(effort)) print(figure);
  }
}

function print(figure: Figure): void {
  if (!Number.isFinite(figure.value)) throw new Error(`${figure.name}: ${figure.value} is no figure`);
  const { name, profile, pods, policies, value, unit } = figure;
  const size = `${profile}, ${pods} pods, ${policies} policies`;
  const text = `${name.padEnd(15)} ${value.toFixed(2).padStart(8)} ${unit.padEnd(14)} ${size}`;
  console.log(values.json ? JSON.stringify({ ...figure, value: Number(value.toFixed(3)) }) : text);
}
