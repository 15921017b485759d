// Faults in what cluster-wide policies mean: what they select and match, and what becomes of what cannot be read.
import type { Edit } from './fault.ts';

export const inReadingTiers: readonly Edit[] = [
  {
    name: 'a Deny loses the peer that cannot be read, and denies the rest',
    file: 'src/snapshot/decode/tiered-rule.ts',
    find: `lost.length > 0 && action !== 'Accept'`,
    replace: `lost.length > 0 && action === 'Pass'`,
    why: 'what cannot be read fails closed',
  },
  {
    name: 'a Pass loses the peer that cannot be read, and passes the rest',
    file: 'src/snapshot/decode/tiered-rule.ts',
    find: `lost.length > 0 && action !== 'Accept'`,
    replace: `lost.length > 0 && action === 'Deny'`,
    why: 'what cannot be read fails closed',
  },
  {
    name: 'an Accept that cannot be read accepts everyone',
    file: 'src/snapshot/decode/tiered-rule.ts',
    find: 'peers: values(peers),',
    replace: `peers: lost.length > 0 ? 'anyone' : values(peers),`,
    why: 'what cannot be read fails closed',
  },
  {
    name: 'a subject that cannot be read selects nobody',
    file: 'src/engine/model/select.ts',
    find: `    holds: 'unknown',\n    because: [{ flag: 'F17'`,
    replace: `    holds: 'no',\n    because: [{ flag: 'F17'`,
    why: 'it may be about any pod',
  },
  {
    name: 'a requirement with values that no selector has is ignored',
    file: 'src/snapshot/decode/cluster-selector.ts',
    find: '    readable &&= !isUnchecked;\n',
    replace: '',
    why: 'such a selector cannot be read, and fails closed',
  },
  {
    name: 'pods without namespaces are those of namespace default',
    file: 'src/snapshot/decode/cluster-peer.ts',
    find: 'clusterSelector(namespaces) : everything',
    replace: `clusterSelector(namespaces) : { kind: 'selector', selector: [{ op: 'In', key: 'kubernetes.io/metadata.name', values: ['default'] }] }`,
    why: 'in a cluster-wide policy, a namespaceSelector that is left out means every namespace',
  },
  {
    name: 'networks match pods only where ipBlock does',
    file: 'src/engine/model/match-peer.ts',
    find: 'return placedIn(peer.addresses, end, family, assumptions);',
    replace: `{
      const placed = placedIn(peer.addresses, end, family, assumptions);
      return end.kind === 'pod' ? podInBlock(placed, end.pod, assumptions) : placed;
    }`,
    why: 'networks match pods by address, whatever a plugin makes of ipBlock',
  },
  {
    name: 'cluster-wide policies select pods on the host network',
    file: 'src/engine/model/select.ts',
    find: `  if (scope.hostNetwork === 'never' && pod.network === 'host') return { holds: 'no', because: [] };`,
    replace: '',
    why: 'subjects and peers of cluster-wide policies leave out host-network pods',
  },
  {
    name: 'a pod at the address of a node is that node',
    file: 'src/engine/model/match-peer.ts',
    find: `  if (end.kind === 'pod' && end.pod.network === 'pod') return noMatch;\n  if (within(`,
    replace: '  if (within(',
    why: 'nodes are no pods',
  },
  {
    name: 'nodes that the input lacks have no address',
    file: 'src/snapshot/node-scopes.ts',
    find: 'nodes.length === 0 || selected.some',
    replace: 'selected.some',
    why: 'a cluster has nodes, whether or not they are in the input',
  },
  {
    name: 'nodes are known by their InternalIPs alone',
    file: 'src/snapshot/decode/node.ts',
    find: 'addressesOf(root, () => true)',
    replace: `addressesOf(root, (type) => type === 'InternalIP')`,
    why: 'a nodes peer is about all of their addresses',
  },
  {
    name: 'domain names match nothing',
    file: 'src/engine/model/match-peer.ts',
    find: `holds: known ? 'no' : 'unknown',`,
    replace: `holds: 'no',`,
    why: 'which addresses a name has, nobody knows before it is asked',
  },
  {
    name: 'domain names may be pods',
    file: 'src/engine/model/match-peer.ts',
    find: `  if (end.kind === 'pod' && end.pod.network === 'pod') return noMatch;\n  const known`,
    replace: '  const known',
    why: 'domain names are for what is outside the cluster',
  },
  {
    name: 'a range that starts above its end is read the other way round',
    file: 'src/snapshot/decode/cluster-ports.ts',
    find: `first > last ? entry() : entry<PortMatch>({ kind: 'range', protocol, first, last })`,
    replace: `entry<PortMatch>({ kind: 'range', protocol, first: Math.min(first, last), last: Math.max(first, last) })`,
    why: 'such a range is empty, and matches nothing',
  },
  {
    name: 'a port name of a cluster-wide rule is of TCP',
    file: 'src/snapshot/decode/cluster-ports.ts',
    find: `protocol: 'any', name`,
    replace: `protocol: 'TCP', name`,
    why: 'it means the ports of that name, of whatever protocol',
  },
  {
    name: 'BaselineAdminNetworkPolicy comes first in its tier',
    file: 'src/snapshot/decode/admin-network-policy.ts',
    find: 'priority: lastPriority,',
    replace: 'priority: 0,',
    why: 'it comes after every Baseline priority',
  },
  {
    name: 'a cluster of the standard channel takes the fields of the experimental one',
    file: 'src/snapshot/channel.ts',
    find: `mode === 'strict' ? 'error' : 'warning'`,
    replace: `'warning'`,
    why: 'the API server drops the field, and refuses what is left',
  },
  {
    name: 'an AuthorizationPolicy that only audits may forbid',
    file: 'src/snapshot/decode/foreign-policy.ts',
    find: `at(at(root, 'spec'), 'action').raw !== 'AUDIT'`,
    replace: 'root !== undefined',
    why: 'it only looks on',
  },
];
