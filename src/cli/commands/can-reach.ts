// `firebreak can-reach SRC DST[:PORT[/PROTO]]`: one question, with the rules that decide it.

import type { ReachAnswer } from '../../session/answers.ts';
import type { CommandModule } from '../command.ts';
import { finish, unlessFailed } from '../finish.ts';
import { printer } from '../formats/print.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { load } from '../input/load.ts';
import type { ExitCode } from '../io.ts';
import { commonFormats } from '../options.ts';
import { reachAnswerPresentation } from '../present/reach-answer.ts';

const codes: Readonly<Record<ReachAnswer['answer'], ExitCode>> = { yes: 0, no: 1, unknown: 4, partly: 5 };

export const canReach: CommandModule = {
  formats: commonFormats,
  define: (command) => {
    command
      .description('Tell whether SRC can reach DST, with the rules that decide and where they stand.')
      .argument('<src>', 'NAME, NAMESPACE/NAME, NAMESPACE/KIND/NAME, node/NODE, an address, a block or internet')
      .argument(
        '<dst>',
        'the same or NAMESPACE/svc/NAME, with :PORT or :PORT/PROTOCOL; TCP if not said, every port without',
      )
      .usage('SRC DST[:PORT[/PROTO]] [-f PATH] [flags]')
      .addHelpText(
        'after',
        examples([
          'firebreak can-reach shop/web shop/db:5432 -f cluster.yaml',
          'firebreak can-reach internet shop/deploy/web:http -f cluster.yaml',
          'firebreak can-reach shop/web data/svc/db:5432 -f cluster.yaml',
        ]),
      )
      .addHelpText('after', exitCodeHelp({ 0: 'yes', 1: 'no', 4: 'unknown', 5: 'partly' }));
  },
  run: async ({ operands, common, format }, io) =>
    unlessFailed(await load(common, io), io, async ({ ask, diagnostics }) => {
      const [from = '', to = ''] = operands;
      const answer = await ask('canReach', { from, to, namespace: common.namespace });
      const print = printer(format, reachAnswerPresentation({ from, to }));
      return finish({ answer, diagnostics, print, code: (told) => codes[told.answer] }, common, io);
    }),
};
