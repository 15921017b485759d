import { identityOf } from '../../snapshot/identity.ts';
import type { Held } from '../held.ts';
import { refusal } from '../names.ts';
import type { Highlight, Question, Refusal } from '../questions.ts';

/** Where a part of a policy stands, within the text that the editor shows and in its file. */
export async function highlightReply(
  held: Held,
  { policy, path }: Question<'highlight'>,
): Promise<Highlight | Refusal> {
  const { policies, clusterPolicies } = held.now.cluster;
  const found = [...policies, ...clusterPolicies].find((one) => identityOf(one) === identityOf(policy));
  if (found === undefined) return refusal('not-found', `there is no \`${identityOf(policy)}\``);
  const { sources } = held.now.snapshot;
  const [{ placeOf }, { objectText }] = await Promise.all([
    import('../../snapshot/place.ts'),
    import('../../snapshot/text.ts'),
  ]);
  const place = placeOf(sources, found.origin, path.length === 0 ? [] : ['spec', ...path]);
  const at = { file: found.origin.file, line: place.line, column: place.column };
  const text = objectText(sources, found.origin);
  const own = { file: found.origin.file, start: 0, end: text.length, items: [] };
  const { start, end } = placeOf([{ file: own.file, text }], own, path.length === 0 ? [] : ['spec', ...path]);
  return { kind: 'Highlight', start, end, at };
}
