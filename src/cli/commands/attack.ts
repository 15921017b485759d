// What both ways of asking for a blast radius share: the question, what names mean, and when --fail-on fails.

import type { BlastRadius, Certainty, ThingView } from '../../session/answers.ts';
import { type Ask, isRefusal, type Question, type Refusal } from '../../session/questions.ts';
import { refused } from '../input/load.ts';
import { badUsage, type Failure } from '../io.ts';
import { flag, type Parsed, strings, text } from '../options.ts';

export type FailOn = { readonly kind: 'never' } | { readonly kind: 'on'; readonly certainty: Certainty };

export function failOn(parsed: Parsed): FailOn | Failure {
  const asked = text(parsed, 'failOn');
  if (asked === 'certain' || asked === 'possible') return { kind: 'on', certainty: asked };
  if (asked !== '') return badUsage(`--fail-on is certain or possible, not \`${asked}\``);
  if (strings(parsed, 'target').length > 0) return badUsage('--target needs --fail-on certain or --fail-on possible');
  return { kind: 'never' };
}

export function question(starts: readonly string[], namespace: string, parsed: Parsed): Question<'blastRadius'> {
  return { starts, namespace, certain: flag(parsed, 'certain'), declaredPorts: flag(parsed, 'declaredPorts') };
}

const clusterAdmin: ThingView = { kind: 'ClusterAdmin' };

/** What can be reached and is no start. */
const goals: ReadonlyMap<string, ThingView> = new Map([
  ['cluster-admin', clusterAdmin],
  ['internet', { kind: 'Outside', name: 'internet' }],
]);

/** What the names mean: the session tells of pods and workloads when it is asked about them as starts. */
export async function named(
  names: readonly string[],
  namespace: string,
  ask: Ask,
): Promise<readonly ThingView[] | Failure> {
  const things: ThingView[] = names.flatMap((name) => goals.get(name) ?? []);
  for (const name of names.filter((given) => !goals.has(given))) {
    const told: BlastRadius | Refusal = await ask('blastRadius', question([name], namespace, {}));
    if (isRefusal(told)) return refused(told);
    things.push(...told.starts);
  }
  return things;
}

type Reached = Pick<BlastRadius['reached'][number], 'what' | 'certainty'>;

export function reaches(all: readonly Reached[], targets: readonly ThingView[], certainty: Certainty): boolean {
  const wanted = new Set([clusterAdmin, ...targets].map(thingKey));
  return all.some(
    (reached) => wanted.has(thingKey(reached.what)) && (certainty === 'possible' || reached.certainty === 'certain'),
  );
}

export function thingKey({ kind, namespace = '', name = '' }: ThingView): string {
  return JSON.stringify([kind, namespace, name]);
}
