// One row of a table of flows: the objects, the flow in short, what is assumed, and the answer.
import type { Answer, Assume, Attempt, End } from './oracle.ts';

/** name, objects, flow ("x/a > x/b TCP 80"; an end with `@` is a raw address, `node/n1` a node,
 * `svc:x/web` a Service), answer, assumptions. */
export type Row = readonly [string, readonly object[], string, Answer | 'partly', Assume?];

/** "x/a > x/b TCP 80", "@9.9.9.9 > x/b UDP 53 IPv4". */
export function attemptOf(flow: string): Attempt {
  const [from, , to, protocol, port, family] = flow.split(' ') as [string, string, string, string, string, string?];
  return {
    from: endOf(from),
    to: endOf(to),
    protocol: protocol as Attempt['protocol'],
    port: Number(port),
    ...(family === undefined ? {} : { family: family as 'IPv4' | 'IPv6' }),
  };
}

function endOf(name: string): End {
  if (name.startsWith('node/')) return { node: name.slice('node/'.length) };
  if (name.startsWith('svc:')) return { service: name.slice('svc:'.length) };
  return name.startsWith('@') ? { address: name.slice(1) } : { pod: name };
}
