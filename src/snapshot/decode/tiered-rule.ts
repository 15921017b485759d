// A rule of a cluster-wide policy. Rules are ordered and final, so one that is misread must not let through more
// than was meant: what cannot be read is dropped from an Accept, and makes a Deny of everyone out of a Deny or a
// Pass (R126, R149).

import type { ClusterPeer, Direction, PortMatch, TieredRule } from '../../engine/model/policy.ts';
import { at, elements, type Field, fail, isGiven, mapping, refuse, show, text } from '../field.ts';
import type { Dialect } from './cluster-dialect.ts';
import { clusterPeer } from './cluster-peer.ts';
import { clusterPort } from './cluster-ports.ts';
import { checkCount } from './counts.ts';
import { knownFields } from './known-fields.ts';
import { type Entry, unread } from './only-field.ts';

export function tieredRule(field: Field, direction: Direction, dialect: Dialect): TieredRule {
  mapping(field);
  knownFields(field, dialect.rules[direction]);
  const name = ruleName(at(field, 'name'));
  const action = actionOf(at(field, 'action'), dialect);
  const peers = peersOf(field, direction, dialect);
  const ports = portsOf(field, dialect);
  const lost = [...peers, ...(ports === 'every-port' ? [] : ports)].flatMap((entry) =>
    entry.kind === 'unread' ? [entry.what] : [],
  );
  const head = { index: typeof field.key === 'number' ? field.key : 0, name, unread: lost };
  if (lost.length > 0 && action !== 'Accept') {
    return { ...head, action: 'Deny', peers: 'anyone', ports: 'every-port' };
  }
  return { ...head, action, peers: values(peers), ports: ports === 'every-port' ? ports : values(ports) };
}

const longestName = 100;

function ruleName(field: Field): string {
  const name = text(field) ?? '';
  if (name.length > longestName) {
    const message = `the name of a rule should have at most ${longestName} characters, not ${name.length}`;
    refuse(field, 'bad-name', message, 'taken as it is');
  }
  return name;
}

/** Either generation's word for Accept is understood under lenient reading. */
const everyAction: Readonly<Record<string, TieredRule['action']>> = {
  accept: 'Accept',
  allow: 'Accept',
  deny: 'Deny',
  pass: 'Pass',
};

function actionOf(field: Field, { kind, version, actions }: Dialect): TieredRule['action'] {
  const written = text(field);
  const exact = written === undefined ? undefined : actions.get(written);
  if (exact !== undefined) return exact;
  const choice = [...actions.keys()].join(', ');
  if (written === undefined) {
    if (!isGiven(field)) fail(field, 'missing-field', `a rule needs an \`action\`: one of ${choice}`);
    return 'Deny';
  }
  const word = written.toLowerCase();
  const near = Object.hasOwn(everyAction, word) ? everyAction[word] : undefined;
  const generation = near === 'Accept' ? `; ${version} says \`${version === 'v1alpha1' ? 'Allow' : 'Accept'}\`` : '';
  const message = `action ${show(written)} of ${kind} should be one of ${choice}${generation}`;
  if (near === undefined) fail(field, 'bad-action', message);
  else refuse(field, 'bad-action', message, `read as \`${near}\``);
  return near ?? 'Deny';
}

/** `from` and `to` cannot be left out: nobody is no peer, and `namespaces: {}` is every pod (X23). */
function peersOf(field: Field, direction: Direction, dialect: Dialect): readonly Entry<ClusterPeer>[] {
  const list = at(field, direction === 'ingress' ? 'from' : 'to');
  const entries = elements(list);
  if (!checkCount(list, entries.length, dialect.limit)) return [unread(list, 'has no peer')];
  return entries.map((peer) => clusterPeer(peer, dialect.peers[direction], dialect));
}

function portsOf(field: Field, dialect: Dialect): 'every-port' | readonly Entry<PortMatch>[] {
  const list = at(field, dialect.ports);
  if (!isGiven(list)) return 'every-port';
  const entries = elements(list);
  // An empty list is not "every port", as it is in NetworkPolicy (X23).
  if (!checkCount(list, entries.length, dialect.limit)) return [unread(list, 'is empty')];
  return entries.map((port) => clusterPort(port, dialect));
}

function values<T>(entries: readonly Entry<T>[]): readonly T[] {
  return entries.flatMap((entry) => (entry.kind === 'read' ? entry.values : []));
}
