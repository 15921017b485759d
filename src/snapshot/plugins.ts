// Network plugins by the DaemonSets that they run as, and by objects that they alone keep in a cluster: whether they
// enforce policies at all, and which profile holds their documented behaviour.

export interface Plugin {
  readonly name: string;
  /** 'perhaps': it has a switch, or does so from some version on; `note` says which. */
  readonly enforces: 'yes' | 'perhaps' | 'no';
  /** '' where there is no profile of it. */
  readonly profile: string;
  readonly note: string;
}

interface Known extends Plugin {
  readonly daemonSets: RegExp;
}

const known: readonly Known[] = [
  { daemonSets: /^calico-node$/, name: 'Calico', enforces: 'yes', profile: 'calico', note: '' },
  { daemonSets: /^canal$/, name: 'Canal', enforces: 'yes', profile: 'calico', note: 'Calico enforces its policies' },
  { daemonSets: /^(cilium|anetd)$/, name: 'Cilium', enforces: 'yes', profile: 'cilium', note: '' },
  { daemonSets: /^antrea-agent$/, name: 'Antrea', enforces: 'yes', profile: 'antrea', note: '' },
  { daemonSets: /^ovnkube-node/, name: 'OVN-Kubernetes', enforces: 'yes', profile: 'ovn-kubernetes', note: '' },
  { daemonSets: /^kube-router$/, name: 'kube-router', enforces: 'yes', profile: 'kube-router', note: '' },
  {
    daemonSets: /^kube-network-policies$/,
    name: 'kube-network-policies',
    enforces: 'yes',
    profile: 'kube-network-policies',
    note: '',
  },
  {
    daemonSets: /^kindnet$/,
    name: 'kindnet',
    enforces: 'perhaps',
    profile: 'kube-network-policies',
    note: 'it enforces policies from v1.1 on, with kube-network-policies inside',
  },
  { daemonSets: /^weave-net$/, name: 'Weave Net', enforces: 'yes', profile: '', note: '' },
  { daemonSets: /^azure-npm$/, name: 'Azure Network Policy Manager', enforces: 'yes', profile: '', note: '' },
  {
    daemonSets: /^aws-node$/,
    name: 'Amazon VPC CNI',
    enforces: 'perhaps',
    profile: '',
    note: 'it enforces policies only where its network policy agent is switched on',
  },
  {
    daemonSets: /^kube-flannel(-ds)?(-\w+)?$/,
    name: 'flannel',
    enforces: 'no',
    profile: '',
    note: 'alone it enforces no policies',
  },
];

export function pluginOf(daemonSet: string): Plugin | undefined {
  return known.find(({ daemonSets }) => daemonSets.test(daemonSet));
}

/** 'apiVersion/Kind' of what the plugin writes while it runs; its policies are no proof, anybody may apply them. */
const kept: readonly (readonly [objects: RegExp, daemonSet: string])[] = [
  [/^crd\.projectcalico\.org\/\w+\/(ClusterInformation|FelixConfiguration|IPAMBlock|BlockAffinity)$/, 'calico-node'],
  [/^cilium\.io\/\w+\/(CiliumNode|CiliumEndpoint|CiliumIdentity)$/, 'cilium'],
  [/^crd\.antrea\.io\/\w+\/(AntreaAgentInfo|AntreaControllerInfo)$/, 'antrea-agent'],
];

export function pluginThatKeeps(apiVersionAndKind: string): Plugin | undefined {
  const found = kept.find(([objects]) => objects.test(apiVersionAndKind));
  return found === undefined ? undefined : pluginOf(found[1]);
}
