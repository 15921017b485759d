// `firebreak compare-profiles A B`: the flows on which two network plugins differ, and which of the things
// that the API leaves open they hang on.

import type { Level } from '../../session/answers.ts';
import { profileNames } from '../../session/profile-names.ts';
import type { CommandModule } from '../command.ts';
import { fail } from '../fail.ts';
import { finish, unlessFailed } from '../finish.ts';
import { printer } from '../formats/print.ts';
import { examples, exitCodeHelp } from '../help.ts';
import { load } from '../input/load.ts';
import { badUsage } from '../io.ts';
import { commonFormats } from '../options.ts';
import { profileComparisonPresentation } from '../present/profile-comparison.ts';
import { level, levelOption } from './level.ts';

export const compareProfiles: CommandModule = {
  formats: commonFormats,
  define: (command) => {
    command
      .description('List the flows that differ between two network plugins, and the open points that make them differ.')
      .argument('<a>', `${profileNames.join(', ')} or default`)
      .argument('<b>', 'the same')
      .usage('A B [-f PATH] [flags]')
      .addOption(levelOption())
      .addHelpText(
        'after',
        examples([
          'firebreak compare-profiles calico cilium -f cluster.yaml',
          'firebreak compare-profiles default cilium -f cluster.yaml --by pod -o json',
        ]),
      )
      .addHelpText('after', exitCodeHelp({ 1: '' }));
  },
  run: async ({ operands: [a = '', b = ''], parsed, common, format }, io) => {
    if (common.profile !== 'none')
      return fail(badUsage('compare-profiles takes its profiles as A and B, not with --profile'), io);
    return unlessFailed(level(parsed), io, async ({ by }: { readonly by: Level }) =>
      unlessFailed(await load(common, io), io, async ({ ask, diagnostics }) => {
        const answer = await ask('compareProfiles', { a, b, by, namespaces: common.report });
        const print = printer(format, profileComparisonPresentation);
        return finish({ answer, diagnostics, print, code: () => 0 }, common, io);
      }),
    );
  },
};
