// Stands in for the lenses that are opened later, until their scripts are here.

import { useEffect } from 'preact/hooks';
import { type LaterLens, later, loadLater } from '../later.ts';

export function LaterPicture({ lens, fit }: { readonly lens: LaterLens; readonly fit: number }) {
  const panels = useLater();
  if (typeof panels === 'string') return <Waiting state={panels} />;
  const { Picture } = panels[lens];
  return <Picture fit={fit} />;
}

export function LaterTable({ lens }: { readonly lens: LaterLens }) {
  const panels = useLater();
  if (typeof panels === 'string') return <Waiting state={panels} />;
  const { Table } = panels[lens];
  return <Table />;
}

function useLater() {
  useEffect(loadLater, []);
  return later.value;
}

function Waiting({ state }: { readonly state: 'not-asked' | 'loading' | 'failed' }) {
  return <p class="nothing">{state === 'failed' ? 'This lens could not be loaded.' : 'Loading this lens …'}</p>;
}
