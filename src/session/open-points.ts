// Each assumption's open point of the API, and what it is about, in a sentence (docs/open-points.md).

import type { AssumptionKey, Flag } from '../engine/model/assumptions.ts';

interface OpenPoint {
  readonly flag: Flag;
  readonly about: string;
}

export const openPoints: Readonly<Record<AssumptionKey, OpenPoint>> = {
  'ip-block-matches-pods': { flag: 'F1', about: 'whether an ipBlock that covers the address of a pod means that pod' },
  'rewritten-sources': { flag: 'F2', about: 'whom a pod sees when traffic enters through a node or a proxy' },
  'host-network-pods': { flag: 'F3', about: 'how policies see pods on the network of their node' },
  'own-node-egress': { flag: 'F4', about: 'whether a pod may always talk to its own node' },
  'other-node-source': { flag: 'F5', about: 'the address that traffic of another node comes from' },
  hairpin: { flag: 'F7', about: 'how policies see a pod that reaches itself through a Service' },
  'duplicate-port-names': { flag: 'F8', about: 'which port a name means that several containers of a pod use' },
  'sidecar-ports': { flag: 'F8', about: 'whether a name can mean a port of a sidecar' },
  'equal-priority': { flag: 'F9', about: 'which of two policies of one priority decides where they disagree' },
  'domain-names': { flag: 'F10', about: 'whether an address is one that a domain name means' },
  'missing-addresses': { flag: 'F11', about: 'what a block says of a pod or node whose address is not known' },
  'baseline-after-other-direction': {
    flag: 'F12',
    about: 'whether Baseline rules judge a pod that a NetworkPolicy selects for the other direction only',
  },
  'finished-pods': { flag: 'F16', about: 'whether pods that have ended still count' },
  'namespace-labels': { flag: 'F19', about: 'which labels a namespace has that the input lacks' },
  'controller-labels': { flag: 'F19', about: 'labels that controllers add to pods' },
  'foreign-policies': { flag: 'F22', about: 'what policies of other vendors do to the pods in their reach' },
};
