// PacketWalk for readers: the stages that one packet passes, in order, with what each costs.

import type { PacketWalk } from '../../session/answers.ts';
import type { Presentation } from '../formats/print.ts';
import { type Block, line, sheet } from '../formats/report.ts';
import { endpointText, policyText, portsText } from '../formats/words.ts';
import { assumptionBlocks } from './assumptions.ts';
import { countsText } from './policy-cost.ts';

const columns = ['SIDE', 'STAGE', 'POLICY', 'RULE', 'MATCHED', 'OPERATIONS'];

export const packetWalkPresentation: Presentation<PacketWalk> = {
  report: (walk) => [
    line(
      `${walk.verdict}: ${endpointText(walk.from)} to ${endpointText(walk.to)} on ${portsText([walk.port])}, ${walk.dataplane}`,
    ),
    sheet(columns, rows(walk), 2),
    ...totals(walk),
    ...assumptionBlocks(walk),
  ],
  records: (walk) => ({ columns: columns.map((name) => name.toLowerCase()), rows: rows(walk) }),
  items: (walk) => [walk],
};

/** A packet that is denied is followed by none. */
function totals({ totals: { firstPacket, established, reply } }: PacketWalk): readonly Block[] {
  const told = [
    { what: 'first packet', counts: countsText(firstPacket) },
    { what: 'each packet after it', counts: countsText(established) },
    { what: 'each packet back', counts: countsText(reply) },
  ];
  return told.filter(({ counts }) => counts !== '-').map(({ what, counts }) => line(`${what}: ${counts}`));
}

function rows(walk: PacketWalk): readonly (readonly string[])[] {
  return walk.stages.map((stage) => [
    stage.side,
    stage.stage,
    stage.policy === undefined ? '-' : policyText(stage.policy),
    stage.rule === undefined ? '-' : `${stage.side}[${stage.rule}]`,
    stage.matched ? 'yes' : 'no',
    countsText(stage.operations),
  ]);
}
