// A row of tabs as the ARIA practices describe it: one stop for Tab, arrows move and select.

import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface TabsProps<Key extends string> {
  readonly label: string;
  readonly name: string;
  /** The id of the region that the tabs change. */
  readonly panel: string;
  readonly selected: Key;
  readonly onSelect: (key: Key) => void;
  readonly tabs: readonly { readonly key: Key; readonly title: string; readonly label: ComponentChildren }[];
}

export function Tabs<Key extends string>({ label, name, panel, selected, onSelect, tabs }: TabsProps<Key>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.key === selected);
    const targets: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 };
    const to = targets[event.key];
    if (to === undefined) return;
    const next = tabs[(to + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next.key);
    list.current?.querySelector<HTMLElement>(`#${name}-${next.key}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          id={`${name}-${tab.key}`}
          aria-selected={tab.key === selected}
          aria-controls={panel}
          tabIndex={tab.key === selected ? 0 : -1}
          onClick={() => onSelect(tab.key)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
