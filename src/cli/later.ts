// What the contract of the command line names and this version does not do yet: refused with a plain
// sentence, since a flag that is silently accepted is an answer to another question.

const laterFlags: ReadonlyMap<string, string> = new Map([
  ['--tenant-label', 'tenants are not in this version'],
  ['--trusted-registry', 'attack steps over images are not in this version'],
  ['--scan', 'attack steps over scan results are not in this version'],
  ['--api-server', 'attack steps over the API server are not in this version'],
  ['--api-server-public', 'attack steps over the API server are not in this version'],
  ['--api-server-flags', 'attack steps over the API server are not in this version'],
  ['--kubernetes-version', 'attack steps over the API server are not in this version'],
  ['--traffic', 'costs under measured traffic are not in this version'],
]);

const laterCommands: ReadonlySet<string> = new Set(['paths', 'pod-security', 'calibrate', 'snapshot']);

const laterFormats: ReadonlySet<string> = new Set(['graphml', 'gexf', 'svg']);

const laterDataplanes: ReadonlySet<string> = new Set([
  'calico-nftables',
  'calico-ebpf',
  'antrea',
  'ovn-kubernetes',
  'kube-router',
  'kube-network-policies',
]);

const laterAssumptions: ReadonlySet<string> = new Set(['pod-security-default']);

const isLater = {
  command: (name: string) => laterCommands.has(name),
  format: (name: string) => laterFormats.has(name),
  dataplane: (name: string) => laterDataplanes.has(name),
  assumption: (name: string) => laterAssumptions.has(name),
} as const;

/** A sentence about a word that a later version will know, or '' where it is simply unknown. */
export function notYet(kind: keyof typeof isLater | 'flag', word: string): string {
  if (kind === 'flag') return laterFlags.get(word) ?? '';
  return isLater[kind](word) ? `${kind} \`${word}\` is not in this version` : '';
}
