// The whole command line as one function: arguments and streams in, an exit code out. It never ends
// the process and does not throw on bad input.

import { Command, CommanderError } from 'commander';
import { version } from '../../package.json' with { type: 'json' };
import { catalogue, type Entry } from './catalogue.ts';
import { fail } from './fail.ts';
import { exitCodeHelp, tame } from './help.ts';
import { badUsage, type ExitCode, type Failure, type Io, isFailure } from './io.ts';
import { notYet } from './later.ts';
import { addCommon, common, format, type Parsed } from './options.ts';

export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const words = argv.flatMap(splitShortFlag);
  const [first = '', ...rest] = words;
  const entry = catalogue.find((known) => known.name === first);
  const helped = first === 'help' ? catalogue.find((known) => known.name === rest[0]) : undefined;
  if (helped !== undefined) return runCommand(helped, ['--help'], io);
  if (entry !== undefined) return runCommand(entry, rest, io);
  return first === '' || first === 'help' || first.startsWith('-') ? top(words, io) : unknownCommand(first, io);
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
  if (isFailure(parsed)) return fail(parsed, io, `firebreak ${entry.name} --help`);
  if (parsed.kind === 'helped') return 0;
  const shared = common(parsed.options);
  if (isFailure(shared)) return fail(shared, io);
  const chosen = format(parsed.options, module.formats);
  if (isFailure(chosen)) return fail(chosen, io);
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
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? { kind: 'helped' } : badUsage(usageMessage(thrown));
  }
}

/** commander's own sentence, or ours where the word belongs to a later version. */
function usageMessage({ code, message }: CommanderError): string {
  const word = /'(-[^'=]*)[^']*'/.exec(message)?.[1] ?? '';
  const later = code === 'commander.unknownOption' ? notYet('flag', word) : '';
  return later || message.replace(/^error: /, '');
}

function top(words: readonly string[], io: Io): ExitCode {
  const program = tame(new Command('firebreak'), io)
    .description('What can reach what in a Kubernetes cluster, and which network policy decides.')
    .usage('COMMAND [flags]')
    .version(version, '-V, --version', 'print the version')
    .addHelpText('after', topHelp());
  const parsed = parse(program, words[0] === 'help' ? ['--help'] : words);
  if (isFailure(parsed)) return fail(parsed, io, 'firebreak --help');
  if (parsed.kind === 'helped') return 0;
  io.stderr.write(`${program.helpInformation()}${topHelp()}`);
  return 2;
}

function unknownCommand(name: string, io: Io): ExitCode {
  return fail(badUsage(notYet('command', name) || `unknown command \`${name}\``), io, 'firebreak --help');
}

function topHelp(): string {
  const width = Math.max(...catalogue.map((entry) => entry.name.length));
  const commands = catalogue.map((entry) => `  ${entry.name.padEnd(width)}  ${entry.summary}`);
  const more = '\nfirebreak COMMAND --help tells the rest; all commands take the same input flags.\n';
  return `${['', 'Commands:', ...commands].join('\n')}\n${exitCodeHelp({ 4: 'can-reach: unknown', 5: 'can-reach: partly' })}\n${more}`;
}
