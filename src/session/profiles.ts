// What network plugins are documented to do where the API leaves it open: each setting with its source, a document
// or a path in the plugin's own code. Where no source says it, there is no entry, and the default of the
// assumption stays: a profile narrows what is open only as far as somebody can check.

import type { AssumptionKey, Assumptions } from '../engine/model/assumptions.ts';
import type { ClusterPolicyKind } from '../engine/model/policy.ts';
import type { ProfileName } from './profile-names.ts';

export type Settings = { readonly [K in AssumptionKey]?: { readonly value: Assumptions[K]; readonly source: string } };

export type Feature = ClusterPolicyKind | 'named-port-of-admin-policy';

/** 'partly': from some version on, or otherwise than the API says; `note` tells. */
export interface Support {
  readonly support: 'yes' | 'partly' | 'no';
  readonly note: string;
  readonly source: string;
}

export interface Profile {
  readonly name: ProfileName;
  /** As the project writes itself. */
  readonly title: string;
  readonly settings: Settings;
  /** What is known of features that plugins may lack (F14); of others nothing is known. */
  readonly features: Readonly<Partial<Record<Feature, Support>>>;
  /** What becomes of connections that a new policy forbids (F15). */
  readonly established: { readonly words: string; readonly source: string };
}

const calico: Profile = {
  name: 'calico',
  title: 'Calico',
  settings: {
    'ip-block-matches-pods': {
      value: 'yes',
      source:
        'projectcalico/calico, libcalico-go/lib/backend/k8s/conversion/conversion.go: an ipBlock becomes the nets of a rule, which match addresses whoever has them',
    },
  },
  features: {
    ClusterNetworkPolicy: {
      support: 'partly',
      note: 'only from version 3.32 on',
      source: 'projectcalico/calico, release 3.32',
    },
  },
  established: {
    words: 'they go on: connection tracking accepts them before any policy',
    source: 'projectcalico/calico, felix/rules/endpoints.go and felix/bpf-gpl/tc.c',
  },
};

const cilium: Profile = {
  name: 'cilium',
  title: 'Cilium',
  settings: {
    'ip-block-matches-pods': {
      value: 'no',
      source: 'cilium/cilium issues 9209, 14497 and 19601: a CIDR never selects a pod that Cilium manages',
    },
  },
  features: {},
  established: {
    words: 'they are cut: every packet of the original direction meets the policy',
    source: 'cilium/cilium, bpf/bpf_lxc.c',
  },
};

const antrea: Profile = {
  name: 'antrea',
  title: 'Antrea',
  settings: {
    'ip-block-matches-pods': {
      value: 'yes',
      source:
        'antrea-io/antrea, pkg/agent/openflow/network_policy.go: an ipBlock becomes flows that match addresses, those of pods too',
    },
  },
  features: {
    ClusterNetworkPolicy: {
      support: 'partly',
      note: 'only from version 2.7 on',
      source: 'antrea-io/antrea, release 2.7',
    },
  },
  established: {
    words: 'they go on: one flow accepts what is established',
    source: 'antrea-io/antrea, pkg/agent/openflow/pipeline.go',
  },
};

const ovnKubernetes: Profile = {
  name: 'ovn-kubernetes',
  title: 'OVN-Kubernetes',
  settings: {
    'ip-block-matches-pods': {
      value: 'yes',
      source:
        'ovn-kubernetes, go-controller/pkg/ovn/gress_policy.go: an ipBlock becomes an ACL on addresses, those of pods too',
    },
  },
  features: {},
  established: {
    words: 'they are cut: requests of an established connection meet the ACLs again',
    source: 'OVN, ACLs with allow-related',
  },
};

const kubeRouter: Profile = {
  name: 'kube-router',
  title: 'kube-router',
  settings: {
    'ip-block-matches-pods': {
      value: 'yes',
      source:
        'cloudnativelabs/kube-router, pkg/controllers/netpol/policy.go: an ipBlock becomes a set of addresses (hash:net), those of pods too',
    },
  },
  features: {},
  established: {
    words: 'they go on: connection tracking accepts them in the chain of the pod',
    source: 'cloudnativelabs/kube-router, pkg/controllers/netpol/pod.go',
  },
};

const knp = 'kubernetes-sigs/kube-network-policies';

const kubeNetworkPolicies: Profile = {
  name: 'kube-network-policies',
  title: 'kube-network-policies',
  settings: {
    'ip-block-matches-pods': {
      value: 'yes',
      source: `${knp}, pkg/networkpolicy, evaluateIPBlocks: it compares addresses, those of pods too`,
    },
    'host-network-pods': {
      value: 'as-nodes',
      source: `${knp}, pkg/networkpolicy: pods on the host network are left out`,
    },
    'duplicate-port-names': {
      value: 'any',
      source: `${knp}, pkg/networkpolicy: any container port of the name matches`,
    },
    'equal-priority': { value: 'by-name', source: `${knp}, pkg/networkpolicy: ties of priority are broken by name` },
    'baseline-after-other-direction': {
      value: 'skipped',
      source: `${knp}, pkg/networkpolicy/networkpolicy.go, lines 188 to 197: a pod that a NetworkPolicy selects for the other direction is accepted there`,
    },
  },
  features: {
    ClusterNetworkPolicy: { support: 'yes', note: '', source: `${knp}, plugins` },
    AdminNetworkPolicy: { support: 'yes', note: '', source: `${knp}, plugins` },
    BaselineAdminNetworkPolicy: { support: 'yes', note: '', source: `${knp}, plugins` },
    'named-port-of-admin-policy': {
      support: 'partly',
      note: 'once a pod has a port of that name, the rule is taken to match every port of it',
      source: `${knp}, plugins, adminnetworkpolicy.go, lines 283 to 291`,
    },
  },
  established: {
    words: 'they go on, and are cut only in its strict mode',
    source: `${knp}, pkg/dataplane/controller.go`,
  },
};

export const profiles: Readonly<Record<ProfileName, Profile>> = {
  calico,
  cilium,
  antrea,
  'ovn-kubernetes': ovnKubernetes,
  'kube-router': kubeRouter,
  'kube-network-policies': kubeNetworkPolicies,
};

/** The values that a profile sets, as assumptions are asked for. */
export function settingsOf(name: ProfileName): Partial<Assumptions> {
  const entries = Object.entries(profiles[name].settings).map(([key, { value }]) => [key, value]);
  return Object.fromEntries(entries) as Partial<Assumptions>; // each value is of its key, as Settings says
}
