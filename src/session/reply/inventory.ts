import { digestOf } from '../digest.ts';
import type { Held } from '../held.ts';
import { placesIn } from '../places.ts';
import { inventory } from '../present/inventory.ts';
import type { Inventory } from '../questions.ts';
import { diagnosticsOf } from './diagnostics.ts';

export async function inventoryReply(held: Held): Promise<Inventory> {
  const { sources } = held.now.snapshot;
  const [places, { objectText }, diagnostics, digest] = await Promise.all([
    placesIn(sources),
    import('../../snapshot/text.ts'),
    diagnosticsOf(held.now),
    digestOf(held.sources),
  ]);
  return inventory(held, places, { digest, diagnostics, textOf: (policy) => objectText(sources, policy.origin) });
}
