// Raw objects as YAML that can be pasted into a scenario, so that a counterexample becomes a test by copying it.
import { stringify } from 'yaml';

export function show(objects: readonly object[]): string {
  // No aliases: a reader should see each object whole.
  return objects.map((object) => stringify(object, { aliasDuplicateObjects: false })).join('---\n');
}
