// What the marks of a picture mean, as small samples of them; closed until somebody opens it.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useAppState } from '../context.ts';
import type { Lens } from '../view.ts';

type Item = readonly [sample: ComponentChildren, meaning: string];

const line = (classes: string) => (
  <g class={`d-edge ${classes}`}>
    <path class="d-line" stroke-width="1.5" d="M2,9H36" />
    {classes.includes('is-changed') && <path class="d-core" d="M2,9H36" />}
    <path class="d-head" d="M42,9l-7,-3.500v7z" />
  </g>
);
const card = (inside: ComponentChildren, kind = '') => (
  <g class={kind}>
    <rect class="d-face" x="3" y="2" width="38" height="14" rx="4" />
    {inside}
  </g>
);

const flowItems: readonly Item[] = [
  [line('is-same is-certain'), 'allowed; the port stands where the arrow ends'],
  [line('is-same is-partial'), 'long dashes: allowed for some of the pods only'],
  [line('is-same is-unknown'), 'dots and ?: hangs on a fact that the input lacks'],
  [
    card(<line class="d-wall is-yes" x1="3" x2="3" y1="4" y2="14" />),
    'thick wall at the left: policies isolate it for ingress',
  ],
  [card(<line class="d-wall is-yes" x1="41" x2="41" y1="4" y2="14" />), 'thick wall at the right: isolated for egress'],
  [
    card(<line class="d-wall is-judged" x1="3" x2="3" y1="4" y2="14" />),
    'dotted wall: nothing isolates it, but cluster-wide policies judge it',
  ],
  [
    <g key="badge" class="d-badge">
      <rect x="4" y="1" width="36" height="16" rx="8" />
      <text x="22" y="12.500">
        open
      </text>
    </g>,
    'badge: no policy isolates it (open), or only one way',
  ],
  [card(null, 'is-source'), 'dashed card: addresses outside the cluster'],
  [
    <path key="fan" class="d-fan" d="M4,9C14,9 20,3 40,3M4,9H40M4,9C14,9 20,15 40,15" />,
    'a fan: more flows than can be drawn; point at the card to see them',
  ],
];

const changeItems: readonly Item[] = [
  [line('is-gained'), '+ orange, solid: an edit allows it'],
  [line('is-lost'), '− blue, dashed: an edit takes it away'],
  [line('is-changed'), '~ double line: other ports than before'],
];

const askedItem: Item = [
  <g key="asked" class="d-asked">
    <path class="d-asked-line" d="M2,9H42" />
    <text class="d-asked-word is-sign" x="22" y="14">
      ✕
    </text>
  </g>,
  '✕ on thin dashes: the pair you asked about is denied',
];

const blastItems: readonly Item[] = [
  [
    <g key="start" class="is-start">
      <circle class="r-halo" cx="22" cy="9" r="8" />
      <circle class="r-disc-mark" cx="22" cy="9" r="5" />
    </g>,
    'compromised: where the attacker starts',
  ],
  [
    <g key="hop" class="hop-1">
      <circle class="r-disc-mark" cx="12" cy="9" r="3.500" />
      <circle class="r-disc-mark" cx="30" cy="9" r="6.500" />
    </g>,
    'reached; the larger, the more pods. Its ring says after how many steps',
  ],
  [
    <g key="certain" class="hop-1">
      <circle class="r-certain" cx="22" cy="9" r="7" />
      <circle class="r-disc-mark" cx="22" cy="9" r="4.500" />
    </g>,
    'second outline: certain, not only possible',
  ],
  [<path key="branch" class="r-branch is-near" d="M2,9H42" />, 'a shortest way to it'],
  [<circle key="outside" class="r-globe" cx="22" cy="9" r="7" />, 'a globe: addresses outside the cluster'],
];

const costItems: readonly Item[] = [
  [card(null), 'one policy; its area is its share of the count'],
  [<rect key="dark" class="legend-dark" x="3" y="2" width="38" height="14" rx="4" />, 'darker: a larger share'],
  [
    <text key="delta" class="legend-delta" x="22" y="14">
      +3 −2
    </text>,
    'what an edit adds or saves',
  ],
];

const legends: Readonly<Record<Lens, { readonly picture: string; readonly items: readonly Item[] }>> = {
  flows: { picture: 'diagram', items: [...flowItems, askedItem] },
  'what-if': { picture: 'diagram', items: [...changeItems, ...flowItems, askedItem] },
  blast: { picture: 'rings', items: blastItems },
  cost: { picture: 'cost diagram', items: costItems },
};

export function Legend() {
  const { view } = useAppState();
  const [isOpen, setOpen] = useState(false);
  const { picture, items } = legends[view.lens];
  return (
    <details class="legend" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Legend</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where the screen is low
        <ul tabIndex={0} aria-label="Legend">
          {items.map(([sample, meaning]) => (
            <li key={meaning}>
              <svg class={picture} viewBox="0 0 44 18" width="44" height="18" aria-hidden="true" focusable="false">
                {sample}
              </svg>
              <span>{meaning}</span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
