// Rules that open the port of a Service while its pods listen on another: policies see the pod's port (R43).

import type { Pod } from '../model/cluster.ts';
import { portsAt } from '../model/match-ports.ts';
import { selectorHolds } from '../model/select.ts';
import type { Service, ServicePort } from '../model/service.ts';
import { intersection } from '../sets/intervals.ts';
import { portRange } from '../sets/ports.ts';
import { type Finding, finding, type LintEdit } from './finding.ts';
import type { Look } from './look.ts';
import { aboutPolicy, policyText, portPath, type RuleAt } from './rules-at.ts';

export function servicePorts(look: Look): readonly Finding[] {
  const fronts = look.cluster.services.flatMap((service) => frontsOf(look, service));
  if (fronts.length === 0) return [];
  return look.policies.flatMap((policy) => look.rules(policy).flatMap((rule) => ruleFindings(look, rule, fronts)));
}

/** A Service port whose pods listen on one other number. */
interface Front {
  readonly service: Service;
  readonly port: ServicePort;
  readonly target: number;
  readonly pods: ReadonlySet<Pod>;
}

function frontsOf({ cluster }: Look, service: Service): readonly Front[] {
  const { backends } = service;
  if (backends.kind !== 'selected' || service.headless) return [];
  const pods = cluster.pods.filter(
    (pod) => pod.namespace.name === service.namespace && selectorHolds(backends.selector, pod.labels) === 'yes',
  );
  return service.ports.flatMap((port): readonly Front[] => {
    const targets = new Set(pods.flatMap((pod) => targetOn(pod, port)));
    const [target] = targets;
    return target === undefined || targets.size > 1 || target === port.port
      ? []
      : [{ service, port, target, pods: new Set(pods) }];
  });
}

function targetOn(pod: Pod, { target, protocol }: ServicePort): readonly number[] {
  if (typeof target === 'number') return [target];
  const found = pod.ports.find((port) => port.name === target && port.protocol === protocol);
  return found === undefined ? [] : [found.port];
}

function ruleFindings(look: Look, rule: RuleAt, fronts: readonly Front[]): readonly Finding[] {
  const { ports } = rule;
  if (ports === 'every-port' || rule.action === 'Deny') return [];
  const destinations = destinationsOf(look, rule);
  return ports.flatMap((port, index) => {
    if (port.kind !== 'range' || port.first !== port.last) return [];
    const front = fronts.find(
      (each) => each.port.port === port.first && each.port.protocol === port.protocol && meant(each, destinations),
    );
    if (front === undefined || listens(front, port.first) || opensTarget(look, rule, front)) return [];
    return [told(rule, index, front)];
  });
}

/** Pods that the rule is about; with no peers or blocks alone, what an egress rule means is not known. */
function destinationsOf(look: Look, { policy, direction, peers }: RuleAt): readonly Pod[] {
  if (direction === 'ingress') return look.podsOf(look.subject(policy), 'certain');
  if (peers === 'anyone') return [];
  return peers.flatMap((peer) => (peer.kind === 'pods' ? look.podsOf(look.peer(peer), 'certain') : []));
}

/** Every pod of the rule is behind the Service, or it may well mean others. */
function meant({ pods }: Front, destinations: readonly Pod[]): boolean {
  return destinations.length > 0 && destinations.every((pod) => pods.has(pod));
}

function listens({ pods, port }: Front, number: number): boolean {
  return [...pods].some(({ declared }) =>
    declared.some((each) => each.port === number && each.protocol === port.protocol),
  );
}

function opensTarget({ cluster }: Look, { ports }: RuleAt, { pods, port, target }: Front): boolean {
  const wanted = portRange(port.protocol, target, target);
  return [...pods].some(
    (pod) => intersection(portsAt(ports, { kind: 'pod', pod }, cluster.assumptions).possible, wanted).length > 0,
  );
}

function told(rule: RuleAt, index: number, { service, port, target }: Front): Finding {
  const path = portPath(rule, index);
  const edits: readonly LintEdit[] =
    rule.policy.kind === 'NetworkPolicy' ? [{ kind: 'set', path: [...path, 'port'], value: target }] : [];
  return finding('service-port-not-pod-port', {
    about: aboutPolicy(rule.policy),
    path,
    message: `\`${policyText(rule.policy)}\` opens ${port.port}, the port of Service \`${service.namespace}/${service.name}\`; its pods listen on ${target}`,
    mend: { sentence: `open ${target} instead: policies see the port of the pod`, edits },
  });
}
