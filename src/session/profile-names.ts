// The network plugins whose documented behaviour `--profile` takes. Apart from what they say, so that naming them costs nothing.

export const profileNames = [
  'calico',
  'cilium',
  'antrea',
  'ovn-kubernetes',
  'kube-router',
  'kube-network-policies',
] as const;
export type ProfileName = (typeof profileNames)[number];

export function profileNamed(text: string): ProfileName | undefined {
  return profileNames.find((name) => name === text);
}
