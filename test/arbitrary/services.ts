// Generated Services of every form, with what stands behind those that select nothing.
import fc from 'fast-check';
import { CROWDED, KEYS, PORT_NAMES, PORTS, PROTOCOLS, raw, VALUES, weighted } from './alphabet.ts';

/** Up to three Services s0 to s2, each with its slices or Endpoints where it has no selector. */
export function services(): fc.Arbitrary<readonly object[]> {
  return fc
    .array(service(), { minLength: 1, maxLength: 3, size: 'max' })
    .map((made) => made.flatMap((make, index) => make(`s${index}`)));
}

interface Port {
  readonly name?: string;
  readonly protocol?: string;
  readonly port: number;
  readonly targetPort?: number | string;
}

function service(): fc.Arbitrary<(name: string) => readonly object[]> {
  return fc
    .tuple(fc.constantFrom(...CROWDED), behind(), ports(), form(), fc.boolean())
    .map(([namespace, behind, ports, form, published]) => (name) => {
      const spec = raw({
        selector: behind === 'given' || behind === 'endpoints' ? undefined : behind,
        ports,
        ...form,
        publishNotReadyAddresses: published ? true : undefined,
      });
      const made = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec };
      if (behind === 'given') return [made, slice(name, namespace, ports)];
      return behind === 'endpoints' ? [made, endpoints(name, namespace, ports)] : [made];
    });
}

function behind(): fc.Arbitrary<Readonly<Record<string, string>> | 'given' | 'endpoints'> {
  const selector = fc.tuple(fc.constantFrom(...KEYS, 'pod-template-hash'), fc.constantFrom(...VALUES));
  return weighted<Readonly<Record<string, string>> | 'given' | 'endpoints'>(
    [8, selector.map(([key, value]) => ({ [key]: value }))],
    [1, fc.constant('given')],
    [1, fc.constant('endpoints')],
  );
}

function form(): fc.Arbitrary<object> {
  return weighted<object>(
    [6, fc.constant({ clusterIP: '10.96.0.7' })],
    [2, fc.constant({ clusterIP: 'None' })],
    [2, fc.constant({ clusterIP: '10.96.0.7', internalTrafficPolicy: 'Local' })],
    [1, fc.constant({ type: 'ExternalName', externalName: 'example.com' })],
  );
}

/** One or two ports, which then must have names. */
function ports(): fc.Arbitrary<readonly Port[]> {
  const target = fc.constantFrom(undefined, ...PORTS, ...PORT_NAMES);
  const one = fc
    .tuple(fc.constantFrom(...PROTOCOLS, 'TCP', undefined), fc.constantFrom(...PORTS), target)
    .map(([protocol, port, targetPort]) => raw({ protocol, port, targetPort }) as unknown as Port);
  return fc
    .uniqueArray(one, {
      minLength: 1,
      maxLength: 2,
      // The API server refuses a port and protocol twice.
      selector: ({ port, protocol }) => `${port} ${protocol ?? 'TCP'}`,
    })
    .map((ports) => (ports.length === 1 ? ports : ports.map((port, index) => ({ name: `port-${index}`, ...port }))));
}

function slice(name: string, namespace: string, ports: readonly Port[]): object {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${name}-1`, namespace, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: [
      { addresses: ['203.0.113.7'] },
      { addresses: ['10.0.0.1'], conditions: { ready: true } },
      { addresses: ['203.0.113.200'], conditions: { ready: false } },
    ],
    ports: ports.map(portOf),
  };
}

function endpoints(name: string, namespace: string, ports: readonly Port[]): object {
  const subset = {
    addresses: [{ ip: '192.168.0.1' }, { ip: '203.0.113.127' }],
    notReadyAddresses: [{ ip: '10.0.0.3' }],
    ports: ports.map(portOf),
  };
  return { apiVersion: 'v1', kind: 'Endpoints', metadata: { name, namespace }, subsets: [subset] };
}

/** The numbers behind differ from those in front. */
function portOf({ name, protocol, port }: Port): object {
  return raw({ name, protocol: protocol ?? 'TCP', port: port === 443 ? 53 : port });
}
