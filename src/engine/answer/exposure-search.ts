// The regions worth telling of one place, each with what every pod in it gets (docs/decisions/006-exposure.md).
// A region starts from what one rule opens, and is cut where a Deny takes its example away. What its
// example gets by accident, since it lacks a label that another rule forbids, is not the region's.

import type { ContainerPort } from '../model/cluster.ts';
import type { LabelSelector } from '../model/labels.ts';
import { selectorHolds } from '../model/select.ts';
import { difference, isSubset } from '../sets/intervals.ts';
import { atLeast, type Granted } from './exposure-judge.ts';
import { type Example, exampleOf, type Place, regionAt } from './exposure-places.ts';
import { type NamedPort, namedPorts } from './exposure-port-names.ts';
import { both, everywhere, liesIn, outsideOf, type Region, regionKey } from './exposure-regions.ts';
import type { RuleOf, Scope } from './exposure-scopes.ts';

export interface Found {
  readonly region: Region;
  readonly example: Example;
  /** What every pod of the region gets, but for those that `unless` takes it from. */
  readonly granted: Granted;
  readonly unless: readonly RuleOf[];
  /** Port names that open more to pods of the region that have them. */
  readonly named: readonly NamedPort[];
}

export interface Search {
  readonly found: readonly Found[];
  readonly searched: 'all' | 'in-part';
}

/** What the example gets; with a port of a name, where it is to have one. */
export type Asker = (example: Example, port?: ContainerPort) => Granted;

/** Deny and Pass rules multiply regions; this many examples of one place are asked about, and no more. */
const most = 2000;

export function search(place: Place, scopes: readonly Scope[], ask: Asker): Search {
  const here = scopes.flatMap((scope) => {
    const region = regionAt(scope.region, place);
    return region === 'nothing' ? [] : [{ ...scope, region }];
  });
  const site: Site = { place, ask, left: { examples: most }, ...sorted(here) };
  const found = new Map<string, Found | 'nobody'>();
  const waiting = [...startsOf(site)];
  for (let region = waiting.pop(); region !== undefined && site.left.examples > 0; region = waiting.pop()) {
    const key = regionKey(region);
    if (found.has(key)) continue;
    const example = exampleOf(region, place);
    found.set(key, example === 'impossible' ? 'nobody' : foundAt(site, region, example));
    if (example === 'impossible') continue;
    for (const scope of site.taking) if (holds(scope, example)) waiting.push(...outsideOf(region, scope.region));
  }
  return {
    found: [...found.values()].flatMap((each) => (each === 'nobody' ? [] : [each])),
    searched: site.left.examples > 0 ? 'all' : 'in-part',
  };
}

interface Site {
  readonly place: Place;
  readonly ask: Asker;
  readonly opening: readonly Scope[];
  readonly taking: readonly Scope[];
  readonly left: { examples: number }; // counts down within one search
}

function sorted(scopes: readonly Scope[]): Pick<Site, 'opening' | 'taking'> {
  return {
    opening: scopes.filter(({ action }) => action !== 'Deny'),
    taking: scopes.filter(({ action }) => action !== 'Accept'),
  };
}

/** Everybody, what a rule opens, and what it opens to those that an Admin rule passes on to it. */
function startsOf({ opening }: Site): readonly Region[] {
  const opened = [everywhere, ...opening.map(({ region }) => region)];
  const passed = opening.filter(({ action }) => action === 'Pass').map(({ region }) => region);
  return [...opened, ...passed.flatMap((pass) => opened.map((region) => both(region, pass)))].map((region) =>
    both(region, everywhere),
  );
}

function foundAt(site: Site, region: Region, example: Example): Found {
  const hit = new Set(site.taking.filter((scope) => holds(scope, example)));
  const members = membersOf(site, region, hit, new Set());
  const granted = members.map((each) => site.ask(each)).reduce(atLeast, site.ask(example));
  const met = site.opening.filter((scope) => scope.action === 'Accept' && liesIn(region, scope.region));
  return {
    region,
    example,
    granted,
    unless: site.taking.filter((scope) => !hit.has(scope) && takes(site, region, scope, granted)).map(({ of }) => of),
    named: namedPorts(
      met.map(({ of }) => of),
      (port) => site.ask(example, port).possible,
      granted.possible,
    ),
  };
}

/** Pods of the region that between them lack every match that not all of it have; none that a further Deny hits. */
function membersOf(site: Site, region: Region, hit: ReadonlySet<Scope>, seen: Set<string>): readonly Example[] {
  const key = regionKey(region);
  const example = exampleOf(region, site.place);
  if (seen.has(key) || example === 'impossible' || site.left.examples-- <= 0) return [];
  seen.add(key);
  const further = site.taking.find((scope) => !hit.has(scope) && holds(scope, example));
  if (further !== undefined) {
    return outsideOf(region, further.region).flatMap((part) => membersOf(site, part, hit, seen));
  }
  const accidents = site.opening.filter((scope) => holds(scope, example) && !liesIn(region, scope.region));
  const others = accidents.flatMap((scope) => outsideOf(region, scope.region));
  return [example, ...others.flatMap((part) => membersOf(site, part, hit, seen))];
}

/** Whether pods of the region that the scope also means get less than the region. */
function takes({ place, ask }: Site, region: Region, scope: Scope, { every, some, possible }: Granted): boolean {
  const example = exampleOf(both(region, scope.region), place);
  if (example === 'impossible') return false;
  const theirs = ask(example);
  return (
    !isSubset(every, theirs.every) || !isSubset(some, theirs.some) || difference(possible, theirs.possible).length > 0
  );
}

function holds({ region }: Scope, { namespace, labels }: Example): boolean {
  const has = (selector: LabelSelector, values: Example['labels']) =>
    selectorHolds(selector, { values, open: 'none' }) === 'yes';
  return has(region.namespaces, namespace.labels.values) && has(region.pods, labels);
}
