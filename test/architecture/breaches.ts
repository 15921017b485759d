// Holds modules against the rules; what is wrong comes back as sentences, so that a test can show them all.
import type { Import, Module } from './modules.ts';
import { bans, doors, everyones, type Room, rooms } from './rules.ts';

const BARREL = 'src/engine/index.ts';
const MOST_LINES = 300;

export function breaches(modules: readonly Module[]): readonly string[] {
  return modules.flatMap((module) => [
    ...module.imports.flatMap((imported) => importBreaches(module.path, imported)),
    ...(isSource(module.path) ? shapeBreaches(module) : []),
    ...bans
      .filter(({ room }) => isIn(module.path, room))
      .flatMap(({ names, because }) =>
        names.filter((name) => module.mentions.has(name)).map((name) => `${module.path} names \`${name}\`: ${because}`),
      ),
  ]);
}

export function overlong(modules: readonly Module[]): readonly string[] {
  return modules
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines; split what is longer than ${MOST_LINES}`);
}

/** Each import cycle once, as the path around it; types count, since a reader follows them all the same. */
export function cycles(modules: readonly Module[]): readonly string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const before = trail.indexOf(path);
    if (before >= 0) found.push([...trail.slice(before), path].join(' → '));
    if (before >= 0 || done.has(path)) return;
    for (const { to } of byPath.get(path)?.imports ?? []) walk(to, [...trail, path]);
    done.add(path);
  };
  for (const { path } of modules) walk(path, []);
  return found;
}

function importBreaches(path: string, { to, names, onlyTypes }: Import): readonly string[] {
  if (to.startsWith('src/') || to.startsWith('test/')) {
    const room = roomOf(path);
    if (room === undefined) return isSource(path) ? [`${path} is in no room of test/architecture/rules.ts`] : [];
    const allowed = [room.room, ...everyones, ...room.may, ...(onlyTypes ? (room.mayTypes ?? []) : [])];
    return allowed.some((other) => isIn(to, other)) ? [] : [`${path} imports ${to}: ${room.because}`];
  }
  return isSource(path) ? doorBreaches(path, to, names) : [];
}

function doorBreaches(path: string, to: string, names: readonly string[]): readonly string[] {
  const known = doors.filter(({ packages }) => packages.test(to));
  if (known.length === 0) return [`${path} imports ${to}, which has no door in test/architecture/rules.ts`];
  const here = known.filter(({ rooms }) => rooms.some((room) => isIn(path, room)));
  if (here.length === 0) return known.map(({ because }) => `${path} imports ${to}: ${because}`);
  const through = (name: string) => here.some((door) => door.names === undefined || door.names.test(name));
  return names
    .filter((name) => !through(name))
    .map((name) => `${path} imports ${name} of ${to}: ${known.map(({ because }) => because).join('; ')}`);
}

function shapeBreaches({ path, reexports, exportsDefault }: Module): readonly string[] {
  if (path.endsWith('.d.ts')) return [];
  return [
    ...(reexports && path !== BARREL ? [`${path} exports what another file owns: import it from there`] : []),
    ...(exportsDefault ? [`${path} has a default export: a name is the same wherever it is imported`] : []),
  ];
}

function roomOf(path: string): Room | undefined {
  const fitting = rooms.filter(({ room }) => isIn(path, room));
  return fitting.sort((a, b) => b.room.length - a.room.length)[0];
}

function isIn(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`);
}

function isSource(path: string): boolean {
  return path.startsWith('src/');
}
