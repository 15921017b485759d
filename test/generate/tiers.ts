// The policies of a platform team over the microservices: ten of the Admin tier, and a Baseline that closes what no
// namespace has opened.
import { clusterNetworkPolicy, type Policy } from './objects.ts';
import type { Random } from './random.ts';
import { dnsPeer, ingressPeer, monitoringPeer } from './system.ts';

const everywhere = {};
const tenants = { matchExpressions: [{ key: 'team', operator: 'Exists' }] };
const named = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const environment = (name: string) => ({ matchLabels: { environment: name } });
const tcpPort = (number: number) => ({ tcp: { destinationPort: { number } } });
const udpPort = (number: number) => ({ udp: { destinationPort: { number } } });
const tcpRange = (start: number, end: number) => ({ tcp: { destinationPort: { range: { start, end } } } });
const dns = [udpPort(53), tcpPort(53)];
const pods = (labels: Readonly<Record<string, string>>) => ({
  pods: { namespaceSelector: everywhere, podSelector: { matchLabels: labels } },
});

const admin: readonly (readonly [name: string, spec: object])[] = [
  [
    'protect-dns',
    {
      subject: { namespaces: named('kube-system') },
      ingress: [
        { action: 'Accept', from: [{ namespaces: everywhere }], protocols: dns },
        { action: 'Deny', from: [{ namespaces: tenants }] },
      ],
    },
  ],
  [
    'allow-dns',
    { subject: { namespaces: everywhere }, egress: [{ action: 'Accept', protocols: dns, to: [{ pods: dnsPeer }] }] },
  ],
  [
    'allow-scraping',
    {
      subject: { namespaces: everywhere },
      ingress: [{ action: 'Accept', from: [{ pods: monitoringPeer }], protocols: [tcpRange(9090, 9153)] }],
    },
  ],
  [
    'deny-instance-metadata',
    {
      subject: { namespaces: everywhere },
      egress: [{ action: 'Deny', to: [{ networks: ['169.254.169.254/32'] }] }],
    },
  ],
  [
    'quarantine',
    {
      subject: pods({ quarantine: 'yes' }),
      ingress: [{ action: 'Deny', from: [{ namespaces: everywhere }] }],
      egress: [{ action: 'Deny', to: [{ namespaces: everywhere }, { networks: ['0.0.0.0/0'] }] }],
    },
  ],
  [
    'card-data',
    {
      subject: { namespaces: { matchLabels: { compliance: 'pci' } } },
      ingress: [
        { action: 'Pass', from: [{ namespaces: { matchLabels: { compliance: 'pci' } } }] },
        { action: 'Accept', from: [{ pods: ingressPeer }], protocols: [tcpPort(8080)] },
        { action: 'Deny', from: [{ namespaces: tenants }] },
      ],
    },
  ],
  [
    'production-apart',
    {
      subject: { namespaces: environment('production') },
      ingress: [
        {
          action: 'Deny',
          from: [
            {
              namespaces: {
                matchExpressions: [{ key: 'environment', operator: 'In', values: ['development', 'staging'] }],
              },
            },
          ],
        },
      ],
    },
  ],
  [
    'development-stays-inside',
    {
      subject: { namespaces: environment('development') },
      egress: [
        { action: 'Pass', to: [{ namespaces: everywhere }] },
        { action: 'Accept', protocols: [tcpPort(443)], to: [{ networks: ['192.168.40.0/22', '198.51.100.0/24'] }] },
        { action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] },
      ],
    },
  ],
  [
    'data-stores',
    {
      subject: pods({ tier: 'data' }),
      ingress: [
        {
          action: 'Pass',
          from: [
            {
              pods: {
                namespaceSelector: tenants,
                podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['frontend'] }] },
              },
            },
          ],
        },
        { action: 'Deny', from: [{ namespaces: tenants }], protocols: [tcpPort(5432), tcpPort(6379), tcpPort(9092)] },
      ],
    },
  ],
  [
    'company-networks',
    {
      subject: { namespaces: tenants },
      egress: [
        { action: 'Accept', protocols: [tcpPort(443)], to: [{ networks: ['192.168.0.0/16'] }] },
        { action: 'Deny', protocols: [tcpPort(25)], to: [{ networks: ['0.0.0.0/0'] }] },
      ],
    },
  ],
];

const baseline = {
  subject: { namespaces: tenants },
  ingress: [
    { action: 'Accept', from: [{ pods: ingressPeer }], protocols: [tcpPort(8080)] },
    { action: 'Deny', from: [{ namespaces: everywhere }] },
  ],
};

export function* tierPolicies(chance: Random): Generator<Policy> {
  for (const [index, [name, spec]] of admin.entries()) {
    yield clusterNetworkPolicy(name, { priority: 10 * (index + 1), tier: 'Admin', ...spec }, chance);
  }
  yield clusterNetworkPolicy('default', { priority: 1000, tier: 'Baseline', ...baseline }, chance);
}
