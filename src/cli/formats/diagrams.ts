// Flows as a diagram's text: Graphviz DOT and Mermaid. Ends are numbered nodes with the name as a label,
// namespaces are boxes, open flows are dashed. Every label is escaped.

import type { EndpointView, FlowList, FlowView } from '../../session/answers.ts';
import { visible } from './visible.ts';
import { endpointText, noPorts, portsText } from './words.ts';

interface Diagram {
  /** Namespace → its nodes; '' holds those outside of any. */
  readonly groups: ReadonlyMap<string, readonly { readonly id: string; readonly label: string }[]>;
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly open: boolean;
  }[];
}

export function* dot(answer: FlowList): Iterable<string> {
  const { groups, edges } = diagram(answer);
  yield 'digraph flows {\n  rankdir=LR;\n  node [shape=box];\n';
  let boxes = 0;
  for (const [namespace, nodes] of groups) {
    const indent = namespace === '' ? '  ' : '    ';
    if (namespace !== '') yield `  subgraph cluster_${boxes++} {\n    label=${dotText(namespace)};\n`;
    for (const { id, label } of nodes) yield `${indent}${id} [label=${dotText(label)}];\n`;
    if (namespace !== '') yield '  }\n';
  }
  for (const { from, to, label, open } of edges) {
    yield `  ${from} -> ${to} [label=${dotText(label)}${open ? ', style=dashed' : ''}];\n`;
  }
  yield '}\n';
}

export function* mermaid(answer: FlowList): Iterable<string> {
  const { groups, edges } = diagram(answer);
  yield 'flowchart LR\n';
  let boxes = 0;
  for (const [namespace, nodes] of groups) {
    const indent = namespace === '' ? '  ' : '    ';
    if (namespace !== '') yield `  subgraph g${boxes++}[${mermaidText(namespace)}]\n`;
    for (const { id, label } of nodes) yield `${indent}${id}[${mermaidText(label)}]\n`;
    if (namespace !== '') yield '  end\n';
  }
  for (const { from, to, label, open } of edges)
    yield `  ${from} ${open ? '-.->' : '-->'}|${mermaidText(label)}| ${to}\n`;
}

function diagram({ items }: FlowList): Diagram {
  const ids = new Map<string, string>();
  const groups = new Map<string, { readonly id: string; readonly label: string }[]>([['', []]]);
  const node = (end: EndpointView): string => {
    const key = JSON.stringify(end);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = `n${ids.size}`;
    ids.set(key, id);
    const namespace = ('namespace' in end ? end.namespace : undefined) ?? '';
    const group = groups.get(namespace) ?? [];
    group.push({ id, label: endpointText(end) });
    groups.set(namespace, group);
    return id;
  };
  const edges = items.map((flow) => ({ from: node(flow.from), to: node(flow.to), ...edgeLook(flow) }));
  return { groups, edges };
}

function edgeLook(flow: FlowView): { readonly label: string; readonly open: boolean } {
  const parts = [
    noPorts(flow.ports) ? '' : portsText(flow.ports),
    noPorts(flow.unknownPorts) ? '' : `unknown: ${portsText(flow.unknownPorts)}`,
    noPorts(flow.partialPorts) ? '' : `some pods: ${portsText(flow.partialPorts)}`,
  ];
  return { label: parts.filter((part) => part !== '').join('; '), open: noPorts(flow.ports) };
}

/** In a DOT string only the quote and the backslash mean something. */
function dotText(text: string): string {
  return `"${visible(text).replace(/["\\]/g, '\\$&')}"`;
}

/** Mermaid takes entities by number, and anything unusual is one. */
function mermaidText(text: string): string {
  return `"${visible(text).replace(/[^A-Za-z0-9 ./,:;_\-[\]()]/g, (character) => `#${character.codePointAt(0)};`)}"`;
}
