// The flags that every command has, read from what commander parsed into one typed value.

import { type Command, Option } from 'commander';
import type { AssumptionKey } from '../engine/model/assumptions.ts';
import { assumptionKeys, assumptionValues } from '../engine/model/assumptions.ts';
import { type ProfileName, profileNamed, profileNames } from '../session/profile-names.ts';
import { badUsage, type Failure, isFailure } from './io.ts';
import { notYet } from './later.ts';

/** What commander parsed, by camel-cased long name. */
export type Parsed = Readonly<Record<string, unknown>>;

export const commonFormats = ['table', 'json', 'ndjson', 'csv', 'markdown'] as const;

export interface Common {
  /** Paths of -f; [] is the live cluster. */
  readonly paths: readonly string[];
  /** The namespace of names that give none. */
  readonly namespace: string;
  /** Report only these; [] is all. */
  readonly report: readonly string[];
  readonly assume: Readonly<Partial<Record<AssumptionKey, string>>>;
  /** The network plugin whose documented behaviour is assumed, but for what `assume` says. */
  readonly profile: ProfileName | 'none';
  readonly reading: 'strict' | 'lenient';
  readonly errors: 'are-answered' | 'fail';
  readonly diagnostics: 'first' | 'all';
  readonly context: string;
  readonly kubeconfig: string;
}

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];

/** An option that may be given more than once. */
export function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser(collect);
}

export function addCommon(command: Command, formats: readonly string[]): void {
  command.optionsGroup('Options of every command:');
  if (formats.length > 1) command.option('-o, --output <format>', `one of ${formats.join(', ')}`, 'table');
  command
    .addOption(repeatable('-f, --filename <path>', 'a file, a directory (recursive) or - for stdin; repeatable'))
    .addOption(
      repeatable('-n, --namespace <ns>', 'default namespace of names, and the namespaces to report; repeatable'),
    )
    .option('-A, --all-namespaces', 'report all namespaces (the default)')
    .addOption(repeatable('--assume <key=value>', 'decide what the API leaves open; repeatable'))
    .option('--profile <cni>', 'assume what a network plugin is documented to do; --assume beats it')
    .option('--lenient', 'evaluate objects that the API server would refuse, with a warning')
    .option('--strict', 'exit with 3 when any diagnostic is an error')
    .option('-v, --verbose', 'print every diagnostic, not only the first 20')
    .option('--context <name>', 'context of the kubeconfig, where no -f is given')
    .option('--kubeconfig <file>', 'kubeconfig of the live cluster, where no -f is given');
}

export function common(parsed: Parsed): Common | Failure {
  const assume = assumptions(strings(parsed, 'assume'));
  if (isFailure(assume)) return assume;
  const profile = profileOf(text(parsed, 'profile'));
  if (isFailure(profile)) return profile;
  const namespaces = strings(parsed, 'namespace');
  return {
    paths: strings(parsed, 'filename'),
    namespace: namespaces[0] ?? 'default',
    report: flag(parsed, 'allNamespaces') ? [] : [...new Set(namespaces)].sort(),
    assume,
    profile,
    reading: flag(parsed, 'lenient') ? 'lenient' : 'strict',
    errors: flag(parsed, 'strict') ? 'fail' : 'are-answered',
    diagnostics: flag(parsed, 'verbose') ? 'all' : 'first',
    context: text(parsed, 'context'),
    kubeconfig: text(parsed, 'kubeconfig'),
  };
}

function profileOf(name: string): Common['profile'] | Failure {
  if (name === '') return 'none';
  return profileNamed(name) ?? badUsage(`unknown profile \`${name}\`; --profile is one of ${profileNames.join(', ')}`);
}

function assumptions(pairs: readonly string[]): Common['assume'] | Failure {
  const chosen: Partial<Record<AssumptionKey, string>> = {};
  for (const pair of pairs) {
    const cut = pair.indexOf('=');
    if (cut < 1) return badUsage(`--assume \`${pair}\` is not KEY=VALUE\n${validAssumptions()}`);
    const key = assumptionKeys.find((known) => known === pair.slice(0, cut));
    if (key === undefined) {
      const why = notYet('assumption', pair.slice(0, cut)) || `unknown assumption \`${pair.slice(0, cut)}\``;
      return badUsage(`${why}\n${validAssumptions()}`);
    }
    const values: readonly string[] = assumptionValues[key];
    const value = pair.slice(cut + 1);
    if (!values.includes(value)) {
      return badUsage(`assumption \`${key}\` has no value \`${value}\`; it is one of ${values.join(', ')}`);
    }
    chosen[key] = value;
  }
  return chosen;
}

/** One line a key, the default first. */
export function validAssumptions(): string {
  const width = Math.max(...assumptionKeys.map((key) => key.length));
  const lines = assumptionKeys.map((key) => `  ${key.padEnd(width)}  ${assumptionValues[key].join(', ')}`);
  return ['valid keys and values, the default first:', ...lines].join('\n');
}

/** The format asked for, where the command has it. */
export function format<F extends string>(parsed: Parsed, formats: readonly F[]): F | Failure {
  const asked = text(parsed, 'output') || 'table';
  const found = formats.find((known) => known === asked);
  if (found !== undefined) return found;
  const why = notYet('format', asked) || `unknown output format \`${asked}\``;
  return badUsage(`${why}; -o is one of ${formats.join(', ')}`);
}

export function strings(parsed: Parsed, name: string): readonly string[] {
  const value = parsed[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** '' where the flag was not given. */
export function text(parsed: Parsed, name: string): string {
  const value = parsed[name];
  return typeof value === 'string' ? value : '';
}

export function flag(parsed: Parsed, name: string): boolean {
  return parsed[name] === true;
}
