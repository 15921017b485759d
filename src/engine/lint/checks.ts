// The checks that stand alone: each looks at the cluster and says what it finds. What can go, and in which order it is
// told, is in lint.ts.

import { blocks, zeroBlocks } from './blocks.ts';
import { egressWithoutDns } from './dns.ts';
import { notEveryone } from './everyone.ts';
import type { Finding } from './finding.ts';
import { hostNetworkSurprises } from './host-network.ts';
import { apiLimits } from './limits.ts';
import type { Look } from './look.ts';
import { namedPorts } from './named-ports.ts';
import { policyTypes } from './policy-types.ts';
import { selectingNothing } from './selecting-nothing.ts';
import { servicePorts } from './service-ports.ts';
import { unisolated } from './unisolated.ts';

export const checks: readonly ((look: Look) => readonly Finding[])[] = [
  selectingNothing,
  namedPorts,
  policyTypes,
  hostNetworkSurprises,
  blocks,
  zeroBlocks,
  notEveryone,
  apiLimits,
  egressWithoutDns,
  servicePorts,
  unisolated,
];
