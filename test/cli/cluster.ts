// A small cluster that has every answer in it: yes, no, partly (two replicas with different labels, a range of ports) and
// unknown (a block, and a workload that has no addresses yet).

export const cluster = `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: shop } }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
status: { podIP: 10.0.0.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
spec: { containers: [{ name: db, ports: [{ name: sql, containerPort: 5432 }] }] }
status: { podIP: 10.0.0.2 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: batch, namespace: shop }
spec:
  replicas: 1
  selector: { matchLabels: { app: batch } }
  template:
    metadata: { labels: { app: batch } }
    spec: { containers: [{ name: app, image: batch }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  policyTypes: [Ingress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ port: sql }]
    - from: [{ ipBlock: { cidr: 10.0.1.0/24 } }]
      ports: [{ port: 9000 }]
`;

/** The same, with the policy opened to the batch job and closed to the block. */
export const opened = cluster
  .replace(
    'matchLabels: { app: web } } }]\n',
    'matchExpressions: [{ key: app, operator: In, values: [web, batch] }] } }]\n',
  )
  .replace(/ {4}- from: \[\{ ipBlock[^\n]*\n[^\n]*\n/, '');

export const expectations = `apiVersion: firebreak/v1
kind: Expectations
input: [cluster.yaml]
expect:
  - name: the web tier reaches the database
    from: shop/web
    to: shop/db
    ports: [5432/TCP]
    must: allow
  - name: nobody else does
    from: { namespaces: {}, pods: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] } }
    to: shop/db
    ports: [5432/TCP]
    must: deny
`;

export const broken = expectations.replace('operator: NotIn, values: [web]', 'operator: Exists');
