// What the three cluster-wide kinds share: metadata without a namespace, a priority, a subject, two lists of rules,
// and where they use what only the experimental channel of their API has.

import type { Direction, TieredRule } from '../../engine/model/policy.ts';
import { at, elements, type Field, fail, integer, isGiven, mapping, refuse, show } from '../field.ts';
import type { ClusterPolicyObject } from '../snapshot.ts';
import type { Dialect } from './cluster-dialect.ts';
import { clusterSubject } from './cluster-peer.ts';
import { checkMost } from './counts.ts';
import { experimentalFields } from './experimental-fields.ts';
import { knownFields } from './known-fields.ts';
import { labelsOf, nameOf } from './metadata.ts';
import { tieredRule } from './tiered-rule.ts';

export function head(root: Field, dialect: Dialect): Pick<ClusterPolicyObject, 'name' | 'origin'> {
  knownFields(root, dialect.kind);
  const metadata = at(root, 'metadata');
  mapping(metadata);
  knownFields(metadata, 'ObjectMeta');
  labelsOf(root); // the API server refuses an object with bad labels
  const namespace = at(metadata, 'namespace');
  if (isGiven(namespace) && namespace.raw !== '') {
    const message = `${dialect.kind} is of the whole cluster: leave out namespace ${show(namespace.raw)}`;
    refuse(namespace, 'not-namespaced', message, 'ignored');
  }
  return { name: nameOf(root), origin: root.reading.origin };
}

const highestPriority = 1000;

export function priority(field: Field): number {
  const number = integer(field);
  if (number === undefined) {
    if (!isGiven(field)) fail(field, 'missing-field', '`spec.priority` is missing; it is a number from 0 to 1000');
    return highestPriority;
  }
  if (number < 0 || number > highestPriority) {
    const message = `priority ${show(number)} should be from 0, which is asked first, to ${highestPriority}`;
    refuse(field, 'bad-priority', message, 'taken as the nearest');
  }
  return Math.min(Math.max(number, 0), highestPriority);
}

type Body = Pick<ClusterPolicyObject, 'subject' | 'ingress' | 'egress' | 'experimental'>;

export function body(root: Field, dialect: Dialect): Body {
  const spec = at(root, 'spec');
  mapping(spec);
  knownFields(spec, dialect.spec);
  return {
    subject: subjectOf(at(spec, 'subject'), dialect),
    ingress: rules(spec, 'ingress', dialect),
    egress: rules(spec, 'egress', dialect),
    experimental: experimentalFields(spec, dialect),
  };
}

function subjectOf(field: Field, dialect: Dialect): Body['subject'] {
  if (isGiven(field)) return clusterSubject(field, dialect);
  refuse(field, 'missing-field', '`spec.subject` is missing; every pod is `namespaces: {}`', 'it may be any pod');
  return 'unreadable';
}

function rules(spec: Field, direction: Direction, dialect: Dialect): readonly TieredRule[] {
  const list = at(spec, direction);
  const entries = elements(list);
  checkMost(list, entries.length, dialect.limit);
  return entries.map((rule) => tieredRule(rule, direction, dialect));
}
