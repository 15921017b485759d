// From a controller to the pods that may carry its traffic.

import type { LabelSelector } from '../../engine/model/labels.ts';
import { isNonEmpty } from '../../engine/model/non-empty.ts';
import type { DoorProxy } from '../../engine/model/service.ts';
import type { Controller } from './controllers.ts';
import type { ProxyFinder, ProxyScope } from './proxies.ts';

/** What $NAME, $NAMESPACE and $CLASS of a label stand for. */
export type Filling = Readonly<Record<'NAME' | 'NAMESPACE' | 'CLASS', string>>;

export const noFilling: Filling = { NAME: '', NAMESPACE: '', CLASS: '' };

export function proxyOf(
  { title, traffic }: Pick<Controller, 'title' | 'traffic'>,
  filling: Filling,
  find: ProxyFinder,
): DoorProxy {
  if (traffic.by === 'elsewhere') return { kind: 'unknown', why: traffic.why };
  return find(scopesOf(traffic, filling), title);
}

export function scopesOf(
  { labels, namespaces }: Controller['traffic'] & { by: 'pods' },
  filling: Filling,
): readonly ProxyScope[] {
  return labels.map((each) => ({
    namespaces: isNonEmpty(namespaces) ? namespaces : 'every',
    pods: Object.entries(each).map(([key, value]) => requirement(key, filled(value, filling))),
  }));
}

function requirement(key: string, value: string): LabelSelector[number] {
  return value === '*' ? { op: 'Exists', key } : { op: 'In', key, values: [value] };
}

function filled(value: string, filling: Filling): string {
  const name = (['NAME', 'NAMESPACE', 'CLASS'] as const).find((each) => value === `$${each}`);
  return name === undefined ? value : filling[name];
}
