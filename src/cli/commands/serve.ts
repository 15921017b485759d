// `firebreak serve`: the built page over HTTP on loopback, with the input beside it, until stopped.

import { spawn } from 'node:child_process';
import type { Assume } from '../../session/questions.ts';
import type { CommandModule, Invocation } from '../command.ts';
import { writeDiagnostics } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { unlessFailed } from '../finish.ts';
import { examples, exitCodeHelp } from '../help.ts';
import type { Input } from '../input/files.ts';
import { gather } from '../input/load.ts';
import { badUsage, type ExitCode, type Failure, type Io, isFailure, nothingRead } from '../io.ts';
import { flag, text } from '../options.ts';
import { type Assets, inputAsset, pageAssets } from '../serve/assets.ts';
import { type Listening, listen } from '../serve/server.ts';

export const serve: CommandModule = {
  formats: ['table'],
  define: (command) => {
    command
      .description('Serve the browser page on 127.0.0.1, with the same input as every command, until stopped.')
      .usage('[-f PATH] [flags]')
      .option('--port <n>', 'the port to listen on, 0 for any that is free', '0')
      .option('--open', 'open the page in the browser')
      .addHelpText('after', '\nWithout -f the page gets the live cluster, or nothing where there is no kubeconfig.')
      .addHelpText('after', examples(['firebreak serve --open -f cluster.yaml']))
      .addHelpText('after', exitCodeHelp({ 0: 'stopped', 1: '' }));
  },
  run: async (invocation, io) => {
    const port = portNumber(text(invocation.parsed, 'port'));
    if (isFailure(port)) return fail(port, io);
    const flags = refusedFlags(invocation);
    if (isFailure(flags)) return fail(flags, io);
    if (io.page === undefined) return fail(nothingRead('there is no page here to serve'), io);
    const page = await pageAssets(io.page);
    if (isFailure(page)) return fail(page, io);
    return unlessFailed(await inputOf(invocation, io), io, async (input) => {
      writeDiagnostics(input.missing, invocation.common.diagnostics, io);
      const { reading } = invocation.common;
      const asset = inputAsset(input.sources, await assumed(invocation), reading === 'lenient');
      const assets = input.sources.length === 0 ? page : new Map([...page, ['/input.json', asset]]);
      return unlessFailed(await listen(assets, port), io, (listening) =>
        untilStopped(invocation, listening, assets, io),
      );
    });
  },
};

/** The page knows no profiles: it gets what they say. */
async function assumed({ common: { assume, profile } }: Invocation): Promise<Assume> {
  if (profile === 'none') return assume;
  return { ...(await import('../../session/profiles.ts')).settingsOf(profile), ...assume };
}

/** The page always shows every namespace. */
function refusedFlags({ common }: Invocation): 'fine' | Failure {
  return common.report.length > 0 ? badUsage('the page shows every namespace: -n is for the other commands') : 'fine';
}

function portNumber(text: string): number | Failure {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  return port >= 0 && port <= 65_535 ? port : badUsage(`--port takes a number from 0 to 65535, not \`${text}\``);
}

/** Nobody who only wants to look at the page needs a cluster for it. */
async function inputOf({ common }: Invocation, io: Io): Promise<Input | Failure> {
  if (common.paths.length > 0) return gather(common, io);
  const { findKubeconfig } = await import('../capture/kubeconfig.ts');
  if ((await findKubeconfig(common, io)).kind !== 'none') return gather(common, io);
  io.stderr.write('no -f and no kubeconfig: the page starts without input\n');
  return { sources: [], missing: [] };
}

async function untilStopped({ parsed }: Invocation, listening: Listening, assets: Assets, io: Io): Promise<ExitCode> {
  const signal = io.interrupted?.();
  io.stdout.write(`${listening.url}\n`);
  io.stderr.write(`serving ${assets.size} files; Ctrl-C stops\n`);
  if (flag(parsed, 'open')) openBrowser(listening.url, io);
  await new Promise<void>((stop) => {
    if (signal === undefined || signal.aborted) stop();
    else signal.addEventListener('abort', () => stop(), { once: true });
  });
  await listening.close();
  return 0;
}

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // `start` belongs to the shell; its first quoted word would be a window's title.
  win32: ['cmd', '/c', 'start', ''],
};

/** Where no browser opens, the URL that was printed still does. */
function openBrowser(url: string, io: Io): void {
  const [program, ...before] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...before, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => io.stderr.write('no browser could be started; open the address above\n'));
  child.unref();
}
