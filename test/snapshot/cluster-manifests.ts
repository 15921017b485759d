// Cluster-wide policies as text, as small as they can be, and the definitions that say which channel a cluster has.

const group = 'policy.networking.k8s.io';

function manifest(version: string, kind: string, metadata: string, spec: string): string {
  return `apiVersion: ${group}/${version}\nkind: ${kind}\nmetadata: ${metadata}\nspec: ${spec}\n`;
}

/** The whole `spec`, in braces. */
export function clusterPolicy(spec: string, metadata = '{name: c}'): string {
  return manifest('v1alpha2', 'ClusterNetworkPolicy', metadata, spec);
}

export function adminPolicy(spec: string, metadata = '{name: a}'): string {
  return manifest('v1alpha1', 'AdminNetworkPolicy', metadata, spec);
}

export function baselinePolicy(spec: string, metadata = '{name: default}'): string {
  return manifest('v1alpha1', 'BaselineAdminNetworkPolicy', metadata, spec);
}

const everyone = 'subject: {namespaces: {}}';

/** ClusterNetworkPolicy c with these rules, `[{…}, …]`. */
export function cnp(direction: 'ingress' | 'egress', rules: string, more = 'tier: Admin, priority: 1'): string {
  return clusterPolicy(`{${more}, ${everyone}, ${direction}: ${rules}}`);
}

export function anp(direction: 'ingress' | 'egress', rules: string, more = 'priority: 1'): string {
  return adminPolicy(`{${more}, ${everyone}, ${direction}: ${rules}}`);
}

export function banp(direction: 'ingress' | 'egress', rules: string): string {
  return baselinePolicy(`{${everyone}, ${direction}: ${rules}}`);
}

const plurals: Readonly<Record<string, string>> = {
  ClusterNetworkPolicy: 'clusternetworkpolicies',
  AdminNetworkPolicy: 'adminnetworkpolicies',
  BaselineAdminNetworkPolicy: 'baselineadminnetworkpolicies',
};

export function definition(kind: string, channel: string): string {
  const metadata = `{name: ${plurals[kind]}.${group}, annotations: {${group}/channel: ${channel}}}`;
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: ${metadata}\nspec: {group: ${group}, names: {kind: ${kind}}}\n`;
}
