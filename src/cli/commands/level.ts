// `--by`: whether flows are told between pods, workloads or namespaces.

import { Option } from 'commander';
import type { Level } from '../../session/answers.ts';
import { badUsage, type Failure } from '../io.ts';
import { type Parsed, text } from '../options.ts';

const levels: readonly Level[] = ['workload', 'pod', 'namespace'];

export function levelOption(): Option {
  return new Option('--by <level>', `one of ${levels.join(', ')}`).default('workload');
}

export function level(parsed: Parsed): { readonly by: Level } | Failure {
  const by = levels.find((known) => known === text(parsed, 'by'));
  return by === undefined
    ? badUsage(`unknown level \`${text(parsed, 'by')}\`; --by is one of ${levels.join(', ')}`)
    : { by };
}
