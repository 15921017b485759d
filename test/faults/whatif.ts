// Faults in what is made after an edit or an event, and in what is told to have changed.
import type { Edit } from './fault.ts';

export const inWhatIf: readonly Edit[] = [
  {
    name: 'a policy that is gone still says what it said',
    file: 'src/engine/compile/with-policies.ts',
    find: 'const stays = (policy: NetworkPolicy): boolean => !gone.includes(policy);',
    replace: 'const stays = (policy: NetworkPolicy): boolean => gone.length > 1 || policy.name !== "";',
    why: 'what was deleted allows nothing',
  },
  {
    name: 'a row after an edit keeps what it said of the peers that changed',
    file: 'src/engine/compile/row-patch.ts',
    find: 'peers: subtractBits(cell.peers, peers) }',
    replace: 'peers: cell.peers }',
    why: 'an edited port replaces the one before',
  },
  {
    name: 'rules for anyone are taken for rules about nobody',
    file: 'src/engine/compile/row-patch.ts',
    find: "if (said.some(({ map: { rest } }) => !rest.uniform || rest.by[0] !== answers.none)) return 'wide';",
    replace: '',
    why: 'a rule without peers is about everyone',
  },
  {
    name: 'a class that came is named by nobody',
    file: 'src/engine/compile/naming-policies.ts',
    find: "if (holds === 'no') continue;",
    replace: "if (holds !== 'unknown') continue;",
    why: 'policies that are there already are about new pods too',
  },
  {
    name: 'peers are filed by one value of several',
    file: 'src/engine/compile/peer-index.ts',
    find: '[...new Set(wanted.values)].map(',
    replace: 'wanted.values.slice(0, 1).map(',
    why: 'In holds for each of its values',
  },
  {
    name: 'what a new pod opens to a row is what the row opens to others',
    file: 'src/engine/answer/by-class.ts',
    find: '  first.since.get(i)?.addTo(by);\n',
    replace: '',
    why: 'policies that are there already are about new pods too',
  },
  {
    name: 'classes that an edit moved are told by their old rows',
    file: 'src/engine/answer/changed-parts.ts',
    find: 'members: subtractBits(index.members[number]!, moved),',
    replace: 'members: index.members[number]!,',
    why: 'a pod has the flows that its policies of now open',
  },
  {
    name: 'a pod that went is counted among those that stay',
    file: 'src/engine/answer/staying.ts',
    find: 'both[i] = shared.length;',
    replace: 'both[i] = before.length;',
    why: 'pairs with a pod that is gone are gone, not changed',
  },
  {
    name: 'pods that come are counted twice with each other',
    file: 'src/engine/answer/pod-flows.ts',
    find: 'for (const { i } of pods) others[i]! -= 1;',
    replace: '',
    why: 'an ordered pair is one pair',
  },
  {
    name: 'whoever lies in a zone has what the others have',
    file: 'src/engine/compile/zones.ts',
    find: '      of[member] = i + 1;',
    replace: '      of[member] = 0;',
    why: 'a rule that names nearly everyone is still about those that it names',
  },
];
