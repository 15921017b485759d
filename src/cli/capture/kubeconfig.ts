// Which kubeconfig is meant, found as kubectl finds it: --kubeconfig, then $KUBECONFIG (a list), then
// ~/.kube/config, then the service account of the pod that we run in. Needs no Kubernetes client.

import { delimiter, join } from 'node:path';
import type { Io } from '../io.ts';

export type Kubeconfig =
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  | { readonly kind: 'in-cluster' }
  | { readonly kind: 'none'; readonly looked: readonly string[] };

const serviceAccountToken = '/var/run/secrets/kubernetes.io/serviceaccount/token';

export async function findKubeconfig({ kubeconfig }: { readonly kubeconfig: string }, io: Io): Promise<Kubeconfig> {
  if (kubeconfig !== '') return existing([kubeconfig], io);
  const listed = (io.env.KUBECONFIG ?? '').split(delimiter).filter((path) => path !== '');
  const home = io.env.HOME ?? io.env.USERPROFILE ?? '';
  const usual = home === '' ? [] : [join(home, '.kube', 'config')];
  const found = await existing(listed.length > 0 ? listed : usual, io);
  if (found.kind === 'files' || (io.env.KUBERNETES_SERVICE_HOST ?? '') === '') return found;
  return (await isFile(serviceAccountToken, io)) ? { kind: 'in-cluster' } : found;
}

/** Files of a list that are not there are passed over, as kubectl does. */
async function existing(paths: readonly string[], io: Io): Promise<Kubeconfig> {
  const found: string[] = [];
  for (const path of paths) if (await isFile(path, io)) found.push(path);
  return found.length > 0 ? { kind: 'files', paths: found } : { kind: 'none', looked: paths };
}

async function isFile(path: string, io: Io): Promise<boolean> {
  return (await io.files.list(path)).kind === 'file';
}
