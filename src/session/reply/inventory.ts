import type { Policy } from '../../engine/model/policy.ts';
import { digestOf } from '../digest.ts';
import type { Held } from '../held.ts';
import { placesIn } from '../places.ts';
import { contents, countedInventory, editedInventory, inventory, isLarge, type Texts } from '../present/inventory.ts';
import type { Inventory, NamespaceContents, Question } from '../questions.ts';
import { diagnosticsOf } from './diagnostics.ts';

/** 'edits': of what is too large to list, what the edits changed. */
export async function inventoryReply(held: Held, wanted: 'all' | 'fitting' | 'edits'): Promise<Inventory> {
  const texts = await textsOf(held, await diagnosticsOf(held.now));
  if (wanted === 'all' || !isLarge(held)) return inventory(held, texts);
  return wanted === 'edits' ? editedInventory(held, texts) : countedInventory(held, texts);
}

export async function contentsReply(held: Held, { namespaces }: Question<'contents'>): Promise<NamespaceContents> {
  return contents(held, await textsOf(held, []), namespaces);
}

async function textsOf(held: Held, diagnostics: Texts['diagnostics']): Promise<Texts> {
  const { sources } = held.now.snapshot;
  const [places, { objectText }, digest] = await Promise.all([
    placesIn(sources),
    import('../../snapshot/text.ts'),
    digestOfInput(held.sources),
  ]);
  const textOf = (policy: Policy): string => {
    const text = texts.get(policy) ?? objectText(sources, policy.origin);
    texts.set(policy, text);
    return text;
  };
  return { digest, diagnostics, places, textOf };
}

/** A policy stays the same value through edits of others, and so does its text. */
const texts = new WeakMap<Policy, string>();

const digests = new WeakMap<Held['sources'], Promise<string>>();

function digestOfInput(sources: Held['sources']): Promise<string> {
  const digest = digests.get(sources) ?? digestOf(sources);
  digests.set(sources, digest);
  return digest;
}
