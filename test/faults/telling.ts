// Faults in what is made of the answers: names, one question's answer, costs, the walk of an attacker.
import type { Edit } from './fault.ts';

export const inCosts: readonly Edit[] = [
  {
    name: 'a port range is one prefix too wide',
    file: 'src/engine/cost/minimal-cover.ts',
    find: 'at % 2 ** (bits + 1) === 0 && ',
    replace: '',
    why: 'a prefix begins at a multiple of its size',
  },
  {
    name: 'an entry for anyone does not cover the narrower ones',
    file: 'src/engine/cost/dataplanes/cilium-entries.ts',
    find: '  return 1;\n',
    replace: '  return 1 + identities.size;\n',
    why: 'an identity is left out of the policy map where the port stands there for any peer',
  },
  {
    name: 'a range of ports takes one slot of a multiport',
    file: 'src/engine/cost/dataplanes/calico-rules.ts',
    find: 'from === to ? 1 : 2',
    replace: '1',
    why: 'iptables takes two of the fifteen slots for a range',
  },
];

export const inTelling: readonly Edit[] = [
  {
    name: 'a workload wins over a pod of its name',
    file: 'src/session/names.ts',
    find: `  if (pods.length > 0) return { kind: 'pods', pods, view: 'pod' };\n`,
    replace: '',
    why: 'NAMESPACE/NAME means the pod where both are there',
  },
  {
    name: 'the internet holds private addresses',
    file: 'src/session/names.ts',
    find: `  '10.0.0.0/8',\n`,
    replace: '',
    why: 'internet is what is routed in public',
  },
  {
    name: 'what one pair may is told of all pairs',
    file: 'src/session/present/reach.ts',
    find: 'allowed.reduce(intersection)',
    replace: 'unionAll(allowed)',
    why: 'a port is open where it is open for every pair that was asked about',
  },
  {
    name: 'a block is judged by one of its addresses',
    file: 'src/session/attempts.ts',
    find: '  return cut.length === 0 ? [addresses] : cut;',
    replace: '  return cut.length === 0 ? [addresses] : cut.slice(0, 1);',
    why: 'a block that policies cut has an answer for each piece',
  },
  {
    name: 'a step that may be open counts as closed',
    file: 'src/engine/attack/first-senders.ts',
    find: 'const { possible } = answerAt(rowOf(family.egress, sender), own);',
    replace: 'const { allowed: possible } = answerAt(rowOf(family.egress, sender), own);',
    why: 'a blast radius leaves out nothing that is possible',
  },
  {
    name: 'only the first of a ring go on',
    file: 'src/engine/attack/blast-radius.ts',
    find: 'ring = reached.map(({ group }) => group);',
    replace: 'ring = reached.slice(0, 1).map(({ group }) => group);',
    why: 'whoever is reached may be the next to start from',
  },
];
