// What is known of the workload that is looked at, before a pair is picked: isolation, pods, who it may talk to and
// who may talk to it, and the policies that select it.

import type { EndpointView, FlowView, ObjectView } from '../../session/answers.ts';
import { useAppState, useGo } from '../context.ts';
import { editingOf } from '../editing.ts';
import { Icon } from '../icons.tsx';
import { count, keyOf, labelOf, nameOf, noPorts, portOf, portsText, sameObject, viaText } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import { PolicyName } from './PolicyName.tsx';
import { Posture, postureText } from './Posture.tsx';

export function FocusCard() {
  const state = useAppState();
  const { view, input } = state;
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  const found = input.inventory.workloads.find((w) => nameOf(w.workload) === view.focus);
  const other = (input.inventory.ends ?? []).find((end) => nameOf(end) === view.focus);
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
  const items = flows.answer === 'none' || isRefusal(flows.answer) ? [] : flows.answer.items;
  const isThis = (other: EndpointView) => keyOf(other) === keyOf(end);
  return (
    <>
      <Relations title="May talk to" flows={items.filter((flow) => isThis(flow.from))} other={(flow) => flow.to} />
      <Relations title="Is reached from" flows={items.filter((flow) => isThis(flow.to))} other={(flow) => flow.from} />
    </>
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
              onClick={() =>
                go({
                  pair: {
                    from: nameOf(flow.from),
                    to: nameOf(flow.to),
                    port: portOf(flow.ports, flow.partialPorts, flow.unknownPorts),
                  },
                })
              }
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
