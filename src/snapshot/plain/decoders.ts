// The kinds that a cluster has very many of, and how each is read where it is plainly right.

import { plainNetworkPolicies } from './network-policy.ts';
import type { PlainDecoder } from './plain.ts';
import { plainPods } from './pod.ts';

export type PlainDecoders = (apiVersion: string, kind: string) => PlainDecoder | 'none';

/** For one reading: what is equal in it is one value, and goes with it. */
export function plainDecoders(): PlainDecoders {
  const pod = plainPods();
  const networkPolicy = plainNetworkPolicies();
  return (apiVersion, kind) => {
    if (kind === 'Pod' && apiVersion === 'v1') return pod;
    return kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1' ? networkPolicy : 'none';
  };
}
