// Ask about any pair, allowed or not: two names, a port, in the grammar of the command line.

import { useEffect, useState } from 'preact/hooks';
import { useApp, useAppState, useGo } from '../context.ts';
import { Icon } from '../icons.tsx';
import { isLarge } from '../large.ts';
import { nameOf } from '../names.ts';
import { isRefusal } from '../reduce.ts';
import type { AppState } from '../state.ts';

export function AskPair() {
  const app = useApp();
  const state = useAppState();
  const { view, input } = state;
  const go = useGo();
  const given = view.pair === 'none' ? { from: view.focus, to: '', port: '' } : view.pair;
  const [form, setForm] = useState(given);
  useEffect(() => setForm(given), [given.from, given.to, given.port]);
  if (input.kind !== 'loaded') return null;
  const names = suggested(state);
  const ask = (pair: typeof form) => {
    if (pair.from.trim() === '' || pair.to.trim() === '') return;
    go({ pair: { from: pair.from.trim(), to: pair.to.trim(), port: pair.port.trim() } });
  };
  const field = (key: 'from' | 'to' | 'port', label: string, hint: string) => (
    <label class={`field ${key}`}>
      <span>{label}</span>
      <input
        value={form[key]}
        placeholder={hint}
        list={key === 'port' ? undefined : 'names'}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => {
          setForm({ ...form, [key]: event.currentTarget.value });
          if (key !== 'port') app.send({ kind: 'looked', text: event.currentTarget.value });
        }}
      />
    </label>
  );
  return (
    <form
      class="ask"
      aria-label="Ask about a pair"
      onSubmit={(event) => {
        event.preventDefault();
        ask(form);
      }}
    >
      {field('from', 'From', 'shop/deploy/web')}
      {field('to', 'To', 'data/sts/db, data/svc/db, internet')}
      {field('port', 'Port', 'any')}
      <span class="buttons">
        <button
          type="button"
          class="icon-only"
          aria-label="Swap the ends"
          title="Swap the ends"
          onClick={() => ask({ from: form.to, to: form.from, port: form.port })}
        >
          <Icon name="swap" />
        </button>
        <button type="submit" class="primary">
          Ask
        </button>
      </span>
      <datalist id="names">
        {['internet', ...names].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </form>
  );
}

/** Names to complete to; of a large input those that are like what is typed. */
function suggested({ input, answers }: AppState): readonly string[] {
  if (input.kind !== 'loaded') return [];
  const { workloads, ends = [] } = input.inventory;
  const found = answers.names.answer;
  const like =
    !isLarge(input) || found === 'none' || isRefusal(found)
      ? []
      : found.groups
          .filter(({ kind }) => kind !== 'policy')
          .flatMap(({ items }) => items.map(({ object }) => nameOf(object)));
  const listed = [...workloads.slice(0, 2000).map((w) => w.workload), ...ends.slice(0, 2000)].map(nameOf);
  return [...new Set([...like, ...listed])];
}
