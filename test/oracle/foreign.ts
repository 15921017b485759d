// Policies of other vendors: what they say is not read, only whom they may select, and in which direction.
import { foreignSelection } from './foreign-selection.ts';
import { list, namespaceOf, own, text } from './raw.ts';
import type { Side } from './side.ts';
import { type Answer, assumed, type Direction } from './three.ts';

interface Kind {
  readonly groups: readonly string[];
  readonly kind: string;
  readonly reach: 'its namespace' | 'the cluster';
  readonly effect: 'allow or deny' | 'deny only';
}

const CILIUM = ['cilium.io'];
const CALICO = ['projectcalico.org', 'crd.projectcalico.org'];
const ANTREA = ['crd.antrea.io'];
// MultiNetworkPolicy "is about other networks: a note only".
const KINDS: readonly Kind[] = [
  { groups: CILIUM, kind: 'CiliumNetworkPolicy', reach: 'its namespace', effect: 'allow or deny' },
  { groups: CILIUM, kind: 'CiliumClusterwideNetworkPolicy', reach: 'the cluster', effect: 'allow or deny' },
  { groups: CALICO, kind: 'NetworkPolicy', reach: 'its namespace', effect: 'allow or deny' },
  { groups: CALICO, kind: 'GlobalNetworkPolicy', reach: 'the cluster', effect: 'allow or deny' },
  { groups: ANTREA, kind: 'NetworkPolicy', reach: 'its namespace', effect: 'allow or deny' },
  { groups: ANTREA, kind: 'ClusterNetworkPolicy', reach: 'the cluster', effect: 'allow or deny' },
  { groups: ['security.istio.io'], kind: 'AuthorizationPolicy', reach: 'its namespace', effect: 'deny only' },
];

/** 005 rule 22. */
export function foreignOverlay(side: Side, answer: Answer): Answer {
  // "note: it changes nothing"
  if (assumed(side.assume, 'foreign-policies') === 'note') return answer;
  const reaching = side.objects.flatMap((object) => {
    const kind = kindAmong(object);
    return kind !== undefined && reaches(object, kind, side) ? [kind] : [];
  });
  // "where such a policy may select the subject for the direction, both outcomes may come about"
  if (reaching.some(({ effect }) => effect === 'allow or deny')) return 'unknown';
  // "a kind that can only forbid leaves a no as it is"
  return reaching.length > 0 && answer === 'yes' ? 'unknown' : answer;
}

function kindAmong(object: unknown): Kind | undefined {
  const [group = '', version] = text(object, 'apiVersion').split('/');
  if (version === undefined) return undefined;
  return KINDS.find(({ groups, kind }) => groups.includes(group) && kind === text(object, 'kind'));
}

/** "whom its own selector selects, where that is plainly of Kubernetes labels; else every pod of its reach" */
function reaches(object: unknown, { reach }: Kind, side: Side): boolean {
  const { subject, direction } = side;
  if (subject.hostNetwork) return false;
  const wholeMesh = text(object, 'kind') === 'AuthorizationPolicy' && namespaceOf(object) === 'istio-system';
  const namespace = reach === 'its namespace' && !wholeMesh ? namespaceOf(object) : 'every namespace';
  if (namespace !== 'every namespace' && namespace !== subject.namespace) return false;
  return directionsIn(object).includes(direction) && foreignSelection(object, namespace, side) !== 'no';
}

function directionsIn(object: unknown): readonly Direction[] {
  if (text(object, 'kind') === 'AuthorizationPolicy') return ['ingress'];
  const types = [...list(object, 'spec', 'types'), ...list(object, 'spec', 'policyTypes')];
  const typed = DIRECTIONS.filter((direction) => types.includes(direction === 'ingress' ? 'Ingress' : 'Egress'));
  if (typed.length > 0) return typed;
  // Cilium has more than one spec where one wants, and sections that deny.
  const specs = [own(object, 'spec'), ...list(object, 'specs')];
  const written = DIRECTIONS.filter((direction) =>
    specs.some((spec) => own(spec, direction) !== undefined || own(spec, `${direction}Deny`) !== undefined),
  );
  return written.length > 0 ? written : DIRECTIONS;
}

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];
