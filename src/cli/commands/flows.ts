// `firebreak flows`: every allowed flow of the input.

import type { Level } from '../../session/answers.ts';
import type { CommandModule } from '../command.ts';
import { finish, finishStream, unlessFailed } from '../finish.ts';
import { ndjson } from '../formats/json.ts';
import { printer } from '../formats/print.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { load } from '../input/load.ts';
import { commonFormats, flag, repeatable, strings, text } from '../options.ts';
import { flowListPresentation } from '../present/flow-list.ts';
import { level, levelOption } from './level.ts';

export const flows: CommandModule = {
  formats: [...commonFormats, 'dot', 'mermaid'],
  define: (command) => {
    command
      .description('List every flow that the policies allow: between workloads, and with outside addresses.')
      .usage('[-f PATH] [flags]')
      .addOption(levelOption())
      .addOption(repeatable('--from <end>', 'only flows from this end; repeatable'))
      .addOption(repeatable('--to <end>', 'only flows to this end; repeatable'))
      .option('--port <port[/proto]>', 'only flows on this port, the others cut away')
      .option('--services', 'add what goes through Services, Ingresses and routes, and what they let in')
      .option('--nodes', 'add the nodes as ends')
      .addHelpText(
        'after',
        examples([
          'firebreak flows -f cluster.yaml --from shop/web',
          'firebreak flows -f cluster.yaml --services --to shop/web',
          'kustomize build . | firebreak flows -f - -o mermaid',
        ]),
      )
      .addHelpText('after', exitCodeHelp({ 1: '' }));
  },
  run: async ({ parsed, common, format }, io) =>
    unlessFailed(level(parsed), io, async ({ by }: { readonly by: Level }) =>
      unlessFailed(await load(common, io), io, async ({ ask, diagnostics }) => {
        const question = {
          by,
          from: strings(parsed, 'from'),
          to: strings(parsed, 'to'),
          port: text(parsed, 'port'),
          namespaces: common.report,
          beyond: (['services', 'nodes'] as const).filter((what) => flag(parsed, what)),
        };
        if (format === 'ndjson') {
          const answer = await ask('flowStream', question);
          return finishStream({ answer, diagnostics, print: ({ items }) => ndjson(items), code: () => 0 }, common, io);
        }
        const answer = await ask('flows', question);
        const { dot, mermaid } = await import('../formats/diagrams.ts');
        const print = printer(format, flowListPresentation, { dot, mermaid });
        return finish({ answer, diagnostics, print, code: () => 0 }, common, io);
      }),
    ),
};
