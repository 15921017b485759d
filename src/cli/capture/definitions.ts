// The definitions of the cluster-wide policy kinds that a cluster has: an annotation tells the channel, and with it
// which fields its API server keeps. Each is asked for by its name, and nothing but what answers look at is taken.

import type { Get } from './connect.ts';
import type { Kind } from './kinds.ts';

const group = 'policy.networking.k8s.io';

export interface Definitions {
  readonly items: readonly object[];
  readonly untold: readonly { readonly what: string; readonly why: string }[];
}

export async function definitionsOf(kinds: readonly Kind[], get: Get): Promise<Definitions> {
  const items: object[] = [];
  const untold: { what: string; why: string }[] = [];
  for (const one of kinds.filter(({ apiVersion }) => apiVersion.startsWith(`${group}/`))) {
    const name = `${one.plural}.${group}`;
    const found = await get(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`);
    if (found.kind === 'object') items.push(definition(name, one.kind, annotationsIn(found.body)));
    // an API that is served without a definition is one of an aggregated server
    else if (found.kind === 'unreachable' || found.status !== 404)
      untold.push({
        what: `the definition ${name}`,
        why: found.kind === 'refused' ? `${found.status} ${found.why}` : found.why,
      });
  }
  return { items, untold };
}

function definition(name: string, kind: string, annotations: object): object {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name, annotations },
    spec: { group, names: { kind } },
  };
}

/** Those of the API itself. */
function annotationsIn(body: object): object {
  const all = objectIn(objectIn(body, 'metadata'), 'annotations');
  return Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith(`${group}/`)));
}

function objectIn(body: object, name: string): object {
  const value: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  return typeof value === 'object' && value !== null ? value : {};
}
