// Names mean nothing: where labels, namespaces, port names and nodes are renamed everywhere alike, every answer is
// the same under its new name. But for what has a meaning: the label that is a namespace's name, the keys that
// controllers add.
import fc from 'fast-check';
import { assume } from '../arbitrary/assume.ts';
import { cluster } from '../arbitrary/cluster.ts';
import { CLUSTER_KINDS } from '../oracle/cluster-policies.ts';
import { kindOf, nameOf, namespaceOf, text } from '../oracle/raw.ts';
import { showCase } from './agreement.ts';
import { type CaseOf, type Law, law } from './law.ts';
import { expectSame, openRows, type Row, rowKey, someAddresses, sortOf } from './open-rows.ts';

const NAMESPACES = ['default', 'x', 'y', 'z'];
const NAME_LABEL = 'kubernetes.io/metadata.name';
type Names = Readonly<Record<string, string>>;

const swaps = (a: string, b: string): fc.Arbitrary<Names> => fc.constantFrom({}, { [a]: b, [b]: a });
const renamings = fc.record({
  namespaces: fc
    .shuffledSubarray(NAMESPACES, { minLength: NAMESPACES.length })
    .map((renamed): Names => Object.fromEntries(NAMESPACES.map((name, at) => [name, renamed[at] ?? name]))),
  keys: fc
    .tuple(swaps('app', 'tier'), fc.constantFrom({}, { constructor: 'toString' }))
    .map(([swapped, other]): Names => ({ ...swapped, ...other })),
  values: swaps('a', 'b'),
  ports: swaps('http', 'dns'),
  nodes: swaps('n1', 'n2'),
});
type Renaming = CaseOf<typeof renamings>;

export const renamingLaws: readonly Law[] = [
  law(
    'renaming labels, namespaces, port names and nodes everywhere alike renames the answers',
    fc.record({ objects: cluster(), assume: assume(), renaming: renamings }),
    ({ objects: all, assume, renaming }, count) => {
      const objects = all.filter((object) => !isForeign(object));
      const addresses = someAddresses(objects);
      const rows = openRows(objects, assume, { addresses });
      const end = (name: string) =>
        name.replace(/^[^/]*(?=\/)/, (namespace) => newName(renaming.namespaces, namespace));
      const wanted = [...rows.values()].map((row): Row => ({ ...row, from: end(row.from), to: end(row.to) }));
      const after = objects.map((object) => renamed(object, renaming));
      expectSame(new Map(wanted.map((row) => [rowKey(row), row])), openRows(after, assume, { addresses }));
      for (const row of rows.values()) count(sortOf(row));
    },
    {
      few: 60,
      shares: { closed: [0.05, 0.6] },
      show: ({ objects, assume, renaming }) => `${showCase({ objects, assume })}\n# ${JSON.stringify(renaming)}`,
    },
  ),
];

function renamed(object: object, renaming: Renaming): object {
  const { nodes, namespaces } = renaming;
  const kind = kindOf(object);
  const own =
    kind === 'v1 Node'
      ? { name: newName(nodes, nameOf(object)) }
      : kind === 'v1 Namespace'
        ? { name: newName(namespaces, nameOf(object)) }
        : CLUSTER_KINDS.includes(kindOf(object))
          ? {}
          : { namespace: newName(namespaces, namespaceOf(object)) };
  const { metadata, ...rest } = { metadata: {}, ...object };
  const inside = { ...Object(walked(metadata, 'metadata', renaming)), ...own };
  return { ...Object(walked(rest, '', renaming)), metadata: inside };
}

/** Other vendors write names inside words of their own, such as `k8s:app` or `app == 'a'`. */
function isForeign(object: object): boolean {
  return /^(cilium|.*projectcalico|crd\.antrea|security\.istio)\./.test(text(object, 'apiVersion'));
}

/** Every value under a key that holds names, at any depth. */
function walked(value: unknown, under: string, renaming: Renaming): unknown {
  if (under === 'labels' || under === 'matchLabels') return renamedLabels(value, renaming);
  if (under === 'matchExpressions' && Array.isArray(value)) return value.map((each) => expression(each, renaming));
  if (under === 'nodeName') return said(renaming.nodes, value);
  if (under === 'namedPort' || under === 'destinationNamedPort') return said(renaming.ports, value);
  // A container port's list says `name`; a policy's says `port`, a number or a name.
  if (under === 'ports' && Array.isArray(value)) return value.map((each) => walked(port(each, renaming), '', renaming));
  if (Array.isArray(value)) return value.map((each) => walked(each, '', renaming));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walked(each, key, renaming)]));
}

function renamedLabels(labels: unknown, { namespaces, keys, values }: Renaming): unknown {
  if (typeof labels !== 'object' || labels === null) return labels;
  const entries = Object.entries(labels).map(([key, value]) =>
    key === NAME_LABEL ? [key, said(namespaces, value)] : [said(keys, key), said(values, value)],
  );
  return Object.fromEntries(entries);
}

function expression(raw: object, { namespaces, keys, values }: Renaming): object {
  const key = String(Reflect.get(raw, 'key'));
  const list: unknown = Reflect.get(raw, 'values');
  const names = key === NAME_LABEL ? namespaces : values;
  const changed = Array.isArray(list) ? { values: list.map((value) => said(names, value)) } : {};
  return { ...raw, key: said(keys, key), ...changed };
}

function port(raw: object, { ports }: Renaming): object {
  const named = (key: string) => key === 'name' || key === 'port';
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, named(key) ? said(ports, value) : value]));
}

/** The new name of what has one; anything else, a number or null, is itself. */
function said(names: Names, value: unknown): unknown {
  return typeof value === 'string' ? newName(names, value) : value;
}

function newName(names: Names, name: string): string {
  return (Object.hasOwn(names, name) ? names[name] : undefined) ?? name;
}
