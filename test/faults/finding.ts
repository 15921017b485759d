// Faults in what is found over many answers: who lacks DNS, what a new pod would get, what no policy isolates, and who
// comes in from outside.
import type { Edit } from './fault.ts';

export const inEntering: readonly Edit[] = [
  {
    name: 'whoever lacks TCP or UDP alone does not lack DNS',
    file: 'src/engine/services/dns.ts',
    find: `answers.filter(({ holds }) => holds !== 'yes')`,
    replace: `answers.every(({ holds }) => holds !== 'yes') ? answers : []`,
    why: 'long answers come by TCP',
  },
  {
    name: 'whoever may do nothing lacks DNS',
    file: 'src/engine/services/dns.ts',
    find: `egress === 'open' || egress.possible.length === 0`,
    replace: `egress === 'open'`,
    why: 'who has nowhere to go needs no names',
  },
  {
    name: 'a backend that is its own client is judged as its neighbours are',
    file: 'src/engine/services/through-services.ts',
    find: 'if (!clients.includes(pod)) return',
    replace: 'return',
    why: 'pods of a class are alike but each to itself',
  },
  {
    name: 'what one of the nodes may is certain of all',
    file: 'src/engine/services/arrivals.ts',
    find: 'allowed: intersection(a.allowed, b.allowed)',
    replace: 'allowed: union(a.allowed, b.allowed)',
    why: 'by which node it enters is not known',
  },
  {
    name: 'a proxy that nobody reaches lets everyone in',
    file: 'src/engine/services/proxied.ts',
    find: 'found.filter(({ possible }) => possible.length > 0)',
    replace: 'found',
    why: 'the way in leads through the proxy',
  },
];

export const inFinding: readonly Edit[] = [
  {
    name: 'what one pod of a workload opens to a new pod, all open',
    file: 'src/engine/answer/exposure-judge.ts',
    find: 'every: certain.reduce(intersection, everyPort)',
    replace: 'every: unionAll(certain)',
    why: 'what holds of every pod is less than what holds of one',
  },
  {
    name: 'a cluster-wide policy that only accepts isolates',
    file: 'src/engine/lint/unisolated.ts',
    find: `action === 'Deny'`,
    replace: `action !== 'Pass'`,
    why: 'what no policy closes is open to everyone',
  },
  {
    name: 'policies of one priority that agree are a tie',
    file: 'src/engine/lint/tiers.ts',
    find: 'if (a.action === b.action) continue;',
    replace: '',
    why: 'where they agree it does not matter which wins',
  },
];
