// Controllers of Ingresses and Gateways, and the labels that their own charts and manifests give the pods
// which carry the traffic. The source of each stands beside it; a controller that is not here is unknown.

export interface Controller {
  readonly api: 'ingress' | 'gateway';
  readonly title: string;
  /** `spec.controller` of an IngressClass, `spec.controllerName` of a GatewayClass; one that ends in / is a prefix. */
  readonly names: readonly string[];
  /** What the class is usually called, where the input has no class object. */
  readonly classes: readonly string[];
  readonly traffic:
    | { readonly by: 'pods'; readonly labels: readonly Labels[]; readonly namespaces: readonly string[] }
    | { readonly by: 'elsewhere'; readonly why: string };
}

/** $NAME, $NAMESPACE and $CLASS are those of the Gateway. */
type Labels = Readonly<Record<string, string>>;

const appName = 'app.kubernetes.io/name';
const component = 'app.kubernetes.io/component';
const traefik: readonly Labels[] = [{ [appName]: 'traefik' }, { app: 'traefik' }];
const contour: readonly Labels[] = [{ [appName]: 'contour', [component]: 'envoy' }, { app: 'envoy' }];
const kong: readonly Labels[] = [
  { [appName]: 'kong' },
  { [appName]: 'gateway', 'app.kubernetes.io/part-of': 'kong' },
  { app: 'proxy-kong' },
  { app: 'ingress-kong' },
];
const istio: readonly Labels[] = [{ istio: 'ingressgateway' }, { istio: 'ingress' }];

export const controllers: readonly Controller[] = [
  // kubernetes/ingress-nginx, deploy/static and its chart
  ingress(
    'ingress-nginx',
    ['k8s.io/ingress-nginx'],
    ['nginx'],
    [{ [appName]: 'ingress-nginx', [component]: 'controller' }],
  ),
  // nginx/kubernetes-ingress: chart (nginx-ingress), deployments/deployment (app: nginx-ingress)
  ingress(
    'NGINX Ingress Controller',
    ['nginx.org/ingress-controller'],
    [],
    [{ [appName]: 'nginx-ingress' }, { app: 'nginx-ingress' }],
  ),
  // traefik/traefik-helm-chart; the quick start has app: traefik
  ingress('Traefik', ['traefik.io/ingress-controller'], ['traefik'], traefik),
  // haproxytech/helm-charts (kubernetes-ingress), deploy/haproxy-ingress.yaml (run: haproxy-ingress)
  ingress(
    'HAProxy',
    ['haproxy.org/ingress-controller/', 'haproxy.org/ingress-controller'],
    ['haproxy'],
    [{ [appName]: 'kubernetes-ingress' }, { run: 'haproxy-ingress' }, { [appName]: 'haproxy-ingress' }],
  ),
  // haproxy-ingress/charts
  ingress(
    'HAProxy Ingress',
    ['haproxy-ingress.github.io/controller/', 'haproxy-ingress.github.io/controller'],
    [],
    [{ [appName]: 'haproxy-ingress' }],
  ),
  // projectcontour/contour examples/contour (app: envoy, namespace projectcontour), the chart's component envoy
  ingress('Contour', ['projectcontour.io/'], ['contour'], contour),
  // Kong/charts kong and ingress; deploy/single all-in-one
  ingress('Kong', ['ingress-controllers.konghq.com/kong'], ['kong'], kong),
  // istio's charts: the gateway has the label istio
  ingress('Istio', ['istio.io/ingress-controller'], ['istio'], istio),
  // openshift/cluster-ingress-operator: the router's Deployment
  {
    ...ingress('the OpenShift router', ['openshift.io/ingress-to-route'], ['openshift-default'], []),
    traffic: openShiftRouter(),
  },
  elsewhere(
    'ingress',
    'the AWS load balancer',
    ['ingress.k8s.aws/alb'],
    ['alb'],
    'an AWS load balancer outside the cluster sends it to the pods or to their nodes',
  ),
  elsewhere(
    'ingress',
    'the Google Cloud load balancer',
    [],
    ['gce', 'gce-internal'],
    'a Google Cloud load balancer outside the cluster sends it to the pods',
  ),
  elsewhere(
    'ingress',
    'Azure Application Gateway',
    ['azure/application-gateway'],
    ['azure-application-gateway'],
    'an Azure gateway outside the cluster sends it to the pods',
  ),
  elsewhere(
    'ingress',
    'Cilium',
    ['cilium.io/ingress-controller'],
    ['cilium'],
    "Cilium carries it in an Envoy on each node, with an address that is no pod's",
  ),

  // gateway.envoyproxy.io: the labels that it gives its managed proxies
  gateway(
    'Envoy Gateway',
    ['gateway.envoyproxy.io/gatewayclass-controller'],
    ['eg', 'envoy-gateway'],
    [
      {
        'gateway.envoyproxy.io/owning-gateway-name': '$NAME',
        'gateway.envoyproxy.io/owning-gateway-namespace': '$NAMESPACE',
      },
      { 'gateway.envoyproxy.io/owning-gatewayclass': '$CLASS' },
    ],
  ),
  gateway('Istio', ['istio.io/gateway-controller'], ['istio'], [{ 'istio.io/gateway-name': '$NAME' }, ...istio]),
  // nginx/nginx-gateway-fabric before 2.0: one Deployment for all
  gateway(
    'NGINX Gateway Fabric',
    ['gateway.nginx.org/nginx-gateway-controller'],
    ['nginx'],
    [{ [appName]: 'nginx-gateway-fabric' }, { [appName]: 'nginx-gateway' }],
  ),
  gateway(
    'Contour',
    ['projectcontour.io/'],
    ['contour'],
    [{ 'projectcontour.io/owning-gateway-name': '$NAME', [component]: 'envoy' }, ...contour],
  ),
  gateway('Traefik', ['traefik.io/gateway-controller'], ['traefik'], traefik),
  gateway('Kong', ['konghq.com/kic-gateway-controller', 'konghq.com/gateway-operator'], ['kong'], kong),
  elsewhere(
    'gateway',
    'Cilium',
    ['io.cilium/gateway-controller'],
    ['cilium'],
    "Cilium carries it in an Envoy on each node, with an address that is no pod's",
  ),
  elsewhere(
    'gateway',
    'Google Cloud',
    ['networking.gke.io/gateway'],
    ['gke-l7-global-external-managed', 'gke-l7-regional-external-managed', 'gke-l7-rilb'],
    'a Google Cloud load balancer outside the cluster sends it to the pods',
  ),
  elsewhere(
    'gateway',
    'AWS',
    ['gateway.k8s.aws/', 'application-networking.k8s.aws/'],
    ['amazon-vpc-lattice'],
    'an AWS load balancer outside the cluster sends it to the pods or to their nodes',
  ),
];

/** openshift/cluster-ingress-operator labels the pods of every IngressController's router so. */
export function openShiftRouter(): Controller['traffic'] & { readonly by: 'pods' } {
  return {
    by: 'pods',
    labels: [{ 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller': '*' }],
    namespaces: ['openshift-ingress'],
  };
}

function ingress(
  title: string,
  names: readonly string[],
  classes: readonly string[],
  labels: readonly Labels[],
): Controller {
  return { api: 'ingress', title, names, classes, traffic: { by: 'pods', labels, namespaces: [] } };
}

function gateway(
  title: string,
  names: readonly string[],
  classes: readonly string[],
  labels: readonly Labels[],
): Controller {
  return { api: 'gateway', title, names, classes, traffic: { by: 'pods', labels, namespaces: [] } };
}

function elsewhere(
  api: Controller['api'],
  title: string,
  names: readonly string[],
  classes: readonly string[],
  why: string,
): Controller {
  return { api, title, names, classes, traffic: { by: 'elsewhere', why } };
}
