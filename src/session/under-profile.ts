// What a profile adds to an answer: the source of each setting that the answer relied on, the features that its
// policies use and the plugin lacks (F14), and what becomes of established connections (F15).

import { assumptionKeys } from '../engine/model/assumptions.ts';
import { type ClusterNetworkPolicy, clusterPolicyKinds, directions } from '../engine/model/policy.ts';
import type { Diagnostic } from '../snapshot/diagnostic.ts';
import type { AssumptionView, DiagnosticView } from './answers.ts';
import type { World } from './held.ts';
import { openPoints } from './open-points.ts';
import { placesIn } from './places.ts';
import { diagnosticViews } from './present/diagnostics.ts';
import type { ProfileName } from './profile-names.ts';
import { type Feature, type Profile, profiles } from './profiles.ts';
import type { Assume } from './questions.ts';

/** Whatever carries assumptions or diagnostics carries more of them; the rest is as it was. */
export async function underProfile<A extends object>(
  answer: A,
  name: ProfileName,
  explicit: Assume,
  worlds: readonly World[],
): Promise<A> {
  const profile = profiles[name];
  const told: Partial<{ assumptions: unknown; diagnostics: unknown }> = answer;
  const { assumptions, diagnostics } = told;
  const lacking = Array.isArray(diagnostics) ? await featureViews([profile], worlds) : [];
  return {
    ...answer,
    ...(Array.isArray(assumptions) ? { assumptions: withSettings(assumptions, profile, explicit) } : {}),
    ...(Array.isArray(diagnostics) ? { diagnostics: [...lacking, ...diagnostics.map(withEstablished(profile))] } : {}),
  };
}

/** All that the profile sets, relied on in what is there or the reason why something is not. */
function withSettings(
  views: readonly AssumptionView[],
  { title, settings }: Profile,
  explicit: Assume,
): readonly AssumptionView[] {
  const sourced = views.map((view) => {
    const setting = settings[view.key];
    if (setting === undefined || setting.value !== view.value || view.key in explicit) return view;
    return { ...view, source: `${title}: ${setting.source}` };
  });
  const further = assumptionKeys.flatMap((key): readonly AssumptionView[] => {
    const setting = settings[key];
    if (setting === undefined || key in explicit || views.some((view) => view.key === key)) return [];
    return [{ key, value: setting.value, why: openPoints[key].about, source: `${title}: ${setting.source}` }];
  });
  return [...sourced, ...further].toSorted((a, b) => assumptionKeys.indexOf(a.key) - assumptionKeys.indexOf(b.key));
}

function withEstablished({ title, established }: Profile): (view: DiagnosticView) => DiagnosticView {
  return (view) =>
    view.code === 'established-connections'
      ? { ...view, message: `${view.message}; with ${title} ${established.words} (${established.source})` }
      : view;
}

export async function featureViews(
  list: readonly Profile[],
  worlds: readonly World[],
): Promise<readonly DiagnosticView[]> {
  const views = await Promise.all(
    worlds.flatMap(({ cluster, snapshot: { sources } }) =>
      list.map(async (profile) => {
        const notes = featureNotes(profile, cluster.clusterPolicies);
        return notes.length === 0 ? [] : diagnosticViews(notes, sources, await placesIn(sources));
      }),
    ),
  );
  return views.flat();
}

/** A warning for each policy that the plugin is known not to take as written; one note for each kind of which nothing is known. */
export function featureNotes(profile: Profile, policies: readonly ClusterNetworkPolicy[]): readonly Diagnostic[] {
  const lacking = policies.flatMap((policy) => featuresOf(policy).flatMap((feature) => lack(profile, policy, feature)));
  const unknown = clusterPolicyKinds.flatMap((kind): readonly Diagnostic[] => {
    const first = policies.find((policy) => policy.kind === kind);
    if (first === undefined || profile.features[kind] !== undefined) return [];
    const message = `whether ${profile.title} evaluates ${kind} is not known here: answered as the API says`;
    return [{ severity: 'info', code: 'feature-not-known', message, origin: first.origin, path: [] }];
  });
  return [...lacking, ...unknown];
}

function lack(profile: Profile, policy: ClusterNetworkPolicy, feature: Feature): readonly Diagnostic[] {
  const known = profile.features[feature];
  if (known === undefined || known.support === 'yes') return [];
  const what =
    feature === policy.kind ? `${policy.kind} ${policy.name}` : `named ports of ${policy.kind} ${policy.name}`;
  const how = known.support === 'no' ? `does not evaluate ${what}` : `may not evaluate ${what} as the API says`;
  const why = known.note === '' ? known.source : `${known.note} (${known.source})`;
  const message = `${profile.title} ${how}: ${why}; answered as the API says`;
  return [{ severity: 'warning', code: 'feature-not-supported', message, origin: policy.origin, path: [] }];
}

function featuresOf(policy: ClusterNetworkPolicy): readonly Feature[] {
  const rules = directions.flatMap((direction) => policy[direction]);
  const named = rules.some(({ ports }) => ports !== 'every-port' && ports.some(({ kind }) => kind === 'named'));
  return named && policy.kind === 'AdminNetworkPolicy' ? [policy.kind, 'named-port-of-admin-policy'] : [policy.kind];
}
