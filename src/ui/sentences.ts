// The answer of each lens in one sentence: shown above the picture and read aloud when it changes. Plain counts of
// what the session said, no judgement of its own.

import type { BlastRadius, EndpointView, FlowDiff, FlowList, FlowView, PolicyCostList } from '../session/answers.ts';
import type { Inventory, Refusal } from '../session/questions.ts';
import { mainCount, shareOf, unitText } from './costs.ts';
import { isLarge, openNamespace } from './large.ts';
import { count, isOutside, labelOf, policyLabel, thingLabel } from './names.ts';
import type { AppState } from './state.ts';

export function sentence(state: AppState): string {
  const { input, view, answers } = state;
  if (input.kind === 'empty') return 'Nothing is open.';
  if (input.kind === 'loading') return `${input.title}: ${input.step} …`;
  if (input.kind === 'failed') return `${input.title} could not be read.`;
  switch (view.lens) {
    case 'flows':
      if (isLarge(input)) return largeSentence(state, input.inventory);
      return sentenceOf(answers.flows.answer, (flows) => flowSentence(flows, input.inventory));
    case 'blast':
      if (view.starts.length === 0)
        return 'Mark a pod or workload as compromised to see what an attacker there can take.';
      return sentenceOf(answers.blast.answer, (blast) => blastSentence(blast, input.inventory, view.starts));
    case 'what-if':
      if (state.applied === '[]')
        return 'No edits yet. Change a policy and see at once which flows it gains and loses.';
      return sentenceOf(answers.changes.answer, isLarge(input) ? nearbyDiffSentence : diffSentence);
    case 'cost':
      return sentenceOf(answers.cost.answer, costSentence);
  }
}

function sentenceOf<T extends { readonly kind: string }>(
  answer: T | Refusal | 'none',
  say: (answer: T) => string,
): string {
  if (answer === 'none') return 'Working it out …';
  return isRefused(answer) ? `No answer: ${answer.message}` : say(answer);
}

function isRefused(answer: { readonly kind: string }): answer is Refusal {
  return answer.kind === 'Refusal';
}

export function flowSentence(flows: FlowList, inventory: Inventory): string {
  const { counts } = inventory;
  const pods = count(counts.pods, 'pod');
  const isUnread = inventory.diagnostics.some(({ code }) => code === 'policy-not-evaluated');
  if (counts.policies === 0 && !isUnread)
    return `All pods can talk to all pods: no policy isolates any of the ${pods}, so every port is open in every direction.`;
  const isInside = ({ from, to, via }: FlowView) =>
    via.length === 0 && [from, to].every((end) => !isOutside(end) && end.kind !== 'Node');
  const inside = flows.items.filter(isInside).length;
  const open = flows.items.filter((flow) => flow.unknownPorts === 'all' || flow.unknownPorts.length > 0).length;
  const exposed = new Set(flows.items.filter((flow) => isOutside(flow.from)).map((flow) => labelOf(flow.to))).size;
  const level = flows.by === 'pod' ? 'pod' : flows.by;
  const parts = [
    counts.policies === 0
      ? `No policy is of a kind that is evaluated: ${count(inside, 'flow')} between ${level}s`
      : `${count(counts.policies, 'policy', 'policies')} ${counts.policies === 1 ? 'allows' : 'allow'} ${count(inside, 'flow')} between ${level}s`,
    `${count(exposed, level)} can be reached from outside`,
    ...(open > 0 ? [`${count(open, 'flow')} hang on facts that the input lacks`] : []),
  ];
  return `${parts.join('; ')}.`;
}

/** What is shown of an input that is too large to show at once, and what is not. */
function largeSentence(state: AppState, { counts }: Inventory): string {
  const open = openNamespace(state);
  if (open === 'none')
    return `${count(counts.namespaces, 'namespace')} with ${count(counts.pods, 'pod')} and ${count(counts.policies, 'policy', 'policies')}. Choose a namespace to see its flows.`;
  return sentenceOf(state.answers.flows.answer, ({ items }) => {
    const isHere = (end: EndpointView) =>
      'name' in end && (end.kind === 'Namespace' ? end.name : end.namespace) === open.name;
    const inside = items.filter(({ from, to }) => isHere(from) && isHere(to)).length;
    const across = items.filter(({ from, to }) => ![from, to].some(isOutside) && !(isHere(from) && isHere(to))).length;
    const outside = items.length - inside - across;
    const others = count(counts.namespaces - 1, 'other namespace');
    return `${open.name}: ${count(inside, 'flow')} inside, ${across.toLocaleString('en')} from or to other namespaces, ${outside.toLocaleString('en')} from or to the outside. Flows among the ${others} are not shown.`;
  });
}

/** An edit that is about every namespace is looked at in one. */
function nearbyDiffSentence(diff: FlowDiff): string {
  return diff.items.length === 0 && diff.equivalence === 'different'
    ? '0 of the flows that are compared here changed; others may have.'
    : diffSentence(diff);
}

export function diffSentence(diff: FlowDiff): string {
  const of = (change: string) => diff.items.filter((item) => item.change === change).length;
  const [gained, lost, changed] = [of('gained'), of('lost'), of('changed')];
  if (diff.items.length === 0) return '0 flows changed: the edit makes no difference to what can talk to what.';
  return `The edit makes ${count(gained, 'flow')} gained, ${lost.toLocaleString('en')} lost and ${changed.toLocaleString('en')} changed in their ports.`;
}

export function blastSentence(blast: BlastRadius, inventory: Inventory, starts: readonly string[]): string {
  const from = (starts.length > 0 ? starts : blast.starts.map(thingLabel)).join(' and ');
  const { certain, possible } = blast.totals;
  const first = blast.reached.filter((r) => r.hops === 1 && r.what.kind === 'Pod').length;
  const hops = Math.max(0, ...blast.reached.map((r) => r.hops));
  const all = Math.max(certain.pods, possible.pods);
  if (all === 0 && !possible.internet && !certain.internet)
    return `From ${from}: no other pod can be reached, and not the internet.`;
  const share = inventory.counts.pods > 0 ? Math.round((100 * all) / inventory.counts.pods) : 0;
  const internet = certain.internet
    ? 'the internet is open'
    : possible.internet
      ? 'the internet may be open'
      : 'the internet is closed';
  const steps = hops > 1 ? `, ${count(all, 'pod')} in ${hops} or fewer` : '';
  return `From ${from}: ${count(first, 'pod')} in 1 step${steps} (${share} % of the cluster); ${internet}.`;
}

export function costSentence(cost: PolicyCostList): string {
  const [plane] = cost.dataplanes;
  if (plane === undefined || plane.items.length === 0) return 'No policies, so nothing to pay for.';
  const unit = mainCount(plane.totals.cluster);
  const dearest = plane.items.toSorted((a, b) => (b.state.cluster[unit] ?? 0) - (a.state.cluster[unit] ?? 0))[0];
  const total = `${count(plane.items.length, 'policy', 'policies')} on ${plane.dataplane}: ${(plane.totals.cluster[unit] ?? 0).toLocaleString('en')} ${unitText(unit)} in the cluster, ${(plane.totals.busiestNode[unit] ?? 0).toLocaleString('en')} on the busiest node`;
  if (dearest === undefined) return `${total}.`;
  const share = shareOf(dearest.state.cluster[unit] ?? 0, plane.totals.cluster[unit] ?? 0);
  return `${total}; ${policyLabel(dearest.policy)} costs most (${share}). Modelled counts.`;
}
