// Stands in for the panels of large inputs, until their script is here.

import { useEffect } from 'preact/hooks';
import { type LargePartName, largePanels, loadLargePanels } from '../large-panels.ts';

export function LargePart({ part }: { readonly part: LargePartName }) {
  useEffect(loadLargePanels, []);
  const panels = largePanels.value;
  if (typeof panels === 'string')
    return <p class="nothing">{panels === 'failed' ? 'This part could not be loaded.' : 'Loading …'}</p>;
  const Part = panels[part];
  return <Part />;
}
