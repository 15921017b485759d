// Generated selectors of other vendors' policies: most plainly of Kubernetes labels, some not.
import fc from 'fast-check';
import { ADDED, KEYS, NAMESPACES, perhaps, VALUES, weighted } from './alphabet.ts';
import { namespaceSelector, selector } from './labels.ts';

export function istioTarget(): fc.Arbitrary<object> {
  return weighted<object>(
    [4, matchLabels(key()).map((matchLabels) => ({ selector: { matchLabels } }))],
    [1, fc.constantFrom({}, { selector: null }, { selector: {} }, { targetRefs: [{ kind: 'Service', name: 's' }] })],
    [1, fc.constant({ selector: { matchLabels: { 'service.istio.io/canonical-name': 'a' } } })],
  );
}

/** `own`: the namespace of a namespaced policy. */
export function ciliumTarget(own?: string): fc.Arbitrary<object> {
  const about = fc.constantFrom('io.kubernetes.pod.namespace', 'k8s:io.kubernetes.pod.namespace');
  const names = fc.constantFrom(...NAMESPACES, ...(own === undefined ? [] : [own, own]));
  const operator = fc.constantFrom('In', 'NotIn');
  return weighted<object>(
    [4, prefixed(selector()).map((endpointSelector) => ({ endpointSelector }))],
    [2, fc.tuple(about, names).map(([key, name]) => ({ endpointSelector: { matchLabels: { [key]: name } } }))],
    [
      1,
      fc.tuple(about, names, operator).map(([key, name, operator]) => ({
        endpointSelector: { matchExpressions: [{ key, operator, values: [name] }] },
      })),
    ],
    [
      2,
      matchLabels(key().map((key) => `k8s:io.cilium.k8s.namespace.labels.${key}`)).map((matchLabels) => ({
        endpointSelector: { matchLabels },
      })),
    ],
    [1, fc.constantFrom({ nodeSelector: {} }, {}, { endpointSelector: { matchLabels: { 'reserved:host': '' } } })],
  );
}

/** Where a label comes from, before some of the keys. */
function prefixed(selectors: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc.tuple(selectors, fc.constantFrom('', 'k8s:', 'any:')).map(([selector, prefix]) =>
    JSON.parse(
      JSON.stringify(selector)
        .replace(/"(app|tier)":/g, `"${prefix}$1":`)
        .replace(/"key":"/g, `"key":"${prefix}`),
    ),
  );
}

export function antreaTarget(own?: string): fc.Arbitrary<object> {
  const pods = selector().map((podSelector) => ({ podSelector }));
  const entry =
    own === undefined
      ? fc.oneof(
          pods,
          namespaceSelector().map((namespaceSelector) => ({ namespaceSelector })),
          fc.tuple(pods, namespaceSelector()).map(([pods, namespaceSelector]) => ({ ...pods, namespaceSelector })),
        )
      : pods;
  return weighted<object>(
    [5, entry.map((one) => ({ appliedTo: [one] }))],
    [1, fc.tuple(entry, entry).map((appliedTo) => ({ appliedTo }))],
    [1, fc.constantFrom({}, { appliedTo: [{}] }, { appliedTo: [{ group: 'g' }] })],
  );
}

export function calicoTarget(own?: string): fc.Arbitrary<object> {
  const namespaceSelector = own === undefined ? perhaps(expression(), 2) : fc.constant(undefined);
  return fc
    .tuple(perhaps(expression(), 8), namespaceSelector)
    .map(([selector, namespaceSelector]) => ({ selector, namespaceSelector }));
}

function expression(): fc.Arbitrary<string> {
  return weighted<string>(
    [6, fc.array(term(), { minLength: 1, maxLength: 2 }).map((terms) => terms.join(' && '))],
    [1, fc.constantFrom('', ' ', 'all()', 'global()', 'has(projectcalico.org/name)', "app == 'a' || has(tier)")],
  );
}

function term(): fc.Arbitrary<string> {
  const value = fc.constantFrom(...VALUES);
  const [space, quote] = [fc.constantFrom('', ' '), fc.constantFrom("'", '"')];
  return fc.tuple(key(), value, space, quote).chain(([key, value, space, quote]) => {
    const quoted = `${quote}${value}${quote}`;
    return fc.constantFrom(
      `has(${key})`,
      `!${space}has(${key})`,
      `${key}${space}==${space}${quoted}`,
      `${key}${space}!=${space}${quoted}`,
      `${key} in {${space}${quoted}}`,
      `${key} in {${quoted},${space}'b'}`,
      `${key} starts with ${quoted}`,
    );
  });
}

function matchLabels(keys: fc.Arbitrary<string>): fc.Arbitrary<Record<string, string>> {
  return fc.tuple(keys, fc.constantFrom(...VALUES)).map(([key, value]) => ({ [key]: value }));
}

function key(): fc.Arbitrary<string> {
  return fc.constantFrom(...KEYS, ...KEYS, ...ADDED);
}
