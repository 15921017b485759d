// The switches above the picture; they hold for the table too.

import { useApp, useAppState, useGo } from '../context.ts';
import { Icon } from '../icons.tsx';
import { isLarge, openNamespace } from '../large.ts';
import { layout } from '../layout.ts';
import { levelOf } from '../needs.ts';
import { isRefusal } from '../reduce.ts';
import { beyonds, dataplanes, isSideShown, levels, toggledSide } from '../view.ts';
import { Legend } from './Legend.tsx';

export function StageToolbar({ onFit }: { readonly onFit: () => void }) {
  const { view } = useAppState();
  return (
    <div class="toolbar">
      {view.lens === 'blast' ? <BlastSwitches /> : view.lens === 'cost' ? <CostSwitches /> : <FlowSwitches />}
      <PictureButtons onFit={onFit} />
    </div>
  );
}

function PictureButtons({ onFit }: { readonly onFit: () => void }) {
  const { view } = useAppState();
  const go = useGo();
  return (
    <div class="picture-buttons">
      <Legend />
      <button type="button" title="The whole picture" onClick={onFit}>
        Fit
      </button>
      <button
        type="button"
        aria-pressed={view.picture === 'large'}
        title="The picture alone, without lists and tables (m)"
        onClick={() => go({ picture: view.picture === 'large' ? 'beside' : 'large' })}
      >
        {view.picture === 'large' ? 'Smaller' : 'Larger'}
      </button>
      {layout.value === 'wide' && view.picture === 'beside' && (
        <button
          type="button"
          aria-pressed={isSideShown(view)}
          title="Explanation and editor, beside the picture (\)"
          onClick={() => go({ side: toggledSide(view) })}
        >
          Explain
        </button>
      )}
    </div>
  );
}

const beyondNames = { nodes: 'Nodes', services: 'Through Services' } as const;

function FlowSwitches() {
  const state = useAppState();
  const { view, applied } = state;
  const go = useGo();
  const by = levelOf(state);
  const large = state.input.kind === 'loaded' && isLarge(state.input);
  if (large && openNamespace(state) === 'none') return <span class="switches dim">All namespaces</span>;
  return (
    <fieldset class="switches" aria-label="What the picture and the table show">
      {large && <Crumbs />}
      <label>
        By{' '}
        <select
          value={by}
          onChange={(event) => go({ by: levels.find((l) => l === event.currentTarget.value) ?? 'fitting' })}
        >
          {levels
            .filter((level) => !large || level !== 'pod')
            .map((level) => (
              <option key={level} value={level}>
                {level}
              </option>
            ))}
        </select>
      </label>
      <Check
        label="Outside addresses"
        on={view.outside === 'shown'}
        onChange={(on) => go({ outside: on ? 'shown' : 'hidden' })}
      />
      {(large ? [] : beyonds).map((one) => (
        <Check
          key={one}
          label={beyondNames[one]}
          on={view.beyond.includes(one)}
          onChange={(on) => go({ beyond: beyonds.filter((each) => (each === one ? on : view.beyond.includes(each))) })}
        />
      ))}
      {applied !== '[]' && (
        <Check
          label="Only changes"
          on={view.only === 'changes'}
          onChange={(on) => go({ only: on ? 'changes' : 'everything' })}
        />
      )}
    </fieldset>
  );
}

function BlastSwitches() {
  const { view } = useAppState();
  const go = useGo();
  return (
    <fieldset class="switches" aria-label="What the attacker can do">
      <span class="starts">
        <span class="dim">Compromised:</span>
        {view.starts.length === 0 && <span> nothing yet</span>}
        {view.starts.map((start) => (
          <button
            key={start}
            type="button"
            class="chip"
            aria-label={`${start}: not compromised after all`}
            onClick={() => go({ starts: view.starts.filter((s) => s !== start) })}
          >
            <code>{start}</code> <Icon name="close" />
          </button>
        ))}
        <AddStart />
      </span>
      <Steps />
      <Check label="Only certain steps" on={view.certain} onChange={(certain) => go({ certain })} />
      <Check label="Only declared ports" on={view.declaredPorts} onChange={(declaredPorts) => go({ declaredPorts })} />
    </fieldset>
  );
}

/** The blast step by step: a slider, and the keys , and . */
function Steps() {
  const { view, answers } = useAppState();
  const go = useGo();
  const blast = answers.blast.answer;
  if (blast === 'none' || isRefusal(blast)) return null;
  const last = Math.max(0, ...blast.reached.map((reached) => reached.hops));
  if (last === 0) return null;
  const value = view.upTo === 'all' ? last : Math.min(view.upTo, last);
  const within = blast.reached.filter((reached) => reached.hops <= value).length;
  return (
    <label class="check steps-slider">
      Up to step{' '}
      <input
        type="range"
        min={0}
        max={last}
        value={value}
        aria-valuetext={`step ${value} of ${last}, ${within} reached`}
        onInput={(event) => {
          const step = Number(event.currentTarget.value);
          go({ upTo: step >= last ? 'all' : step });
        }}
      />
      <output>
        {value} of {last}
      </output>
    </label>
  );
}

/** Any pod or workload, by name. */
function AddStart() {
  const app = useApp();
  const { view, input } = useAppState();
  const go = useGo();
  if (input.kind !== 'loaded') return null;
  return (
    <form
      class="add-start"
      onSubmit={(event) => {
        event.preventDefault();
        const field = event.currentTarget.elements.namedItem('start');
        if (!(field instanceof HTMLInputElement) || field.value.trim() === '') return;
        go({ starts: [...new Set([...view.starts, field.value.trim()])] });
        field.value = '';
      }}
    >
      <input
        name="start"
        list="names"
        onInput={(event) => app.send({ kind: 'looked', text: event.currentTarget.value })}
        aria-label="Mark a pod or workload as compromised"
        placeholder="add shop/web …"
        spellcheck={false}
        autocomplete="off"
      />
      <button type="submit" class="icon-only" aria-label="Mark as compromised">
        <Icon name="plus" />
      </button>
    </form>
  );
}

function CostSwitches() {
  const { view } = useAppState();
  const go = useGo();
  return (
    <fieldset class="switches" aria-label="What the cost is counted for">
      <label>
        Dataplane{' '}
        <select
          value={view.dataplane}
          onChange={(event) => go({ dataplane: dataplanes.find((d) => d === event.currentTarget.value) ?? 'cilium' })}
        >
          {dataplanes.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <span class="dim small">Modelled counts of what the dataplane holds and does; not measured in your cluster.</span>
    </fieldset>
  );
}

/** Of a large input one namespace is open. */
function Crumbs() {
  const open = openNamespace(useAppState());
  const go = useGo();
  if (open === 'none') return null;
  return (
    <span class="crumbs">
      <button type="button" class="link" onClick={() => go({ namespace: '', focus: '', pair: 'none' })}>
        All namespaces
      </button>
      <span aria-hidden="true"> › </span>
      <b>{open.name}</b>
    </span>
  );
}

function Check({
  label,
  on,
  onChange,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label class="check">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} /> {label}
    </label>
  );
}
