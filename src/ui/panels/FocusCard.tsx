// What is known of the workload that is looked at, before a pair is picked: isolation, pods, who it may talk to and
// who may talk to it, and the policies that select it.

import type { EndpointView, FlowView, ObjectView } from '../../session/answers.ts';
import { useAppState, useGo } from '../context.ts';
import { editingOf } from '../editing.ts';
import { Icon } from '../icons.tsx';
import { isLarge } from '../large.ts';
import { count, keyOf, labelOf, nameOf, noPorts, portOf, portsText, sameObject, viaText } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import { askAbout } from '../view.ts';
import { PolicyName } from './PolicyName.tsx';
import { Posture, postureText } from './Posture.tsx';

export function FocusCard() {
  const state = useAppState();
  const { view, input } = state;
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  const found = input.inventory.workloads.find((w) => nameOf(w.workload) === view.focus);
  const other = (input.inventory.ends ?? []).find((end) => nameOf(end) === view.focus) ?? nodeOf(view.focus, input);
  if (found === undefined && other !== undefined) return <OtherCard end={other} />;
  if (found === undefined)
    return (
      <p class="nothing">
        Pick a flow in the picture or the table, or type two names above, to read why it is allowed or denied. Pick a
        workload to see all of its flows.
      </p>
    );
  const selecting = input.inventory.policies.filter((p) => p.subjects.some((s) => sameObject(s, found.workload)));
  const marked = view.starts.includes(view.focus);
  return (
    <div class="focus-card">
      <h3>
        <Posture workload={found} /> {labelOf(found.workload)} <span class="kind">{found.workload.kind}</span>
      </h3>
      <p class="small">
        {postureText(found)} · {count(found.pods.length, 'pod')}
        {found.hostNetwork && ' · on the network of its node, where policies do not select it'}
      </p>
      <p class="labels small">
        {Object.entries(found.labels)
          .slice(0, 12)
          .map(([key, value]) => (
            <code key={key}>
              {key}={value}
            </code>
          ))}
      </p>
      <button
        type="button"
        onClick={() =>
          go({
            starts: marked ? view.starts.filter((s) => s !== view.focus) : [...view.starts, view.focus],
            lens: 'blast',
          })
        }
      >
        <Icon name="target" /> {marked ? 'Not compromised after all' : 'Mark as compromised'}
      </button>
      <h4>Selected by {count(selecting.length, 'policy', 'policies')}</h4>
      <ul class="plain">
        {selecting.map((p) => (
          <li key={keyOf(p.policy)}>
            <button
              type="button"
              class="rule"
              onClick={() => go({ editing: editingOf(state, p.policy), tab: 'editor' })}
            >
              <Icon name="shield" /> <PolicyName policy={p.policy} />
            </button>
          </li>
        ))}
      </ul>
      <BothWays end={found.workload} />
    </div>
  );
}

/** Nodes of a large input are not listed. */
function nodeOf(focus: string, input: Parameters<typeof isLarge>[0]): ObjectView | undefined {
  return isLarge(input) && focus.startsWith('node/') ? { kind: 'Node', name: focus.slice('node/'.length) } : undefined;
}

/** A node or a Service, which no policy selects. */
function OtherCard({ end }: { readonly end: ObjectView }) {
  return (
    <div class="focus-card">
      <h3>
        {labelOf(end)} <span class="kind">{end.kind}</span>
      </h3>
      <p class="small">No policy selects it.</p>
      <BothWays end={end} />
    </div>
  );
}

function BothWays({ end }: { readonly end: ObjectView }) {
  const { flows } = useAppState().answers;
  const state = useAppState();
  if (state.input.kind === 'loaded' && isLarge(state.input) && state.view.namespace !== (end.namespace ?? ''))
    return <OpenItsNamespace end={end} />;
  const items = flows.answer === 'none' || isRefusal(flows.answer) ? [] : flows.answer.items;
  const isThis = (other: EndpointView) => keyOf(other) === keyOf(end);
  return (
    <>
      <Relations title="May talk to" flows={items.filter((flow) => isThis(flow.from))} other={(flow) => flow.to} />
      <Relations title="Is reached from" flows={items.filter((flow) => isThis(flow.to))} other={(flow) => flow.from} />
    </>
  );
}

/** Of a large input the flows of one namespace are there at a time. */
function OpenItsNamespace({ end: { namespace } }: { readonly end: ObjectView }) {
  const go = useGo();
  if (namespace === undefined) return <p class="small">Ask about a pair above to see what it may talk to.</p>;
  return (
    <p class="small">
      <button type="button" class="link" onClick={() => go({ namespace })}>
        Open {namespace}
      </button>{' '}
      to see its flows.
    </p>
  );
}

function Relations({
  title,
  flows,
  other,
}: {
  readonly title: string;
  readonly flows: readonly FlowView[];
  readonly other: (flow: FlowView) => EndpointView;
}) {
  const go = useGo();
  return (
    <>
      <h4>
        {title} <span class="count">{flows.length}</span>
      </h4>
      <ul class="plain">
        {flows.slice(0, 100).map((flow) => (
          <li key={`${keyOf(other(flow))} ${viaText(flow.via)}`}>
            <button
              type="button"
              class="rule"
              onClick={() => go(askAbout(flow.from, flow.to, portOf(flow.ports, flow.partialPorts, flow.unknownPorts)))}
            >
              {labelOf(other(flow))}{' '}
              <span class="dim">{noPorts(flow.ports) ? 'unknown or some pods' : portsText(flow.ports)}</span>
            </button>
          </li>
        ))}
        {flows.length > 100 && <li class="dim small">and {flows.length - 100} more, in the table</li>}
      </ul>
    </>
  );
}
