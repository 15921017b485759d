// What lies between the client and the backend of an entry, as far as the backend can see it.

import type { Way } from './arrivals.ts';
import type { Entry } from './entries.ts';

/** Of an entry without a proxy of the input. */
export function wayOf({ by, rewrites, sources, proxy, service }: Entry): Way {
  if (rewrites === 'none') return { sources, rewritten: 'none' };
  if (proxy !== 'none') return { sources, rewritten: proxy.why };
  const where = {
    'node-port': 'a node port',
    'load-balancer': 'the load balancer',
    'external-ip': 'an external address',
  };
  const through = by === 'front-door' ? 'a proxy' : where[by];
  const { namespace, name } = service;
  return {
    sources,
    rewritten: `what comes through ${through} of Service ${namespace}/${name} may have a node's address`,
  };
}
