// A parsed document → the objects in it that we use, and a count of the rest. An object with an error
// is left out and the others are kept.

import type { Origin } from '../engine/model/origin.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type Reading, rootField, shorten, show } from './field.ts';
import { currentVersion, decoderOf, isMisversioned } from './kinds.ts';
import { type Found, type Manifest, manifests } from './manifests.ts';
import { type PlainDecoders, plainDecoders } from './plain/decoders.ts';
import type { ReadObject } from './snapshot.ts';

export interface Ignored {
  readonly apiVersion: string;
  readonly kind: string;
  readonly origin: Origin;
}

export interface Decoded {
  readonly objects: readonly ReadObject[];
  readonly ignored: readonly Ignored[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The document's origin: `items` is []. */
export function decodeDocument(value: unknown, document: Origin, mode: Reading['mode']): Decoded {
  return decodeEach(manifests(value), document, mode);
}

/** Values of one document: the items of a List, say. Who reads many documents gives the same `plain` for all of them. */
export function decodeEach(
  values: Iterable<Found>,
  document: Origin,
  mode: Reading['mode'],
  plain: PlainDecoders = plainDecoders(),
): Decoded {
  const { add, decoded } = decoding(mode, plain);
  for (const found of values) add(found, document);
  return decoded;
}

export interface Decoding {
  /** The origin of the document that it was found in: `items` is []. */
  readonly add: (found: Found, document: Origin) => void;
  /** All that was added so far. */
  readonly decoded: Decoded;
}

/** One reading, object by object: what is equal in it is one value. */
export function decoding(mode: Reading['mode'], plainDecoderOf: PlainDecoders = plainDecoders()): Decoding {
  const objects: ReadObject[] = [];
  const ignored: Ignored[] = [];
  const diagnostics: Diagnostic[] = [];
  let valid = true;
  const report = (diagnostic: Diagnostic): void => {
    valid &&= diagnostic.severity !== 'error';
    diagnostics.push(diagnostic);
  };

  const add: Decoding['add'] = (found, document) => {
    const { file, start, end } = document;
    const origin = { file, start, end, items: found.items };
    if (found.is === 'not-an-object') {
      const message = `not a Kubernetes object: ${show(found.raw)}`;
      diagnostics.push(wrong(origin, 'not-an-object', message));
      return;
    }
    if (found.is === 'not-items') {
      const message = `\`items\` should be a list, not ${show(found.raw)}`;
      diagnostics.push({ severity: 'error', code: 'wrong-type', message, origin, path: ['items'] });
      return;
    }
    const { apiVersion, kind } = found;
    const plain = plainDecoderOf(apiVersion, kind);
    const plainly = plain === 'none' ? 'check' : plain(found.raw, origin);
    if (plainly === 'check') check(found, origin);
    else objects.push(plainly);
  };

  const check = (found: Manifest, origin: Origin): void => {
    const { apiVersion, kind } = found;
    if (kind === '' || apiVersion === '') {
      if (isKustomization(origin)) ignored.push({ apiVersion: kustomize, kind: 'Kustomization', origin });
      else diagnostics.push(wrong(origin, 'missing-kind', missing(found)));
      return;
    }
    const decode = decoderOf(apiVersion, kind);
    if (decode === undefined && isMisversioned(apiVersion, kind)) {
      const message = `there is no ${kind} in \`${shorten(apiVersion)}\`; it is of \`${currentVersion(kind)}\``;
      diagnostics.push(wrong(origin, 'wrong-version', message));
      return;
    }
    if (decode === undefined) {
      ignored.push({ apiVersion, kind, origin });
      return;
    }
    valid = true;
    const object = decode(rootField(found.raw, { origin, mode, report }));
    if (object === 'not-used') ignored.push({ apiVersion, kind, origin });
    else if (valid) objects.push(object);
  };
  return { add, decoded: { objects, ignored, diagnostics } };
}

function wrong(origin: Origin, code: 'not-an-object' | 'missing-kind' | 'wrong-version', message: string): Diagnostic {
  return { severity: 'error', code, message, origin, path: [] };
}

function missing({ kind, apiVersion }: Manifest): string {
  if (kind === '' && apiVersion === '') return 'an object without `kind` and `apiVersion` is no Kubernetes object';
  if (kind === '') return '`kind` is missing; without it nobody knows what the object is';
  const version = currentVersion(kind);
  return `\`apiVersion\` is missing${version === undefined ? '' : `; ${kind} is of \`${version}\``}`;
}

const kustomize = 'kustomize.config.k8s.io/v1beta1';

/** kustomize needs neither kind nor apiVersion in a file of its own name. */
function isKustomization({ file }: Origin): boolean {
  return /(^|[\\/])(kustomization\.ya?ml|Kustomization)$/.test(file);
}
