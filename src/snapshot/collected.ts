// What was decoded of every file → Snapshot: each object once, and what is said of all of them together.

import type { ForeignPolicy } from '../engine/model/policy.ts';
import type { Decoded, Ignored } from './decode.ts';
import type { Diagnostic } from './diagnostic.ts';
import { areDistinct, identityOf } from './identity.ts';
import { isOldPolicy } from './kinds.ts';
import { pluginThatKeeps } from './plugins.ts';
import type { ReadObject, Snapshot } from './snapshot.ts';

/** A file's documents, and what is wrong with the file itself. */
export interface DecodedFile {
  readonly documents: readonly Decoded[];
  readonly diagnostics: readonly Diagnostic[];
}

export function collected(
  files: readonly DecodedFile[],
  { mode, sources }: Pick<Snapshot, 'mode' | 'sources'>,
): Snapshot {
  const documents = files.flatMap((file) => file.documents);
  const ignored = documents.flatMap((document) => document.ignored);
  const { objects, duplicates } = distinct(documents);
  return {
    mode,
    sources,
    objects,
    ignored: countIgnored(ignored),
    diagnostics: [...files.flatMap(diagnosticsOf), ...duplicates, ...foreign(objects, ignored), ...unknown(ignored)],
  };
}

/** Of two objects with one identity the later stays, as the later apply does. */
function distinct(documents: readonly Decoded[]) {
  const [first] = documents;
  const all =
    documents.length === 1 && first !== undefined ? first.objects : documents.flatMap(({ objects }) => objects);
  const duplicates: Diagnostic[] = [];
  if (areDistinct(all)) return { objects: all, duplicates };
  const objects = new Map<string, ReadObject>();
  for (const object of all) {
    const identity = identityOf(object);
    const earlier = objects.get(identity);
    if (earlier !== undefined) {
      const message = `${identity} stands in the input twice; this one replaces the one in \`${earlier.origin.file}\``;
      duplicates.push({ severity: 'warning', code: 'duplicate-object', message, origin: object.origin, path: [] });
    }
    objects.set(identity, object);
  }
  return { objects: [...objects.values()], duplicates };
}

/** Objects without a namespace are told once a file. */
function diagnosticsOf(file: DecodedFile): readonly Diagnostic[] {
  const all = [...file.diagnostics, ...file.documents.flatMap((document) => document.diagnostics)];
  const [first, ...more] = all.filter(({ code }) => code === 'namespace-defaulted');
  if (first === undefined || more.length === 0) return all;
  const message = `${more.length + 1} objects without \`metadata.namespace\`: taken to be in namespace \`default\``;
  return [...all.filter(({ code }) => code !== 'namespace-defaulted'), { ...first, message }];
}

function keyOf({ apiVersion, kind }: Ignored): string {
  return `${apiVersion}/${kind}`;
}

function countIgnored(ignored: readonly Ignored[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of ignored) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One warning for each kind of policy that we don't evaluate. */
function foreign(objects: readonly ReadObject[], ignored: readonly Ignored[]): readonly Diagnostic[] {
  const reaching = objects.filter((object) => object.kind === 'ForeignPolicy').map(({ policy }) => policy);
  const policies = [...reaching, ...ignored.filter((one) => isOldPolicy(one.apiVersion, one.kind))];
  return [...countIgnored(policies)].map(([key, count]) => {
    const first = policies.find((one) => keyOf(one) === key);
    const fate = fateOf(
      reaching.find((policy) => keyOf(policy) === key),
      key,
    );
    return {
      severity: 'warning',
      code: 'policy-not-evaluated',
      message: `${count} of \`${key}\` not evaluated: ${fate}`,
      origin: first?.origin ?? 'none',
      path: [],
    };
  });
}

function fateOf(reaching: ForeignPolicy | undefined, key: string): string {
  if (reaching?.effect === 'note') return 'answers are about the pod network alone';
  if (reaching !== undefined)
    return 'answers in their reach are unknown; `--assume foreign-policies=note` leaves them out of account';
  const old = key === 'extensions/v1beta1/NetworkPolicy' || key.startsWith('networking.k8s.io/');
  return `answers in their reach may be different${old ? '; write `networking.k8s.io/v1`' : ''}`;
}

function unknown(ignored: readonly Ignored[]): readonly Diagnostic[] {
  const rest = ignored.filter((one) => {
    const told = isOldPolicy(one.apiVersion, one.kind) || pluginThatKeeps(keyOf(one)) !== undefined;
    return !told && !isCompanion(one.apiVersion);
  });
  if (rest.length === 0) return [];
  const kinds = [...countIgnored(rest)];
  const listed = kinds.slice(0, 12).map(([key, count]) => `${count} of \`${key.slice(0, 80)}\``);
  const more = kinds.length > listed.length ? ` and ${kinds.length - listed.length} more kinds` : '';
  const message = `not used here: ${listed.join(', ')}${more}`;
  return [{ severity: 'info', code: 'unknown-kinds', message, origin: 'none', path: [] }];
}

/** Kustomizations and our own expectations stand beside manifests: nobody needs to be told. */
function isCompanion(apiVersion: string): boolean {
  return apiVersion.startsWith('kustomize.config.k8s.io/') || apiVersion.startsWith('firebreak/');
}
