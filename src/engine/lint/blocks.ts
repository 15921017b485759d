// Address blocks that say less than they seem to: an excepted address that another entry gives back (R60), and
// 0.0.0.0/0 that is taken for everything (R63).

import type { Direction, IpBlock, NetworkPolicy } from '../model/policy.ts';
import { directions } from '../model/policy.ts';
import {
  type AddressSet,
  cidrAddresses,
  disjoint,
  hasFamily,
  intersectAddresses,
  isEmpty,
  subtractAddresses,
} from '../sets/addresses.ts';
import { intersectBits, isEmptyBitset } from '../sets/bitset.ts';
import { cidrCover } from '../sets/cidrs.ts';
import { runs } from '../sets/intervals.ts';
import { byPerson, type Finding, finding } from './finding.ts';
import type { Look } from './look.ts';
import { aboutPolicy, isClusterWide, peerPath, policyText, type RuleAt, ruleText } from './rules-at.ts';

export function blocks(look: Look): readonly Finding[] {
  return directions.flatMap((direction) => givenBack(look, direction));
}

function givenBack(look: Look, direction: Direction): readonly Finding[] {
  const policies = look.cluster.policies.filter((policy) => policy[direction] !== 'open');
  const rules = policies.flatMap((policy) => look.rules(policy).filter((rule) => rule.direction === direction));
  const holed = rules.flatMap((rule) =>
    rule.peers === 'anyone'
      ? []
      : rule.peers.flatMap((peer, index) => {
          const excepted = peer.kind === 'ip-block' && peer.except.length > 0 ? exceptedBy(peer) : nothing;
          return isEmpty(excepted) ? [] : [{ rule, index, excepted }];
        }),
  );
  return holed.flatMap(({ rule, index, excepted }) => {
    // What tells most of them apart comes first: a policy's pods are of its own namespace.
    const giver = rules.find(
      (other) =>
        policyNamespace(other) === policyNamespace(rule) &&
        gives(other, rule, index, excepted) &&
        portsMeet(rule, other) &&
        shareSubject(look, rule, other),
    );
    return giver === undefined ? [] : [told(rule, index, excepted, giver)];
  });
}

const nothing: AddressSet = { v4: [], v6: [] };

/** What the block would hold without its excepts: the network that its first address and prefix give. */
function exceptedBy({ addresses, cidr }: IpBlock): AddressSet {
  const prefix = Number(/\/(\d+)$/.exec(cidr)?.[1] ?? Number.NaN);
  if (Number.isNaN(prefix)) return nothing;
  for (const [value] of runs(addresses.v4)) {
    return subtractAddresses(cidrAddresses({ address: { family: 'IPv4', value }, prefix }), addresses);
  }
  for (const [value] of runs(addresses.v6)) {
    return subtractAddresses(cidrAddresses({ address: { family: 'IPv6', value }, prefix }), addresses);
  }
  return nothing; // the excepts leave nothing of it
}

/** By address: pods that a selector means were not meant by the exception. */
function gives(other: RuleAt, rule: RuleAt, index: number, excepted: AddressSet): boolean {
  if (other.peers === 'anyone') return true;
  return other.peers.some(
    (peer, i) => peer.kind === 'ip-block' && !(other === rule && i === index) && !disjoint(peer.addresses, excepted),
  );
}

function policyNamespace({ policy }: RuleAt): string {
  return isClusterWide(policy) ? '' : policy.namespace;
}

function shareSubject(look: Look, a: RuleAt, b: RuleAt): boolean {
  if (a.policy === b.policy) return true;
  const theirs = look.subject(b.policy);
  return look.subject(a.policy).some(({ certain }, f) => {
    const other = theirs[f]?.certain;
    return other !== undefined && !isEmptyBitset(intersectBits(certain, other));
  });
}

/** Named ports are taken to meet: outside addresses have none anyway. */
function portsMeet(a: RuleAt, b: RuleAt): boolean {
  if (a.ports === 'every-port' || b.ports === 'every-port') return true;
  const theirs = b.ports;
  return a.ports.some((x) =>
    theirs.some((y) =>
      x.kind === 'range' && y.kind === 'range'
        ? x.protocol === y.protocol && x.first <= y.last && y.first <= x.last
        : x.kind === y.kind,
    ),
  );
}

function told(rule: RuleAt, index: number, excepted: AddressSet, giver: RuleAt): Finding {
  const opened = giver.peers === 'anyone' ? excepted : common(giver, rule, index, excepted);
  const addresses = cidrCover(opened).slice(0, 3).join(', ');
  const by = giver === rule ? 'another peer of the same rule' : `\`${ruleText(giver)}\``;
  return finding('except-given-back', {
    about: aboutPolicy(rule.policy),
    path: [...peerPath(rule, index), 'ipBlock', 'except'],
    message: `what \`${policyText(rule.policy)}\` excepts (${addresses}) is given back by ${by}`,
    mend: byPerson('except the addresses there too, or narrow what gives them back'),
  });
}

function common(giver: RuleAt, rule: RuleAt, index: number, excepted: AddressSet): AddressSet {
  if (giver.peers === 'anyone') return excepted;
  const peer = giver.peers.find(
    (each, i) => each.kind === 'ip-block' && !(giver === rule && i === index) && !disjoint(each.addresses, excepted),
  );
  return peer?.kind === 'ip-block' ? intersectAddresses(peer.addresses, excepted) : excepted;
}

/** The whole of one family, nothing excepted, and no other peer beside it that holds the other. */
export function zeroBlocks(look: Look): readonly Finding[] {
  return look.cluster.policies.flatMap((policy: NetworkPolicy) =>
    look.rules(policy).flatMap((rule) => (rule.peers === 'anyone' ? [] : zeroBlock(look, rule, rule.peers))),
  );
}

function zeroBlock(look: Look, rule: RuleAt, peers: Exclude<RuleAt['peers'], 'anyone'>): readonly Finding[] {
  const index = peers.findIndex((peer) => peer.kind === 'ip-block' && isWhole(peer, 'IPv4'));
  if (index < 0) return [];
  const value = look.cluster.assumptions['ip-block-matches-pods'];
  const name = `0.0.0.0/0 of \`${policyText(rule.policy)}\``;
  const list = rule.direction === 'ingress' ? 'from' : 'to';
  const tell = (severity: 'warning' | 'info', message: string) => [
    finding('zero-block-is-not-everything', {
      about: aboutPolicy(rule.policy),
      path: peerPath(rule, index),
      severity,
      message,
      mend: {
        sentence: `leave \`${list}\` out to mean everything; else this is right as it is`,
        edits: [{ kind: 'remove', path: [...rule.path, list] }],
      },
    }),
  ];
  const v6 = peers.some((peer) => peer.kind === 'ip-block' && hasFamily(peer.addresses, 'IPv6'));
  if (look.cluster.families.includes('IPv6') && !v6) {
    return tell('warning', `${name} holds no IPv6 address, and IPv6 is in use here`);
  }
  if (peers.some((peer) => peer.kind === 'pods')) return []; // pods are told apart beside it
  return value === 'yes'
    ? tell('info', `whether ${name} matches pods is up to the network plugin`)
    : tell('warning', `${name} does not match pods for certain, under ip-block-matches-pods=${value}`);
}

function isWhole({ addresses, except }: IpBlock, family: 'IPv4'): boolean {
  const whole = cidrAddresses({ address: { family, value: 0 }, prefix: 0 });
  return except.length === 0 && isEmpty(subtractAddresses(whole, addresses));
}
