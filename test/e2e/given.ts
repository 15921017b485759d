// Inputs of a few lines for the journeys.

/** web may reach db on one port and dns on another; other may reach nothing. */
export const smallCluster = `apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Namespace, metadata: { name: shop } }
  - { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { nodeName: n1, containers: [] }, status: { podIP: 10.1.0.1, podIPs: [{ ip: 10.1.0.1 }] } }
  - { apiVersion: v1, kind: Pod, metadata: { name: api, namespace: shop, labels: { app: api } }, spec: { nodeName: n1, containers: [] }, status: { podIP: 10.1.0.2, podIPs: [{ ip: 10.1.0.2 }] } }
  - { apiVersion: v1, kind: Pod, metadata: { name: db, namespace: shop, labels: { app: db } }, spec: { nodeName: n2, containers: [] }, status: { podIP: 10.1.0.3, podIPs: [{ ip: 10.1.0.3 }] } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: db
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: db
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: api
      ports:
        - port: 5432
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: api
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: web
`;

export const noPolicies = `apiVersion: v1
kind: Pod
metadata: { name: a, namespace: one }
---
apiVersion: v1
kind: Pod
metadata: { name: b, namespace: two }
`;

const attack = '<img src=x onerror=window.pwned=1>';

/** Mark-up wherever YAML lets it stand; most of it the API would refuse. */
export const hostile = `apiVersion: v1
kind: Pod
metadata:
  name: "${attack}"
  namespace: "${attack}"
  labels: { "${attack}": "${attack}", app: "javascript:window.pwned=1" }
  annotations: { a: "${attack}" }
---
apiVersion: v1
kind: Pod
metadata: { name: good, namespace: shop, labels: { app: "\\u202Egnp.exe", __proto__: x } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: "${attack}", namespace: shop }
spec: { podSelector: {}, ingress: [ { from: [ { ipBlock: { cidr: "${attack}" } } ], ports: [ { port: "${attack}" } ] } ] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: fine, namespace: shop, annotations: { a: "${attack}" } }
spec: { podSelector: {}, policyTypes: [Ingress] }
---
apiVersion: "${attack}"
kind: "${attack}"
metadata: { name: "${attack}" }
`;

/** Two policies of one name, an Admin tier that closes what Baseline opens, a Service with a backend on either side. */
export const tieredCluster = `apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Node, metadata: { name: n1 }, status: { addresses: [{ type: InternalIP, address: 192.168.0.1 }] } }
  - { apiVersion: v1, kind: Namespace, metadata: { name: shop } }
  - { apiVersion: v1, kind: Namespace, metadata: { name: guests } }
  - { apiVersion: v1, kind: Namespace, metadata: { name: far } }
  - { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web, guarded: "yes" } }, spec: { nodeName: n1, containers: [] }, status: { podIP: 10.1.0.1, podIPs: [{ ip: 10.1.0.1 }] } }
  - { apiVersion: v1, kind: Pod, metadata: { name: web-free, namespace: shop, labels: { app: web } }, spec: { nodeName: n1, containers: [] }, status: { podIP: 10.1.0.2, podIPs: [{ ip: 10.1.0.2 }] } }
  - { apiVersion: v1, kind: Pod, metadata: { name: visitor, namespace: guests, labels: { app: visitor } }, spec: { nodeName: n1, containers: [] }, status: { podIP: 10.1.0.3, podIPs: [{ ip: 10.1.0.3 }] } }
  - { apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] } }
  - { apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: far, namespace: far }, spec: { endpointSelector: {} } }
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: guard
spec:
  tier: Admin
  priority: 10
  subject:
    pods:
      namespaceSelector: {}
      podSelector:
        matchLabels:
          guarded: "yes"
  ingress:
    - name: no-guests
      action: Deny
      from:
        - namespaces:
            matchLabels:
              kubernetes.io/metadata.name: guests
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: guard }
spec:
  priority: 20
  subject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: guests } } }
  ingress:
    - action: Deny
      from: [{ namespaces: {} }]
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: open-to-guests }
spec:
  tier: Baseline
  priority: 10
  subject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } }
  ingress:
    - action: Accept
      from: [{ namespaces: { matchLabels: { kubernetes.io/metadata.name: guests } } }]
      protocols: [{ tcp: { destinationPort: { number: 8080 } } }]
    - action: Deny
      from: [{ namespaces: {} }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: quiet, namespace: guests }
spec:
  podSelector: {}
  policyTypes: [Ingress]
`;
