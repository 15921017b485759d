// Whether lint finds exactly what a document of expectations says: one item for each finding that it names, and one
// for all others, of which there may be none.

import type { ExpectedFinding } from '../snapshot/expectations.ts';
import type { Place } from './answers.ts';
import type { ExpectationView } from './expectation-report.ts';
import type { FindingView } from './findings.ts';

export function checkFindings(
  expected: readonly ExpectedFinding[],
  found: readonly FindingView[],
  placeOf: (path: readonly (string | number)[]) => Place,
): readonly ExpectationView[] {
  let left = found;
  const items = expected.map((each) => {
    const match = left.find((finding) => isMeant(each, finding));
    left = left.filter((finding) => finding !== match);
    const place = placeOf(each.path);
    const name = each.at === 'anywhere' ? each.code : `${each.code} at ${each.at.file}:${each.at.line}`;
    const others = found.filter(({ code }) => code === each.code).map(({ at }) => placeText(at));
    const elsewhere = others.length === 0 ? '' : `; it is found at ${others.join(', ')}`;
    return item(name, 'find', place, match === undefined ? `lint does not find it${elsewhere}` : '');
  });
  const surplus = left.map(({ code, at, message }) => `${code} at ${placeText(at)}: ${message}`);
  return [...items, item('no other findings', 'find-no-more', placeOf(['findings']), surplus.join('; '))];
}

function item(name: string, must: ExpectationView['must'], at: Place, why: string): ExpectationView {
  return { file: at.file, name, outcome: why === '' ? 'holds' : 'fails', must, pairs: 0, at, why, failures: [] };
}

/** A file is named by the end of its path. */
function isMeant({ code, at }: ExpectedFinding, finding: FindingView): boolean {
  if (code !== finding.code) return false;
  if (at === 'anywhere') return true;
  return finding.at.line === at.line && (finding.at.file === at.file || finding.at.file.endsWith(`/${at.file}`));
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
