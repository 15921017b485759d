// Faults in the compiled form, in the sets below it and in the answers above it.
import type { Edit } from './fault.ts';

export const inSets: readonly Edit[] = [
  {
    name: 'the first address of a block is not in it',
    file: 'src/engine/sets/intervals.ts',
    find: 'if (set[middle]! <= member) low = middle + 1;',
    replace: 'if (set[middle]! < member) low = middle + 1;',
    why: 'an interval begins with its first member',
  },
  {
    name: 'a block begins at the address that is written',
    file: 'src/engine/sets/addresses.ts',
    find: 'const first = Math.floor(address.value / size) * size;',
    replace: 'const first = address.value;',
    why: 'the bits beyond the mask do not count',
  },
  {
    name: 'the last port of a range is closed',
    file: 'src/engine/sets/ports.ts',
    find: 'span(base + from, base + to + 1)',
    replace: 'span(base + from, base + Math.max(to, from + 1))',
    why: 'port ranges are inclusive at both ends',
  },
];

export const inCompiling: readonly Edit[] = [
  {
    name: 'rules that meet in a peer open what both open',
    file: 'src/engine/compile/answer-table.ts',
    find: 'of(ports.union(x.allowed, y.allowed)',
    replace: 'of(ports.intersect(x.allowed, y.allowed)',
    why: 'rules add up',
  },
  {
    name: 'of overlapping peers the rest is dropped',
    file: 'src/engine/compile/peer-map.ts',
    find: '      if (!isEmptyBitset(own)) alone(parts, own, value, b.rest, join);\n',
    replace: '',
    why: 'who is in one rule only has what that rule opens',
  },
  {
    name: 'a port name of an egress rule is looked up on the sender',
    file: 'src/engine/compile/rule-map.ts',
    find: `direction === 'ingress' ? constant(`,
    replace: 'direction !== undefined ? constant(',
    why: 'ports are always those of the destination',
  },
  {
    name: 'subjects with other port names share their rows',
    file: 'src/engine/compile/signatures.ts',
    find: `if (direction === 'ingress') partByPortNames(`,
    replace: `if (direction !== 'ingress') partByPortNames(`,
    why: 'a named port differs from pod to pod',
  },
  {
    name: 'pods in other blocks are of one class',
    file: 'src/engine/compile/classes.ts',
    find: 'const where = addressKey(pod);',
    replace: `const where = '';`,
    why: 'a block tells pods apart by their address',
  },
  {
    name: 'port names of egress rules tell nobody apart',
    file: 'src/engine/compile/relevance.ts',
    find: `    if (egress !== 'open') egress.forEach(addRule);\n`,
    replace: '',
    why: 'what some rule mentions must split the classes',
  },
  {
    name: 'NotIn matches a label that is not known',
    file: 'src/engine/compile/label-index.ts',
    find: 'subtractBits(left.certain, unionBits(refused, open))',
    replace: 'subtractBits(left.certain, refused)',
    why: 'what is not known is not certain',
  },
  {
    name: 'an edit of a pod keeps its old class',
    file: 'src/engine/compile/recompile.ts',
    find: `const none = pods.gone.length + pods.come.length === 0;`,
    replace: 'const none = pods.gone.length + pods.come.length >= 0;',
    why: 'compiling with a memory answers as compiling without one',
  },
];

export const inAnswers: readonly Edit[] = [
  {
    name: 'a pod counts as a pair with itself',
    file: 'src/engine/answer/pod-pairs.ts',
    find: 'pods.length * (pods.length - 1) +',
    replace: 'pods.length * pods.length +',
    why: 'flows are between different pods',
  },
  {
    name: 'what some pods may is told of all',
    file: 'src/engine/answer/tally.ts',
    find: `const ports = met === 'some' ? noPorts : every;`,
    replace: 'const ports = every;',
    why: 'a port is open between workloads only where it is open between all of their pods',
  },
  {
    name: 'a difference is told the wrong way round',
    file: 'src/engine/answer/changes.ts',
    find: `isNothing(before) ? 'gained' : isNothing(after) ? 'lost'`,
    replace: `isNothing(before) ? 'lost' : isNothing(after) ? 'gained'`,
    why: 'gained is what was not there before',
  },
  {
    name: 'a difference in what is unknown is no difference',
    file: 'src/engine/answer/changes.ts',
    find: ' && equal(a.unknown, b.unknown)',
    replace: '',
    why: 'a port that becomes undecided has changed',
  },
];
