// Rows for what the upstream suites do not notice: each is a mistake that some implementation made. Named ports.
import { admits, letsOut, pod, podAt } from '../objects.ts';
import type { Row } from '../row.ts';

const a = podAt('x/a', '10.0.0.1');
const b = podAt('x/b', '10.0.0.2');
const FLOW = 'x/a > x/b TCP 80';
const port = (name: string, containerPort: number, protocol?: string) => ({ name, containerPort, protocol });
const serving = (name: string, ...ports: readonly object[]) =>
  pod(name, { spec: { containers: [{ name: 'main', ports }] } });

export const portTraps: readonly Row[] = [
  [
    'a named port of an ingress rule is that of the destination',
    [serving('x/a', port('http', 80)), serving('x/b', port('http', 8080)), admits(null, [{ port: 'http' }])],
    'x/a > x/b TCP 8080',
    'yes',
  ],
  [
    'a named port of an ingress rule is not that of the source',
    [serving('x/a', port('http', 80)), serving('x/b', port('http', 8080)), admits(null, [{ port: 'http' }])],
    FLOW,
    'no',
  ],
  [
    'a named port of an egress rule is that of the destination',
    [serving('x/a', port('http', 80)), serving('x/b', port('http', 8080)), letsOut(null, [{ port: 'http' }])],
    'x/a > x/b TCP 8080',
    'yes',
  ],
  [
    'a named port of an egress rule is not that of the subject',
    [serving('x/a', port('http', 80)), serving('x/b', port('http', 8080)), letsOut(null, [{ port: 'http' }])],
    FLOW,
    'no',
  ],
  [
    'a named port means another number on another pod',
    [a, serving('x/b', port('http', 8080)), serving('x/d', port('http', 81)), letsOut(null, [{ port: 'http' }])],
    'x/a > x/d TCP 81',
    'yes',
  ],
  [
    'a named port needs its protocol',
    [a, serving('x/b', port('dns', 53, 'UDP')), admits(null, [{ port: 'dns' }])],
    'x/a > x/b UDP 53',
    'no',
  ],
  [
    'a named port of UDP opens UDP',
    [a, serving('x/b', port('dns', 53, 'UDP')), admits(null, [{ port: 'dns', protocol: 'UDP' }])],
    'x/a > x/b UDP 53',
    'yes',
  ],
  ['a named port that the destination lacks opens nothing', [a, b, admits(null, [{ port: 'http' }])], FLOW, 'no'],
  [
    'a named port never matches the outside',
    [serving('x/a', port('http', 80)), letsOut(null, [{ port: 'http' }])],
    'x/a > @9.9.9.9 TCP 80',
    'no',
  ],
  [
    'a port of a plain init container does not resolve',
    [
      a,
      pod('x/b', { spec: { initContainers: [{ name: 'i', ports: [port('http', 80)] }] } }),
      admits(null, [{ port: 'http' }]),
    ],
    FLOW,
    'no',
  ],
];
