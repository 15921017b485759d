// The whole command line as one function: arguments and streams in, an exit code out. It never ends
// the process and does not throw on bad input.

import { Command, CommanderError } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { catalogue, type Entry } from './catalogue.ts';
import { exitCodeHelp, tame } from './help.ts';
import { badUsage, type ExitCode, type Failure, type Io, isFailure, reasonOf } from './io.ts';
import { notYet } from './later.ts';
import { addCommon, common, format, type Parsed } from './options.ts';

export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const words = argv.flatMap(splitShortFlag);
  const [first = '', ...rest] = words;
  const entry = catalogue.find((known) => known.name === first);
  const helped = first === 'help' ? catalogue.find((known) => known.name === rest[0]) : undefined;
  if (helped !== undefined) return runCommand(helped, ['--help'], io);
  return entry === undefined ? top(words, io) : runCommand(entry, rest, io);
}

/** kubectl takes `-o=json` for `-o json`. */
function splitShortFlag(word: string): readonly string[] {
  const match = /^(-[a-zA-Z])=(.*)$/s.exec(word);
  return match === null ? [word] : [match[1] ?? '', match[2] ?? ''];
}

async function runCommand(entry: Entry, words: readonly string[], io: Io): Promise<ExitCode> {
  const module = await entry.load();
  const command = tame(new Command(`firebreak ${entry.name}`), io);
  module.define(command);
  addCommon(command, module.formats);
  const parsed = parse(command, words);
  if (isFailure(parsed)) return complain(io, parsed, `firebreak ${entry.name} --help`);
  if (parsed.kind === 'helped') return 0;
  const shared = common(parsed.options);
  if (isFailure(shared)) return complain(io, shared, '');
  const chosen = format(parsed.options, module.formats);
  if (isFailure(chosen)) return complain(io, chosen, '');
  return module.run({ operands: parsed.operands, parsed: parsed.options, common: shared, format: chosen }, io);
}

type Outcome =
  | { readonly kind: 'parsed'; readonly operands: readonly string[]; readonly options: Parsed }
  | { readonly kind: 'helped' }
  | Failure;

function parse(command: Command, words: readonly string[]): Outcome {
  try {
    command.parse([...words], { from: 'user' });
    return { kind: 'parsed', operands: command.args, options: command.opts() };
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return { kind: 'helped' };
    return badUsage(usageMessage(thrown));
  }
}

/** commander's own sentence, or ours where the word belongs to a later version. */
function usageMessage(thrown: unknown): string {
  const message = reasonOf(thrown).replace(/^error: /, '');
  const word = /'(-[^'=]*)[^']*'/.exec(message)?.[1] ?? '';
  const later = thrown instanceof CommanderError && thrown.code === 'commander.unknownOption';
  return (later ? notYet('flag', word) : '') || message;
}

function top(words: readonly string[], io: Io): ExitCode {
  const program = tame(new Command('firebreak'), io)
    .description('What can reach what in a Kubernetes cluster, and which network policy decides.')
    .usage('COMMAND [flags]')
    .version(version, '-V, --version', 'print the version')
    .argument('[command]')
    .addHelpText('after', topHelp());
  const parsed = parse(program, words[0] === 'help' ? ['--help'] : words);
  if (isFailure(parsed)) return complain(io, parsed, 'firebreak --help');
  if (parsed.kind === 'helped') return 0;
  const [name = ''] = parsed.operands;
  if (name === '') {
    io.stderr.write(program.helpInformation());
    io.stderr.write(topHelp());
    return 2;
  }
  return complain(io, badUsage(notYet('command', name) || `unknown command \`${name}\``), 'firebreak --help');
}

function topHelp(): string {
  const width = Math.max(...catalogue.map((entry) => entry.name.length));
  const commands = catalogue.map((entry) => `  ${entry.name.padEnd(width)}  ${entry.summary}`);
  const more = '\nfirebreak COMMAND --help tells the rest; all commands take the same input flags.\n';
  return `${['', 'Commands:', ...commands].join('\n')}\n${exitCodeHelp({ 4: 'can-reach: unknown', 5: 'can-reach: partly' })}\n${more}`;
}

function complain(io: Io, failure: Failure, help: string): ExitCode {
  io.stderr.write(`firebreak: ${failure.message}\n`);
  if (help !== '') io.stderr.write(`see ${help}\n`);
  return failure.code;
}
