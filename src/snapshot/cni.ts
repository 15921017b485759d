// What the cluster of the input runs that decides whether its policies mean anything: the network plugin, recognised
// by its DaemonSet or its own objects (the profile is proposed, never taken), nodes that enforce otherwise, a mesh in front of
// the pods, and networks beside theirs (F21, F23, F24).

import type { Diagnostic } from './diagnostic.ts';
import { type Plugin, pluginOf, pluginThatKeeps } from './plugins.ts';
import type { NodeObject, PodBeside, ReadObject, Snapshot } from './snapshot.ts';

/** Whether any of these notes may depend on the object: nearly all pods say nothing of it. */
export function tellsOfRuntime(object: ReadObject): boolean {
  if (object.kind === 'NetworkPolicy') return false;
  if (object.kind !== 'Pod') return object.kind === 'Namespace' || object.kind === 'Node' || 'template' in object;
  return object.beside.length > 0 || object.namespace === 'kube-system' || daemonSetOf(object) !== '';
}

/** Of all objects, those that may tell are enough. */
export function runtimeNotes(snapshot: Pick<Snapshot, 'objects' | 'ignored'>): readonly Diagnostic[] {
  const { objects } = snapshot;
  const found = recognised(snapshot);
  return [
    ...found.map(cniRecognised),
    ...(looksLikeACluster(objects) && found.every(({ plugin }) => plugin.enforces === 'no')
      ? [nothingEnforces(found)]
      : []),
    ...windowsNodes(objects),
    ...serviceMesh(objects),
    ...secondaryNetworks(snapshot),
  ];
}

interface Recognised {
  readonly plugin: Plugin;
  /** 'none': objects that are counted, and not kept. */
  readonly origin: Diagnostic['origin'];
}

/** Each plugin once, by name; a DaemonSet itself, or one of its pods or own objects where only those are given. */
function recognised({ objects, ignored }: Pick<Snapshot, 'objects' | 'ignored'>): readonly Recognised[] {
  const found = new Map<string, Recognised>();
  const note = (plugin: Plugin | undefined, origin: Recognised['origin']) => {
    if (plugin !== undefined && !found.has(plugin.name)) found.set(plugin.name, { plugin, origin });
  };
  for (const object of objects) note(pluginOf(daemonSetOf(object)), object.origin);
  for (const kind of ignored.keys()) note(pluginThatKeeps(kind), 'none');
  return [...found.values()].sort((a, b) => (a.plugin.name < b.plugin.name ? -1 : 1));
}

function daemonSetOf(object: ReadObject): string {
  if (object.kind === 'DaemonSet') return object.name;
  if (object.kind !== 'Pod' || object.owner === 'none') return '';
  return object.owner.kind === 'DaemonSet' ? object.owner.name : '';
}

/** Manifests of an application, and pods written by hand, have none of these: to miss a plugin there says nothing. */
function looksLikeACluster(objects: readonly ReadObject[]): boolean {
  return objects.some((object) => {
    if (object.kind === 'Node') return true;
    const runs = object.kind === 'DaemonSet' || (object.kind === 'Pod' && object.node !== 'unknown');
    return runs && object.namespace === 'kube-system';
  });
}

function cniRecognised({ plugin, origin }: Recognised): Diagnostic {
  const message = [`the network plugin is ${plugin.name}`, plugin.note, proposal(plugin)]
    .filter((part) => part !== '')
    .join('; ');
  return { severity: 'info', code: 'cni-recognised', message, origin, path: [] };
}

function proposal({ enforces, profile }: Plugin): string {
  if (enforces === 'no') return '';
  if (profile === '') return 'there is no profile of it: what the API leaves open stays as --assume says';
  return `\`--profile ${profile}\` answers as it is documented to do`;
}

function nothingEnforces([first]: readonly Recognised[]): Diagnostic {
  const what =
    first === undefined
      ? 'no network plugin that we know is among the DaemonSets and pods of the input'
      : `${first.plugin.name} alone enforces no policies, and no other plugin that does is in the input`;
  const message = `nothing in the input enforces network policies: ${what}; unless something else does, every flow is open whatever is answered here`;
  return { severity: 'warning', code: 'nothing-enforces', message, origin: 'none', path: [] };
}

function windowsNodes(objects: readonly ReadObject[]): readonly Diagnostic[] {
  const windows = objects.filter(isNode).filter(({ labels }) => labels.get('kubernetes.io/os') === 'windows');
  const [first] = windows;
  if (first === undefined) return [];
  const message = `${counted(windows.length, 'node')} with Windows: how far policies hold there depends on the plugin; answered as on Linux`;
  return [{ severity: 'info', code: 'windows-nodes', message, origin: first.origin, path: [] }];
}

function isNode(object: ReadObject): object is NodeObject {
  return object.kind === 'Node';
}

function serviceMesh(objects: readonly ReadObject[]): readonly Diagnostic[] {
  const notes = {
    ambient:
      'in an ambient mesh (Istio): policies meet its tunnel on port 15008 instead of the ports of the application; answered as without a mesh',
    sidecar:
      'with the sidecar of a mesh (Istio): policies meet the ports of the application; answered as without a mesh',
  };
  return (['ambient', 'sidecar'] as const).flatMap((how) => {
    const members = objects.filter((object) => meshOf(object).includes(how));
    const [first] = members;
    if (first === undefined) return [];
    const what = members.some(({ kind }) => kind === 'Namespace') ? 'namespaces or pods' : 'pods';
    const message = `${what} ${notes[how]}`;
    return [{ severity: 'info', code: 'service-mesh', message, origin: first.origin, path: [] }];
  });
}

function meshOf(object: ReadObject): readonly PodBeside[] {
  if (object.kind !== 'Namespace') return besideOf(object);
  const { labels } = object;
  return [
    ...(labels.get('istio.io/dataplane-mode') === 'ambient' ? (['ambient'] as const) : []),
    ...(labels.get('istio-injection') === 'enabled' || labels.has('istio.io/rev') ? (['sidecar'] as const) : []),
  ];
}

function besideOf(object: ReadObject): readonly PodBeside[] {
  if ('beside' in object) return object.beside;
  return 'template' in object ? object.template.beside : [];
}

const networkKinds = /\/(NetworkAttachmentDefinition|UserDefinedNetwork|ClusterUserDefinedNetwork)$/;

function secondaryNetworks({ objects, ignored }: Pick<Snapshot, 'objects' | 'ignored'>): readonly Diagnostic[] {
  const pods = objects.filter((object) => besideOf(object).includes('secondary-networks'));
  const definitions = [...ignored.keys()].filter((key) => networkKinds.test(key));
  const [first] = pods;
  if (first === undefined && definitions.length === 0) return [];
  const what =
    first === undefined
      ? `the input defines networks beside the pod network (${definitions.map((key) => `\`${key}\``).join(', ')})`
      : `${counted(pods.length, 'pod or workload', 'pods or workloads')} with networks beside the pod network`;
  const message = `${what}: answers are about the pod network alone`;
  const origin = first?.origin ?? 'none';
  return [{ severity: 'info', code: 'secondary-networks', message, origin, path: [] }];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
