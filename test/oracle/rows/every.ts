// Every row by hand, for all who answer them: the oracle beside itself, the evaluators of the engine in test/engine.
import type { Row } from '../row.ts';
import { backendRows } from './backends.ts';
import { baselineRows } from './baseline.ts';
import { blockTraps } from './block-traps.ts';
import { failClosedRows } from './fail-closed.ts';
import { foreignRows } from './foreign.ts';
import { givenBackendRows } from './given-backends.ts';
import { hairpinRows } from './hairpin.ts';
import { hostNetworkRows } from './host-network.ts';
import { missingAddressRows } from './missing-addresses.ts';
import { nodeRows } from './nodes.ts';
import { outsidePeerRows } from './outside-peers.ts';
import { peerTraps } from './peer-traps.ts';
import { policyTraps } from './policy-traps.ts';
import { portTraps } from './port-traps.ts';
import { portAndFamilyRows } from './ports-and-families.ts';
import { priorityRows } from './priorities.ts';
import { selectorTraps } from './selector-traps.ts';
import { serviceRows } from './services.ts';
import { tieredPeerRows } from './tiered-peers.ts';
import { tieredPortRows } from './tiered-ports.ts';
import { tierRows } from './tiers.ts';
import { unknownLabelRows } from './unknown-labels.ts';

/** What the API says of NetworkPolicy, and what decision 002 makes of what it leaves open. */
export const rowsOf002: readonly Row[] = [
  ...policyTraps,
  ...selectorTraps,
  ...peerTraps,
  ...portTraps,
  ...blockTraps,
  ...hostNetworkRows,
  ...unknownLabelRows,
  ...missingAddressRows,
  ...portAndFamilyRows,
];

export const rowsOf005: readonly Row[] = [
  ...tierRows,
  ...baselineRows,
  ...tieredPeerRows,
  ...serviceRows,
  ...nodeRows,
  ...foreignRows,
  ...outsidePeerRows,
  ...tieredPortRows,
  ...priorityRows,
  ...hairpinRows,
  ...givenBackendRows,
  ...failClosedRows,
  ...backendRows,
];
