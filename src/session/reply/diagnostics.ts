// The diagnostics of what is held, ready to show. Most answers carry them, so a clean input must cost nothing:
// the parser that finds places is only loaded where there is something to place.

import type { Diagnostic } from '../../snapshot/diagnostic.ts';
import type { DiagnosticView } from '../answers.ts';
import type { World } from '../held.ts';
import { placesIn } from '../places.ts';

export async function diagnosticsOf(world: World): Promise<readonly DiagnosticView[]> {
  const all = world.diagnostics();
  if (all.length === 0) return [];
  return world.told === 'all' ? viewsOf(all, world) : someOf(all, world);
}

async function viewsOf(some: readonly Diagnostic[], { snapshot }: World): Promise<readonly DiagnosticView[]> {
  const { diagnosticViews } = await import('../present/diagnostics.ts');
  return diagnosticViews(some, snapshot.sources, await placesIn(snapshot.sources));
}

/** Of a large input thousands may be alike: then the first of a code are told, and how many more there are. */
async function someOf(all: readonly Diagnostic[], world: World): Promise<readonly DiagnosticView[]> {
  const told = new Map<string, number>();
  const first = all.filter(({ code }) => {
    const count = (told.get(code) ?? 0) + 1;
    told.set(code, count);
    return count <= mostOfACode;
  });
  const views = await viewsOf(first, world);
  const more = [...told].flatMap(([code, count]): readonly DiagnosticView[] => {
    const like = views.find((view) => view.code === code);
    if (count <= mostOfACode || like === undefined) return [];
    const { severity, flag } = like;
    const message = `${(count - mostOfACode).toLocaleString('en')} more of this kind, which the page does not list`;
    return [flag === undefined ? { severity, code, message } : { severity, code, message, flag }];
  });
  return [...views, ...more];
}

const mostOfACode = 200;
