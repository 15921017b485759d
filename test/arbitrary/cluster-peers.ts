// Generated subjects and peers of cluster-wide policies: every kind, and now and then one of an API to come.
import fc from 'fast-check';
import { BLOCKS, weighted } from './alphabet.ts';
import { namespaceSelector, selector } from './labels.ts';

export type Api = 'v1alpha2' | 'v1alpha1' | 'v1alpha1 baseline';

/** A subject, or a peer of pods: by namespaces, or by pods in namespaces. */
export function scope(api: Api): fc.Arbitrary<object> {
  return weighted<object>(
    [24, namespaceSelector().map((namespaces) => ({ namespaces }))],
    [24, pods(api)],
    // Few: a subject that cannot be read leaves all of its pods open.
    [1, unreadable()],
  );
}

export function egressPeer(api: Api, action: string): fc.Arbitrary<object> {
  const names = fc.constantFrom(['example.com'], ['*.example.com', 'db.example.org.']);
  return weighted<object>(
    [5, scope(api)],
    [3, networks()],
    [2, selector().map((nodes) => ({ nodes }))],
    // R120: only what lets out may ask for names, and the one Baseline policy of v1alpha1 may not.
    action === 'Deny' || action === 'Pass' || api === 'v1alpha1 baseline'
      ? [1, networks()]
      : [1, names.map((domainNames) => ({ domainNames }))],
  );
}

/** R144: v1alpha2 may leave the namespaceSelector out; X25: v1alpha1 may not. */
function pods(api: Api): fc.Arbitrary<object> {
  const both = fc
    .tuple(selector(), namespaceSelector())
    .map(([podSelector, namespaceSelector]) => ({ pods: { podSelector, namespaceSelector } }));
  if (api !== 'v1alpha2') return both;
  return weighted<object>([1, both], [1, selector().map((podSelector) => ({ pods: { podSelector } }))]);
}

function networks(): fc.Arbitrary<object> {
  const cidrs = BLOCKS.map(({ cidr }) => cidr);
  return fc.subarray([...cidrs], { minLength: 1, maxLength: 2 }).map((networks) => ({ networks }));
}

/** A field that nobody knows yet, or a selector that the API server would let pass and nobody can read. */
function unreadable(): fc.Arbitrary<object> {
  const bad = fc.constantFrom(
    { key: 'app', operator: 'Near', values: ['a'] },
    { key: 'app', operator: 'In' },
    { key: 'app', operator: 'Exists', values: ['a'] },
  );
  return fc.oneof(
    fc.constant({ serviceAccounts: { matchLabels: { app: 'a' } } }),
    bad.map((expression) => ({ namespaces: { matchExpressions: [expression] } })),
  );
}
