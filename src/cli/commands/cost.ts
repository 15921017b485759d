// `firebreak cost`: what each policy costs on a dataplane, or what one packet passes there.

import type { DataplaneName } from '../../session/answers.ts';
import type { Question } from '../../session/questions.ts';
import type { CommandModule, Invocation } from '../command.ts';
import { fail } from '../fail.ts';
import { finish, unlessFailed } from '../finish.ts';
import { printer } from '../formats/print.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { readPaths } from '../input/files.ts';
import { type Loaded, load } from '../input/load.ts';
import { badUsage, type ExitCode, type Failure, type Io, isFailure } from '../io.ts';
import { notYet } from '../later.ts';
import { commonFormats, flag, type Parsed, repeatable, strings, text } from '../options.ts';
import { packetWalkPresentation } from '../present/packet-walk.ts';
import { policyCostPresentation } from '../present/policy-cost.ts';

const dataplaneNames: readonly DataplaneName[] = ['calico-iptables', 'cilium'];

export const cost: CommandModule = {
  formats: commonFormats,
  define: (command) => {
    command
      .description(
        'Tell what each policy costs on a dataplane: state on nodes, work for the first packet, writes on a change.',
      )
      .usage('[-f PATH] [flags]')
      .addOption(repeatable('--dataplane <name>', `${dataplaneNames.join(' or ')}; repeatable; without it all of them`))
      .option('--compare', 'all dataplanes side by side')
      .option('--nodes <n>', 'spread the pods over this many nodes')
      .option('--coefficients <file>', 'coefficients of this machine, instead of the defaults')
      .option('--for <src-and-dst...>', 'SRC DST:PORT: walk one packet through the dataplane')
      .addHelpText(
        'after',
        examples([
          'firebreak cost --dataplane cilium -f cluster.yaml',
          'firebreak cost --dataplane calico-iptables --for shop/web shop/db:5432 -f cluster.yaml',
        ]),
      )
      .addHelpText('after', exitCodeHelp({ 1: '' }));
  },
  run: async (invocation, io) => {
    const asked = await request(invocation.parsed, io);
    if (isFailure(asked)) return fail(asked, io);
    return unlessFailed(await load(invocation.common, io), io, (loaded) =>
      asked.kind === 'walk' ? walk(invocation, asked, loaded, io) : list(invocation, asked, loaded, io),
    );
  },
};

interface Walk {
  readonly kind: 'walk';
  readonly dataplane: DataplaneName;
  readonly from: string;
  readonly to: string;
}
interface List {
  readonly kind: 'list';
  readonly question: Question<'cost'>;
}

async function request(parsed: Parsed, io: Io): Promise<Walk | List | Failure> {
  const dataplanes = known([...new Set(strings(parsed, 'dataplane'))]);
  if (isFailure(dataplanes)) return dataplanes;
  if (flag(parsed, 'compare') && dataplanes.length > 0)
    return badUsage('--compare takes all dataplanes, so no --dataplane');
  const packet = strings(parsed, 'for');
  if (packet.length > 0) return packetOf(packet, dataplanes, parsed);
  const nodes = nodeCount(text(parsed, 'nodes'));
  if (isFailure(nodes)) return nodes;
  const coefficients = await coefficientsText(text(parsed, 'coefficients'), io);
  if (isFailure(coefficients)) return coefficients;
  const asked = dataplanes.length === 0 ? dataplaneNames : dataplanes;
  return { kind: 'list', question: { dataplanes: asked, nodes, coefficients, state: 'now' } };
}

function known(names: readonly string[]): readonly DataplaneName[] | Failure {
  const found = dataplaneNames.filter((name) => names.includes(name));
  const odd = names.find((name) => !dataplaneNames.some((one) => one === name));
  if (odd === undefined) return found;
  const why = notYet('dataplane', odd) || `unknown dataplane \`${odd}\``;
  return badUsage(`${why}; --dataplane is one of ${dataplaneNames.join(', ')}`);
}

function packetOf(words: readonly string[], dataplanes: readonly DataplaneName[], parsed: Parsed): Walk | Failure {
  const [from = '', to = ''] = words;
  if (words.length !== 2) return badUsage('--for takes two words: SRC DST:PORT');
  const [dataplane = dataplaneNames[0], second] = dataplanes;
  if (dataplane === undefined || second !== undefined || flag(parsed, 'compare')) {
    return badUsage('--for walks through one dataplane at a time; name it with --dataplane');
  }
  return { kind: 'walk', dataplane, from, to };
}

function nodeCount(text: string): number | 'from-input' | Failure {
  if (text === '') return 'from-input';
  const count = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 0;
  return count > 0 ? count : badUsage(`--nodes takes a whole number from 1, not \`${text}\``);
}

async function coefficientsText(path: string, io: Io): Promise<string | Failure> {
  if (path === '') return '';
  const read = await readPaths([path], io);
  if (isFailure(read)) return read;
  const [first, second] = read;
  if (first === undefined || second !== undefined) return badUsage(`--coefficients takes one file, not \`${path}\``);
  return typeof first.content === 'string' ? first.content : Buffer.from(first.content).toString('utf8');
}

async function walk(invocation: Invocation, asked: Walk, loaded: Loaded, io: Io): Promise<ExitCode> {
  const { dataplane, from, to } = asked;
  const { common, format } = invocation;
  const answer = await loaded.ask('packetWalk', { dataplane, from, to, namespace: common.namespace });
  const print = printer(format, packetWalkPresentation);
  return finish({ answer, diagnostics: loaded.diagnostics, print, code: () => 0 }, common, io);
}

async function list(invocation: Invocation, asked: List, loaded: Loaded, io: Io): Promise<ExitCode> {
  const { parsed, common, format } = invocation;
  const answer = await loaded.ask('cost', asked.question);
  const print = printer(format, policyCostPresentation(flag(parsed, 'compare') ? 'side-by-side' : 'each'));
  return finish({ answer, diagnostics: loaded.diagnostics, print, code: () => 0 }, common, io);
}
