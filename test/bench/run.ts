// npm run bench [-- --json] [--pods N] [--smoke] [NAME…]: prints figures, as ratios to a base in the same run where there
// is one. They are read by people and compared over time; nothing fails because a machine is slow. Each cluster is
// measured in a process of its own; --smoke is one quick turn of everything in this one, for CI.
import { parseArgs } from 'node:util';
import { fewestPods } from '../generate/cluster.ts';
import { benchmarks } from './benchmarks.ts';
import { asJson, asText, type Figure } from './figure.ts';
import { type Benchmark, type Setting, type Task, wantedBy } from './measure.ts';
import { inOwnProcess } from './own-process.ts';
import { snapshotFile } from './snapshot-file.ts';

const SMOKE_PODS = 300;

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    pods: { type: 'string' },
    turns: { type: 'string', default: '5' },
    samples: { type: 'string', default: '200' },
    /** Used by itself: the child measures one task, and prints its figures as JSON. */
    only: { type: 'string' },
  },
  allowPositionals: true,
});

const pods = values.smoke ? SMOKE_PODS : values.pods === undefined ? 'as set' : Number(values.pods);
const unknown = positionals.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));

if (unknown.length > 0 || (pods !== 'as set' && !(pods >= fewestPods(pods)))) {
  console.error(unknown.length > 0 ? `bench: no \`${unknown.join(' ')}\`; there are` : 'bench: --pods N; there are');
  for (const { name, about } of benchmarks) console.error(`  ${name.padEnd(12)} ${about}`);
  process.exitCode = 2;
} else {
  for (const benchmark of benchmarks) {
    if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
    for (const [position, setting] of settingsOf(benchmark).entries()) {
      if (values.only === undefined || Number(values.only) === position) await run(benchmark, setting, position);
    }
  }
}

/** With another size of everything, two settings may be the same; a smoke run has the first of each. */
function settingsOf(benchmark: Benchmark): readonly Setting[] {
  const on = values.smoke ? benchmark.on.slice(0, 1) : benchmark.on;
  if (pods === 'as set') return on;
  const resized = on.map((setting) => ({
    profile: setting.profile,
    pods: setting.profile === 'small' ? setting.pods : pods,
  }));
  return resized.filter(({ profile }, i) => resized.findIndex((each) => each.profile === profile) === i);
}

async function run(benchmark: Benchmark, setting: Setting, position: number): Promise<void> {
  if (values.smoke || values.only !== undefined) {
    for (const figure of await benchmark.measure(taskOf(setting)))
      print({ ...figure, ...setting.marks?.[figure.name] });
    return;
  }
  // Here, so that it does not count in the measured process.
  if (setting.profile !== 'small') await snapshotFile(wantedBy(setting));
  const args = process.argv.slice(2).filter((arg) => !positionals.includes(arg) && arg !== '--json');
  const lines = await inOwnProcess(benchmark, [...args, '--json', '--only', `${position}`, benchmark.name]);
  for (const line of lines) print(JSON.parse(line));
}

function taskOf({ profile, pods: size }: Setting): Task {
  if (values.smoke) return { profile, pods: size, turns: 1, samples: 10 };
  return { profile, pods: size, turns: Number(values.turns), samples: Number(values.samples) };
}

function print(figure: Figure): void {
  if (!Number.isFinite(figure.value)) throw new Error(`${figure.name}: ${figure.value} is no figure`);
  console.log(values.json ? asJson(figure) : asText(figure));
}
