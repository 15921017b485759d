// `firebreak exposure`: what each workload accepts and could reach, from pods and namespaces that don't
// exist yet too.

import type { CommandModule } from '../command.ts';
import { finish, unlessFailed } from '../finish.ts';
import { printer } from '../formats/print.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { load } from '../input/load.ts';
import { commonFormats, flag, repeatable, strings } from '../options.ts';
import { exposurePresentation } from '../present/exposure-list.ts';

export const exposure: CommandModule = {
  formats: commonFormats,
  define: (command) => {
    command
      .description(
        'Tell what each workload accepts and could reach, if a pod or a namespace with any labels were added.',
      )
      .usage('[-f PATH] [flags]')
      .addOption(repeatable('--workload <name>', 'only this workload; repeatable'))
      .option('--beyond', 'only what no existing pod has yet: what a new label or namespace would open')
      .addHelpText(
        'after',
        examples([
          'firebreak exposure -f cluster.yaml --beyond',
          'firebreak exposure --workload shop/db -f cluster.yaml',
        ]),
      )
      .addHelpText('after', exitCodeHelp({ 1: '' }));
  },
  run: async ({ parsed, common, format }, io) =>
    unlessFailed(await load(common, io), io, async ({ ask, diagnostics }) => {
      const answer = await ask('exposure', {
        workloads: strings(parsed, 'workload'),
        namespaces: common.report,
        entries: flag(parsed, 'beyond') ? 'beyond' : 'all',
      });
      const print = printer(format, exposurePresentation);
      return finish({ answer, diagnostics, print, code: () => 0 }, common, io);
    }),
};
