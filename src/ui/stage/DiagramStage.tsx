// The diagram on the screen: cards and curves at the positions that pictures/diagram.ts gives. Hovering or focusing a
// mark shows its flows, those that its card only counts among them, and dims the others. Nothing here asks a session.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type AskedCards, type AskedPair, aroundCards, askedCards, askedSign } from '../../pictures/asked-pair.ts';
import { boxKey } from '../../pictures/box.ts';
import { type Diagram, diagramOf } from '../../pictures/diagram.ts';
import type { DrawnEdge } from '../../pictures/drawn-edges.ts';
import type { Link } from '../../pictures/links.ts';
import type { Card } from '../../pictures/place.ts';
import { namespaceKey } from '../../pictures/units.ts';
import type { ChangeView, EndpointView, FlowView, ObjectView } from '../../session/answers.ts';
import type { WorkloadView } from '../../session/questions.ts';
import { AskedWay } from './asked-way.tsx';
import { useCamera } from './camera.ts';
import { DiagramBox } from './diagram-box.tsx';
import { DiagramCard } from './diagram-card.tsx';
import { ChangeLabel, DiagramEdge } from './diagram-edge.tsx';
import { useRoving } from './roving.ts';

export interface DiagramStageProps {
  readonly workloads: readonly WorkloadView[];
  /** Every flow as it is now: filters are for `shows`, so that filtering moves nothing. */
  readonly flows: readonly FlowView[];
  readonly changes: readonly ChangeView[];
  readonly only: 'everything' | 'changes';
  /** Which flows pass the filters of the page; all when left out. */
  readonly shows?: (from: EndpointView, to: EndpointView) => boolean;
  readonly isSelected?: (from: EndpointView, to: EndpointView) => boolean;
  /** The pair that is explained, once its answer is here. */
  readonly asked: AskedPair | 'none';
  /** Workloads to mark, as compromised or found. */
  readonly isMarked?: (workload: ObjectView) => boolean;
  /** Counts up each time the whole picture is to be fitted. */
  readonly fit: number;
  readonly onSelectPair: (pair: { readonly from: EndpointView; readonly to: EndpointView }) => void;
  readonly onSelectWorkload: (workload: ObjectView) => void;
}

interface Folds {
  readonly opened: readonly string[];
  readonly closed: readonly string[];
}

/** The scale at which the names on cards are 8 pixels high. */
const readable = 8 / 13;

const noFolds: Folds = { opened: [], closed: [] };

export function DiagramStage(props: DiagramStageProps) {
  const { workloads, flows, changes } = props;
  const [folds, setFolds] = useState(noFolds);
  const [hovered, setHovered] = useState('');
  const [pinned, setPinned] = useState('');
  const diagram = useMemo(() => diagramOf({ workloads, flows, changes, ...folds }), [workloads, flows, changes, folds]);
  const asked = props.asked === 'none' ? 'none' : askedCards(props.asked, diagram.cards, workloads);
  const camera = useCamera({
    bounds: diagram.bounds,
    readable,
    from: 'top-left',
    fit: props.fit,
    show: asked === 'none' ? 'nothing' : aroundCards(asked),
    key: `${folds.opened.length} ${folds.closed.length}`,
  });
  const edges = useMemo(
    () => diagram.edges.filter((drawn) => isShown(drawn, props)),
    [diagram, props.only, props.shows],
  );
  const roving = useRoving(marksOf(diagram, edges), camera);
  const follow = useRef('');
  // after folding, the keyboard goes on where it was
  useEffect(() => {
    if (follow.current !== '') roving.focus(follow.current);
    follow.current = '';
  }, [diagram]);

  const pointed = hovered === '' ? pinned : hovered;
  const near =
    pointed === '' && asked !== 'none' ? nearPair(asked, diagram, edges) : nearOf(pointed, diagram, edges, props);
  const fold = (namespace: string, to: 'opened' | 'closed') => {
    const rest = (names: readonly string[]) => names.filter((name) => name !== namespace);
    const moved = { opened: rest(folds.opened), closed: rest(folds.closed) };
    setFolds({ ...moved, [to]: [...moved[to], namespace] });
    setHovered('');
    const isByKeyboard = camera.svg.current?.querySelector(':focus-visible') !== null;
    if (isByKeyboard) follow.current = to === 'opened' ? boxKey(namespace) : namespaceKey(namespace);
  };
  const pick = (card: Card) => {
    setPinned(card.unit.key);
    if (card.unit.standing === 'elsewhere' && !('cidrs' in card.unit.end)) props.onSelectWorkload(card.unit.end);
    else if (card.unit.kind === 'namespace') fold(card.unit.namespace, 'opened');
    else if (!('cidrs' in card.unit.end)) props.onSelectWorkload(card.unit.end);
  };
  const tone = ({ edge: { key } }: DrawnEdge) => (near.all ? 'plain' : near.edges.has(key) ? 'near' : 'far');
  const edge = (drawn: DrawnEdge, hidden: 'drawn' | 'hidden') => (
    <DiagramEdge
      key={drawn.edge.key}
      drawn={drawn}
      tone={tone(drawn)}
      selected={
        isBetween(drawn, asked) || drawn.edge.links.some((link) => props.isSelected?.(link.from, link.to) ?? false)
      }
      tabindex={hidden === 'hidden' ? -1 : roving.tabindex(drawn.edge.key)}
      onPoint={setHovered}
      onPress={() => props.onSelectPair(pairOf(drawn, diagram))}
    />
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture whose marks are buttons; SVG has no fieldset
    <svg
      ref={camera.svg}
      class="stage diagram"
      role="group"
      tabindex={-1}
      aria-label={summary(diagram)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setPinned('');
        roving.onKeyDown(event);
      }}
      onFocusIn={roving.onFocusIn}
      onClick={(event) => event.target === event.currentTarget && setPinned('')}
    >
      <g ref={camera.scene}>
        {diagram.boxes.map((box) => (
          <DiagramBox
            key={box.box.key}
            box={box}
            tabindex={roving.tabindex(box.box.key)}
            onFold={(namespace) => fold(namespace, 'closed')}
          />
        ))}
        {edges.map((drawn) => edge(drawn, 'drawn'))}
        {near.hidden.map((drawn) => edge(drawn, 'hidden'))}
        {diagram.cards.map((card) => (
          <DiagramCard
            key={card.unit.key}
            card={card}
            tone={near.all || near.cards.has(card.unit.key) ? 'near' : 'far'}
            arrivals={edges.filter((drawn) => drawn.edge.to === card.unit.key)}
            marked={!('cidrs' in card.unit.end) && (props.isMarked?.(card.unit.end) ?? false)}
            selected={pinned === card.unit.key}
            tabindex={roving.tabindex(card.unit.key)}
            onPoint={setHovered}
            onPress={() => pick(card)}
          />
        ))}
        {edges
          .filter(({ edge: { state } }) => state !== 'same')
          .map((drawn) => (
            <ChangeLabel key={drawn.edge.key} drawn={drawn} tone={tone(drawn)} />
          ))}
        {asked !== 'none' && props.asked !== 'none' && (
          <AskedWay cards={asked} sign={askedSign(props.asked)} way={wayOf(asked, props.asked, diagram)} />
        )}
      </g>
    </svg>
  );
}

function isShown({ edge }: DrawnEdge, { only, shows }: DiagramStageProps): boolean {
  if (only === 'changes' && edge.state === 'same') return false;
  return shows === undefined || edge.links.some((link) => shows(link.from, link.to));
}

function marksOf({ cards, boxes }: Diagram, edges: readonly DrawnEdge[]) {
  const frames = boxes.filter(({ box }) => box.kind === 'frame');
  return [
    ...cards.map(({ unit, x, y, width, height }) => ({ key: unit.key, x: x + width / 2, y: y + height / 2 })),
    ...frames.map(({ box, x, y }) => ({ key: box.key, x: x + 40, y: y + 18 })),
    ...edges.map(({ edge, middle }) => ({ key: edge.key, ...middle })),
  ];
}

/** The flows of the card or edge that is pointed at, and the cards at their other ends. */
function nearOf(pointed: string, diagram: Diagram, edges: readonly DrawnEdge[], props: DiagramStageProps) {
  const isCard = diagram.cards.some((card) => card.unit.key === pointed);
  const hidden = isCard ? diagram.hidden(pointed).filter((drawn) => isShown(drawn, props)) : [];
  const touching = [...edges, ...hidden].filter(({ edge }) => [edge.key, edge.from, edge.to].includes(pointed));
  return {
    all: touching.length === 0 && !isCard,
    hidden,
    edges: new Set(touching.map(({ edge }) => edge.key)),
    cards: new Set([pointed, ...touching.flatMap(({ edge }) => [edge.from, edge.to])]),
  };
}

function isBetween({ edge }: DrawnEdge, asked: AskedCards | 'none'): boolean {
  if (asked === 'none' || asked.from === 'not-drawn' || asked.to === 'not-drawn') return false;
  return edge.from === asked.from.unit.key && edge.to === asked.to.unit.key;
}

/** The two cards of the explained pair, and what flows from the one to the other. */
function nearPair(asked: AskedCards, diagram: Diagram, edges: readonly DrawnEdge[]) {
  const { from, to } = asked;
  const drawn = edges.filter((edge) => isBetween(edge, asked));
  const fanned = from === 'not-drawn' || drawn.length > 0 ? [] : diagram.hidden(from.unit.key);
  const hidden = fanned.filter((edge) => isBetween(edge, asked));
  const keys = [from, to].flatMap((card) => (card === 'not-drawn' ? [] : [card.unit.key]));
  return {
    all: keys.length === 0,
    hidden,
    edges: new Set([...drawn, ...hidden].map(({ edge }) => edge.key)),
    cards: new Set(keys),
  };
}

function wayOf({ from, to }: AskedCards, pair: AskedPair, diagram: Diagram) {
  if (askedSign(pair) === '' || from === 'not-drawn' || to === 'not-drawn' || from === to) return 'none';
  return diagram.missing(from, to);
}

function pairOf({ edge }: DrawnEdge, { cards }: Diagram): Pick<Link, 'from' | 'to'> {
  const [only, ...more] = edge.links;
  const endOf = (key: string) => cards.find((card) => card.unit.key === key)?.unit.end;
  const from = endOf(edge.from);
  const to = endOf(edge.to);
  if (only !== undefined && (more.length === 0 || from === undefined || to === undefined)) return only;
  return { from: from ?? { kind: 'IPBlock', cidrs: [] }, to: to ?? { kind: 'IPBlock', cidrs: [] } };
}

function summary({ cards, counts }: Diagram): string {
  return `Diagram: ${cards.length} cards, ${counts.flows} flows`;
}
