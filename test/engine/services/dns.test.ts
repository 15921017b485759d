// Workloads that may do something, but not ask DNS (R98).

import { describe, expect, test } from 'vitest';
import type { Assumptions } from '../../../src/engine/model/assumptions.ts';
import { withoutDns } from '../../../src/engine/services/dns.ts';
import { compiledOf, container, object, pod, policy, service } from './cluster.ts';

const dnsPorts = 'ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53}]';
const kubeDns = service('kube-dns', `selector: {k8s-app: kube-dns}, ${dnsPorts}`, 'kube-system');
const shifted = service(
  'dns-default',
  'selector: {k8s-app: kube-dns}, ports: [{port: 53, protocol: UDP, targetPort: dns}, {port: 53, targetPort: 5353}]',
  'kube-system',
);
const core = pod('core', {
  labels: 'k8s-app: kube-dns',
  namespace: 'kube-system',
  ip: '10.0.9.9',
  spec: container('name: dns, containerPort: 5353, protocol: UDP'),
});
const cache = object(
  'apps/v1',
  'DaemonSet',
  'node-local-dns',
  'template: {metadata: {labels: {k8s-app: node-local-dns}}, spec: {hostNetwork: true}}',
  'namespace: kube-system',
);
const app = pod('app', { ip: '10.0.0.1' });
const db = pod('db', { ip: '10.0.0.2' });
const system = '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}';

function egress(...rules: readonly string[]): string {
  return policy('e', `podSelector: {matchLabels: {app: app}}, policyTypes: [Egress], egress: [${rules.join(', ')}]`);
}

const database = '{to: [{podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}';

function shown(documents: readonly string[], assume: Partial<Assumptions> = {}): readonly string[] {
  const { kind, without } = withoutDns(compiledOf([db, ...documents], assume));
  return [
    kind,
    ...without.map(
      ({ workload, missing, certainty }) => `${workload.name} ${missing.join()}${certainty === 'perhaps' ? '?' : ''}`,
    ),
  ];
}

describe('who cannot ask DNS', () => {
  type Row = readonly [
    what: string,
    documents: readonly string[],
    expected: readonly string[],
    assume?: Partial<Assumptions>,
  ];
  const rows: readonly Row[] = [
    ['nobody whose egress is not isolated', [kubeDns, core, app], ['known']],
    ['nobody who may do nothing at all', [kubeDns, core, app, egress()], ['known']],
    ['whoever may do something else only', [kubeDns, core, app, egress(database)], ['known', 'app UDP,TCP']],
    [
      'nobody who may do both',
      [kubeDns, core, app, egress(database, `{to: [${system}], ports: [{port: 53, protocol: UDP}, {port: 53}]}`)],
      ['known'],
    ],
    [
      'whoever may ask by UDP only, by TCP',
      [kubeDns, core, app, egress(`{to: [${system}], ports: [{port: 53, protocol: UDP}]}`)],
      ['known', 'app TCP'],
    ],
    [
      'whoever may use the port of the Service where the pods have another',
      [shifted, core, app, egress(`{to: [${system}], ports: [{port: 53, protocol: UDP}, {port: 53}]}`)],
      ['known', 'app UDP,TCP'],
    ],
    [
      'nobody who may use the port that the pods see',
      [shifted, core, app, egress(`{to: [${system}], ports: [{port: 5353, protocol: UDP}, {port: 5353}]}`)],
      ['known'],
    ],
    [
      'whoever the DNS pods do not let in',
      [kubeDns, core, app, egress(`{to: [${system}]}`), policy('i', 'podSelector: {}', 'kube-system')],
      ['known', 'app UDP,TCP'],
    ],
    ['nobody where a cache answers on each node', [kubeDns, core, cache, app, egress(database)], ['known']],
    [
      'whoever may not ask the cache, where policies hold against the own node',
      [kubeDns, core, cache, app, egress(database)],
      ['known', 'app UDP,TCP'],
      { 'own-node-egress': 'policy' },
    ],
    [
      'nobody who may ask the cache by its address',
      [
        kubeDns,
        core,
        cache,
        app,
        egress('{to: [{ipBlock: {cidr: 169.254.20.10/32}}], ports: [{port: 53, protocol: UDP}, {port: 53}]}'),
      ],
      ['known'],
      { 'own-node-egress': 'policy' },
    ],
    [
      'whoever may not ask the pods that have the label, without their Service',
      [core, app, egress(database)],
      ['known', 'app UDP,TCP'],
    ],
    ['without DNS pods, whoever may use port 53 nowhere', [app, egress(database)], ['not-known', 'app UDP,TCP']],
    [
      'without DNS pods, nobody who may use it somewhere',
      [app, egress('{ports: [{port: 53, protocol: UDP}, {port: 53}]}')],
      ['not-known'],
    ],
    [
      'perhaps, where it hangs on an address that is not known',
      [
        kubeDns,
        object(
          'apps/v1',
          'Deployment',
          'core',
          'template: {metadata: {labels: {k8s-app: kube-dns}}}',
          'namespace: kube-system',
        ),
        app,
        egress('{to: [{ipBlock: {cidr: 10.0.9.0/24}}]}'),
      ],
      ['known', 'app UDP,TCP?'],
    ],
  ];
  for (const [what, documents, expected, assume] of rows) {
    test(what, () => {
      expect(shown(documents, assume)).toEqual(expected);
    });
  }
});
