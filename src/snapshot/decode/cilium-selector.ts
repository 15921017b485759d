// Keys in Cilium's selectors: where a label comes from stands before it, and labels of the namespace stand among
// those of the pod. Its identities, accounts and clusters are no labels of Kubernetes: not plain.

import type { Requirement } from '../../engine/model/labels.ts';
import { metadataName } from '../../engine/model/select.ts';

export interface CiliumRequirement {
  readonly about: 'pod' | 'namespace';
  readonly requirement: Requirement;
}

/** Keys say where a label comes from; those of namespaces stand among those of pods. */
export function ciliumRequirement(requirement: Requirement): CiliumRequirement | 'not-plain' {
  const key = requirement.key.replace(/^(?:k8s|any):/, '');
  if (key === 'io.kubernetes.pod.namespace') {
    return { about: 'namespace', requirement: { ...requirement, key: metadataName } };
  }
  const label = /^io\.cilium\.k8s\.namespace\.labels\.(.+)$/.exec(key)?.[1];
  if (label !== undefined) return { about: 'namespace', requirement: { ...requirement, key: label } };
  if (key === '' || key.includes(':') || key.startsWith('io.cilium.') || leftOut.test(key)) return 'not-plain';
  return { about: 'pod', requirement: { ...requirement, key } };
}

/** Labels that Cilium, as it is installed, leaves out of what it knows of a pod. */
const leftOut = new RegExp(
  [
    String.raw`^(?:io\.kubernetes|kubernetes\.io|k8s\.io|annotation|etcd_node|.*beta\.kubernetes\.io)`,
    '^(?:pod-template-generation|pod-template-hash|controller-revision-hash)',
    String.raw`^statefulset\.kubernetes\.io/pod-name|^apps\.kubernetes\.io/pod-index`,
    String.raw`^batch\.kubernetes\.io/(?:job-completion-index|controller-uid)`,
  ].join('|'),
);
