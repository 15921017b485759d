// One valid object of every kind that is read, with what most of them can say, for tests that spoil them.

const meta = (name: string, more: object = {}) => ({ metadata: { name, namespace: 's', ...more } });
const labels = { app: 'web' };
const selector = { matchLabels: labels, matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['db'] }] };
const container = { name: 'c', image: 'i', ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }] };
const template = { metadata: { labels }, spec: { containers: [container], hostNetwork: false, nodeName: 'n' } };
const apps = { apiVersion: 'apps/v1', spec: { replicas: 2, selector: { matchLabels: labels }, template } };
const gateway = 'gateway.networking.k8s.io/v1';
const pods = { pods: { podSelector: selector, namespaceSelector: selector } };
const parentRefs = [{ name: 'g', namespace: 's', sectionName: 'web' }];
const rules = [{ matches: [{ path: { value: '/' } }], backendRefs: [{ name: 'web', port: 80, kind: 'Service' }] }];

const tiered = {
  subject: pods,
  priority: 5,
  ingress: [{ name: 'i', action: 'Deny', from: [pods, { namespaces: selector }] }],
  egress: [{ action: 'Pass', to: [{ networks: ['10.0.0.0/8'] }, pods] }],
};
const ports = [{ portNumber: { protocol: 'TCP', port: 80 } }, { portRange: { start: 1, end: 9 } }];

/** Names are of valid objects that find each other: the Gateway its class, the route its Service, the Service its pod. */
export const givenObjects: readonly object[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 's', labels } },
  {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n', labels },
    spec: { podCIDR: '10.0.0.0/24', podCIDRs: ['10.0.0.0/24', 'fd00::/64'] },
    status: { addresses: [{ type: 'InternalIP', address: '192.168.0.1' }], nodeInfo: { operatingSystem: 'linux' } },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    ...meta('web', { labels, ownerReferences: [{ kind: 'ReplicaSet', name: 'rs', controller: true }] }),
    spec: { containers: [container], initContainers: [{ ...container, restartPolicy: 'Always' }], nodeName: 'n' },
    status: {
      phase: 'Running',
      podIP: '10.0.0.5',
      podIPs: [{ ip: '10.0.0.5' }, { ip: 'fd00::5' }],
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  },
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => ({
    kind,
    ...meta(kind.toLowerCase()),
    ...apps,
  })),
  { apiVersion: 'v1', kind: 'ReplicationController', ...meta('rc'), spec: { replicas: 1, selector: labels, template } },
  { apiVersion: 'batch/v1', kind: 'Job', ...meta('job'), spec: { parallelism: 1, template } },
  { apiVersion: 'batch/v1', kind: 'CronJob', ...meta('cron'), spec: { jobTemplate: { spec: { template } } } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    ...meta('np'),
    spec: {
      podSelector: selector,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: selector, namespaceSelector: selector }], ports: [{ port: 'http' }] }],
      egress: [
        { to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] },
        { ports: [{ port: 53, endPort: 60, protocol: 'UDP' }] },
      ],
    },
  },
  {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'cnp' },
    spec: {
      tier: 'Baseline',
      ...tiered,
      ingress: [
        { action: 'Accept', from: [pods], protocols: [{ tcp: { destinationPort: { number: 80 } } }] },
        { action: 'Deny', from: [pods], protocols: [{ udp: { destinationPort: { range: { start: 1, end: 9 } } } }] },
      ],
      egress: [{ action: 'Deny', to: [{ nodes: selector }, { domainNames: ['*.example.com'] }] }],
    },
  },
  {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: 'anp' },
    spec: { ...tiered, ingress: [{ action: 'Allow', from: [pods], ports }] },
  },
  {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { name: 'default' },
    spec: { subject: { namespaces: selector }, ingress: [{ action: 'Deny', from: [pods], ports }] },
  },
  {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: 'clusternetworkpolicies.policy.networking.k8s.io',
      annotations: { 'policy.networking.k8s.io/channel': 'experimental' },
    },
    spec: {
      group: 'policy.networking.k8s.io',
      names: { kind: 'ClusterNetworkPolicy', plural: 'clusternetworkpolicies' },
      versions: [{ name: 'v1alpha2', served: true, schema: { openAPIV3Schema: { properties: { spec: {} } } } }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    ...meta('web'),
    spec: {
      type: 'LoadBalancer',
      selector: labels,
      clusterIP: '10.96.0.1',
      externalIPs: ['203.0.113.1'],
      loadBalancerSourceRanges: ['203.0.113.0/24'],
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Local',
      ports: [{ name: 'http', port: 80, targetPort: 'http', nodePort: 30080, protocol: 'TCP' }],
    },
    status: { loadBalancer: { ingress: [{ ip: '203.0.113.2' }] } },
  },
  { apiVersion: 'v1', kind: 'Service', ...meta('bare'), spec: { ports: [{ port: 5432 }] } },
  {
    apiVersion: 'v1',
    kind: 'Endpoints',
    ...meta('old'),
    subsets: [{ addresses: [{ ip: '192.0.2.1' }], notReadyAddresses: [{ ip: '192.0.2.2' }], ports: [{ port: 5432 }] }],
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    ...meta('bare-1', { labels: { 'kubernetes.io/service-name': 'bare' } }),
    addressType: 'IPv4',
    endpoints: [{ addresses: ['192.0.2.3'], conditions: { ready: true, serving: true }, nodeName: 'n' }],
    ports: [{ name: '', port: 5432, protocol: 'TCP' }],
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'k8s.io/ingress-nginx' },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    ...meta('in', { annotations: { 'kubernetes.io/ingress.class': 'nginx' } }),
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'web', port: { number: 80 } } },
      rules: [
        {
          host: 'a.example',
          http: { paths: [{ path: '/', backend: { service: { name: 'web', port: { name: 'http' } } } }] },
        },
      ],
    },
  },
  { apiVersion: gateway, kind: 'GatewayClass', metadata: { name: 'gc' }, spec: { controllerName: 'example.com/gw' } },
  {
    apiVersion: gateway,
    kind: 'Gateway',
    ...meta('g'),
    spec: {
      gatewayClassName: 'gc',
      addresses: [{ type: 'IPAddress', value: '203.0.113.3' }],
      listeners: [
        { name: 'web', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Selector', selector } } },
      ],
    },
    status: { addresses: [{ value: '203.0.113.3' }] },
  },
  {
    apiVersion: 'gateway.networking.x-k8s.io/v1alpha1',
    kind: 'XListenerSet',
    ...meta('ls'),
    spec: { parentRef: { name: 'g' }, listeners: [{ name: 'more', port: 81, protocol: 'HTTP' }] },
  },
  { apiVersion: gateway, kind: 'HTTPRoute', ...meta('http'), spec: { parentRefs, hostnames: ['a.example'], rules } },
  { apiVersion: `${gateway}alpha2`, kind: 'TCPRoute', ...meta('tcp'), spec: { parentRefs, rules } },
  {
    apiVersion: `${gateway}beta1`,
    kind: 'ReferenceGrant',
    ...meta('grant'),
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 's' }],
      to: [{ group: '', kind: 'Service' }],
    },
  },
  {
    apiVersion: 'route.openshift.io/v1',
    kind: 'Route',
    ...meta('route'),
    spec: { host: 'a.example', to: { kind: 'Service', name: 'web', weight: 1 }, port: { targetPort: 'http' } },
  },
  {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    ...meta('cilium'),
    spec: {
      endpointSelector: { matchLabels: { 'k8s:app': 'web', 'k8s:io.kubernetes.pod.namespace': 's' } },
      ingress: [{}],
    },
  },
  {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: 'calico' },
    spec: { selector: "app in {'web'} && !has(b)", namespaceSelector: 'all()', types: ['Ingress'] },
  },
  {
    apiVersion: 'crd.antrea.io/v1beta1',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'antrea' },
    spec: { appliedTo: [{ podSelector: selector, namespaceSelector: selector }], ingress: [{}] },
  },
  {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    ...meta('istio'),
    spec: { action: 'DENY', selector: { matchLabels: labels }, rules: [{}] },
  },
];
