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
