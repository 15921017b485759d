// Small clusters for questions about Services: one line of YAML an object.

import type { Compiled } from '../../../src/engine/compile/compile.ts';
import { compile } from '../../../src/engine/compile/recompile.ts';
import type { Assumptions } from '../../../src/engine/model/assumptions.ts';
import type { Cluster, Endpoint, Pod } from '../../../src/engine/model/cluster.ts';
import type { Service } from '../../../src/engine/model/service.ts';
import type { AddressSet } from '../../../src/engine/sets/addresses.ts';
import { cidrCover } from '../../../src/engine/sets/cidrs.ts';
import { type PortSet, portRanges } from '../../../src/engine/sets/ports.ts';
import { readAddresses } from '../../../src/snapshot/address-text.ts';
import { build } from '../../snapshot/assembling.ts';

/** `metadata` and `spec` without braces. */
export function object(version: string, kind: string, name: string, spec: string, metadata = '', more = ''): string {
  const namespace = metadata.includes('namespace:') ? '' : ', namespace: s';
  const rest = metadata === '' ? '' : `, ${metadata}`;
  return `apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: ${name}${namespace}${rest}}\nspec: {${spec}}\n${more}`;
}

export function pod(
  name: string,
  { labels = `app: ${name}`, namespace = 's', ip = '', spec = '', status = '', gone = '' } = {},
): string {
  const address = ip === '' ? '' : `podIP: ${ip}, podIPs: [{ip: ${ip}}], `;
  const deletion = gone === '' ? '' : `, deletionTimestamp: "${gone}"`;
  return object(
    'v1',
    'Pod',
    name,
    spec,
    `namespace: ${namespace}, labels: {${labels}}${deletion}`,
    `status: {${address}${status}}\n`,
  );
}

export function container(...ports: readonly string[]): string {
  return `containers: [{name: c, ports: [${ports.map((port) => `{${port}}`).join(', ')}]}]`;
}

export function service(name: string, spec: string, namespace = 's'): string {
  return object('v1', 'Service', name, spec, `namespace: ${namespace}`);
}

export function policy(name: string, spec: string, namespace = 's'): string {
  return object('networking.k8s.io/v1', 'NetworkPolicy', name, spec, `namespace: ${namespace}`);
}

export function node(name: string, ip: string): string {
  return `apiVersion: v1\nkind: Node\nmetadata: {name: ${name}}\nspec: {}\nstatus: {addresses: [{type: InternalIP, address: ${ip}}]}\n`;
}

export const notReady = 'conditions: [{type: Ready, status: "False"}]';
export const ready = 'conditions: [{type: Ready, status: "True"}]';

export function clusterOf(documents: readonly string[], assumptions: Partial<Assumptions> = {}): Cluster {
  const { cluster, snapshot } = build(documents, assumptions);
  const wrong = snapshot.diagnostics.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  return cluster;
}

export function compiledOf(documents: readonly string[], assumptions: Partial<Assumptions> = {}): Compiled {
  return compile(clusterOf(documents, assumptions));
}

export function podNamed({ pods }: Cluster, name: string): Pod {
  const found = pods.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no pod ${name}`);
  return found;
}

export function serviceNamed({ services }: Cluster, name: string): Service {
  const found = services.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no Service ${name}`);
  return found;
}

/** A pod's name, `node/NAME`, or an address. */
export function endNamed(cluster: Cluster, name: string): Endpoint {
  const node = cluster.nodes.find((each) => `node/${each.name}` === name);
  if (node !== undefined) return { kind: 'external', addresses: node.internal, node };
  const addresses = readAddresses(name);
  return addresses === undefined ? { kind: 'pod', pod: podNamed(cluster, name) } : { kind: 'external', addresses };
}

export function endText(end: Endpoint): string {
  return end.kind === 'pod' ? end.pod.name : cidrCover(end.addresses).join();
}

export function portsText(ports: PortSet): string {
  return portRanges(ports)
    .map(({ protocol, from, to }) => `${protocol}/${from}${from === to ? '' : `-${to}`}`)
    .join();
}

/** Short where it is long: `all but` is easier to read than a cover of thirty blocks. */
export function addressesText(addresses: AddressSet): string {
  const cover = cidrCover(addresses);
  return cover.length > 4 ? `${cover.length} blocks` : cover.join();
}
