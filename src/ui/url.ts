// The view as the part of the address after `#`, and back: readable, versioned, in any order. What a link says is data
// from outside: only known values are taken, the rest is named in `ignored` and left.

import { assumedPairs, isAssumption, knownAssume } from './assumptions.ts';
import { beyonds, dataplanes, firstView, lenses, levels, type Pair, tabs, themes, type View } from './view.ts';

export interface Link {
  readonly view: View;
  /** The edits, compressed (edits-text.ts), and the start of the digest of the input that they belong to. */
  readonly edits: string;
  readonly digest: string;
  readonly ignored: readonly string[];
}

const version = '1';
/** Longer names than any object has are noise or mischief. */
const longest = 600;
const mostStarts = 50;

export function formatLink(view: View, edits = '', digest = ''): string {
  const terms: [string, string][] = [['v', version]];
  const put = (key: string, value: string, usual = '') => {
    if (value !== usual) terms.push([key, value]);
  };
  put('scenario', view.scenario);
  put('by', view.by, firstView.by);
  put('ns', view.namespace);
  if (view.pair !== 'none') {
    put('from', view.pair.from);
    put('to', view.pair.to);
    put('port', view.pair.port);
  }
  for (const start of view.starts) put('start', start);
  put('step', String(view.upTo), 'all');
  put('certain', view.certain ? 'yes' : 'no', 'no');
  put('declared-ports', view.declaredPorts ? 'yes' : 'no', 'no');
  put('dataplane', view.dataplane, firstView.dataplane);
  put('focus', view.focus);
  put('find', view.query);
  put('outside', view.outside, firstView.outside);
  put('beyond', view.beyond.join(','));
  put('picture', view.picture, firstView.picture);
  put('side', view.side, firstView.side);
  put('tables', view.tables, firstView.tables);
  put('only', view.only, firstView.only);
  put('tab', view.tab, firstView.tab);
  put('policy', view.editing.replace(/^edit:/, ''));
  put('theme', view.theme, firstView.theme);
  for (const [key, value] of assumedPairs(view.assume)) put('assume', `${key}:${value}`);
  put('on', digest);
  put('edits', edits);
  return `#/${view.lens}?${terms.map(([key, value]) => `${key}=${escaped(value)}`).join('&')}`;
}

export function parseLink(hash: string): Link {
  const [path = '', query = ''] = splitOnce(hash.replace(/^#\/?/, ''), '?');
  const terms = termsOf(query);
  const ignored: string[] = [];
  const last = (key: string) => terms.findLast(([k]) => k === key)?.[1];
  const oneOf = <T extends string>(key: string, known: readonly T[], usual: T): T => {
    const given = key === 'lens' ? path : last(key);
    if (given === undefined || given === '') return usual;
    const found = known.find((value) => value === given);
    if (found === undefined) ignored.push(`${key}=${given.slice(0, 40)}`);
    return found ?? usual;
  };
  const text = (key: string): string => {
    const given = last(key) ?? '';
    if (isName(given)) return given;
    ignored.push(key);
    return '';
  };
  const starts = terms.flatMap(([key, value]) => (key === 'start' && value !== '' && isName(value) ? [value] : []));
  const editing = text('policy');
  const view: View = {
    lens: oneOf('lens', lenses, firstView.lens),
    tab: oneOf('tab', tabs, firstView.tab),
    by: oneOf('by', [...levels, 'fitting'], firstView.by),
    namespace: text('ns'),
    pair: pairOf(text('from'), text('to'), text('port')),
    starts: [...new Set(starts)].slice(0, mostStarts),
    upTo: stepOf(last('step')),
    certain: oneOf('certain', ['yes', 'no'], 'no') === 'yes',
    declaredPorts: oneOf('declared-ports', ['yes', 'no'], 'no') === 'yes',
    dataplane: oneOf('dataplane', dataplanes, firstView.dataplane),
    focus: text('focus'),
    query: text('find'),
    outside: oneOf('outside', ['shown', 'hidden'], firstView.outside),
    beyond: beyondOf(last('beyond') ?? '', ignored),
    picture: oneOf('picture', ['beside', 'large'], firstView.picture),
    side: oneOf('side', ['fitting', 'shown', 'hidden'], firstView.side),
    tables: oneOf('tables', ['shown', 'folded'], firstView.tables),
    only: oneOf('only', ['everything', 'changes'], firstView.only),
    editing: editing === '' ? '' : `edit:${editing}`,
    theme: oneOf('theme', themes, firstView.theme),
    scenario: text('scenario'),
    assume: assumeOf(terms, ignored),
  };
  oneOf('v', [version], version);
  for (const [key] of terms) if (!known.has(key)) ignored.push(key.slice(0, 40));
  return { view, edits: base64url(last('edits') ?? ''), digest: hex(last('on') ?? ''), ignored: [...new Set(ignored)] };
}

const known: ReadonlySet<string> = new Set(
  `v scenario by ns from to port start step certain declared-ports dataplane focus find outside beyond picture side tables only tab policy theme assume on edits`.split(
    ' ',
  ),
);

function beyondOf(given: string, ignored: string[]): View['beyond'] {
  const words = given.split(',').filter((word) => word !== '');
  for (const word of words) if (!beyonds.some((one) => one === word)) ignored.push(`beyond=${word.slice(0, 40)}`);
  return beyonds.filter((one) => words.includes(one));
}

function assumeOf(terms: Terms, ignored: string[]): View['assume'] {
  const pairs = terms.flatMap(([key, value]) => (key === 'assume' ? [splitOnce(value, ':')] : []));
  const chosen = knownAssume(pairs.map(([key = '', value = '']) => [key, value] as const));
  for (const [key = '', value = ''] of pairs)
    if (!isAssumption(key, value)) ignored.push(`assume=${key.slice(0, 40)}:${value.slice(0, 40)}`);
  return chosen;
}

function pairOf(from: string, to: string, port: string): Pair | 'none' {
  return from === '' || to === '' ? 'none' : { from, to, port };
}

function stepOf(given: string | undefined): number | 'all' {
  const step = Number(given);
  return given !== undefined && Number.isInteger(step) && step >= 0 && step <= 1_000 ? step : 'all';
}

/** Control characters and endless text name nothing. */
function isName(text: string): boolean {
  return text.length <= longest && !/\p{Cc}/u.test(text);
}

function base64url(text: string): string {
  return /^[\w-]*$/.test(text) ? text : '';
}

function hex(text: string): string {
  return /^[0-9a-f]{0,64}$/.test(text) ? text : '';
}

type Terms = readonly (readonly [string, string])[];

function termsOf(query: string): Terms {
  return query
    .split('&')
    .filter((term) => term !== '')
    .map((term) => {
      const [key = '', value = ''] = splitOnce(term, '=');
      return [unescaped(key), unescaped(value)];
    });
}

function splitOnce(text: string, at: string): readonly string[] {
  const i = text.indexOf(at);
  return i < 0 ? [text] : [text.slice(0, i), text.slice(i + at.length)];
}

/** Slashes and colons are harmless after `#` and far easier to read than %2F and %3A. */
function escaped(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/%(2F|3A|2C)/g, decodeURIComponent);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'));
  } catch {
    return '';
  }
}
