// Where a picture is looked at from. The camera writes to the scene's transform itself, so that moving it draws nothing
// anew. It fits the picture when `key` changes and, until somebody moves it, when the room changes; but never so small
// that nobody can read it, unless the whole is asked for (`fit` counts up).

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Point, Rect } from '../../pictures/rect.ts';
import { type PanZoom, panZoom, type Transform } from './pan-zoom.ts';

export interface Camera {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly scene: RefObject<SVGGElement | null>;
  /** Moves just far enough that the point is in sight. */
  readonly reveal: (x: number, y: number) => void;
}

const margin = 36;
/** Between a picture that is fitted and the border of its room. */
export const edge = 14;
const largest = 1.2;

export interface Framing {
  readonly bounds: Rect;
  /** The smallest scale at which names can be read. */
  readonly readable: number;
  /** What is in sight when the whole is not. */
  readonly from: 'top-left' | 'middle';
  readonly fit: number;
  /** What must be in sight, as far as it fits in. */
  readonly show?: Rect | 'nothing';
  /** Another key, another picture. */
  readonly key: string;
}

export function useCamera(framing: Framing): Camera {
  const { bounds, fit, key } = framing;
  const svg = useRef<SVGSVGElement>(null);
  const scene = useRef<SVGGElement>(null);
  const hand = useRef<PanZoom | 'none'>('none');
  const state = useRef({ moved: false, whole: false, framing });
  state.current.framing = framing;

  const refit = () => {
    if (svg.current !== null && hand.current !== 'none') hand.current.set(fitting(svg.current, state.current));
    state.current.moved = false;
  };

  useLayoutEffect(() => {
    const element = svg.current;
    if (element === null) return;
    const held = panZoom(element, ({ x, y, k }, by) => {
      scene.current?.setAttribute('transform', `translate(${x},${y}) scale(${k})`);
      if (by === 'hand') state.current.moved = true;
    });
    hand.current = held;
    const observer = new ResizeObserver(() => {
      if (!state.current.moved) refit();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      held.end();
    };
  }, []);

  const isEmpty = bounds.width === 0;
  // refits when asked, not whenever the picture changes
  useEffect(() => {
    state.current.whole = false;
    refit();
  }, [key, isEmpty]);
  useEffect(() => {
    if (fit === 0) return;
    state.current.whole = true;
    refit();
  }, [fit]);

  const show = framing.show ?? 'nothing';
  const showing = show === 'nothing' ? '' : `${show.x} ${show.y} ${show.width} ${show.height}`;
  useEffect(() => {
    if (show !== 'nothing') bring(show);
  }, [showing]);

  const bring = (rect: Rect) => {
    if (svg.current === null || hand.current === 'none') return;
    const transform = hand.current.now();
    const { x, y } = inSight(transform, rect, svg.current);
    if (x !== 0 || y !== 0) hand.current.set({ x: transform.x + x, y: transform.y + y, k: transform.k });
  };
  const reveal = (x: number, y: number) => bring({ x, y, width: 0, height: 0 });
  return { svg, scene, reveal };
}

function fitting({ clientWidth, clientHeight }: SVGSVGElement, { whole, framing }: Aim): Transform {
  const { bounds, readable, from } = framing;
  const { x, y, width, height } = bounds;
  if (width === 0 || height === 0 || clientWidth === 0) return { x: 0, y: 0, k: 1 };
  const all = Math.min((clientWidth - 2 * edge) / width, (clientHeight - 2 * edge) / height, largest);
  // a little below what can be read well, the whole is worth more
  const scale = Math.max(0.05, whole || all > readable * 0.93 ? all : readable);
  const along = (start: number, size: number, room: number) => {
    const isOver = size * scale > room;
    return isOver && from === 'top-left' ? edge - start * scale : room / 2 - (start + size / 2) * scale;
  };
  const placed = { x: along(x, width, clientWidth), y: along(y, height, clientHeight), k: scale };
  if (framing.show === undefined || framing.show === 'nothing') return placed;
  const move = inSight(placed, framing.show, { clientWidth, clientHeight });
  return { x: placed.x + move.x, y: placed.y + move.y, k: scale };
}

/** How far the picture must move, in pixels of the screen, until the rectangle is in sight. */
function inSight(
  transform: Transform,
  rect: Rect,
  room: { readonly clientWidth: number; readonly clientHeight: number },
): Point {
  const along = (start: number, size: number, whole: number) => {
    const after = Math.min(0, whole - margin - (start + size));
    return start + after < margin ? margin - start : after;
  };
  return {
    x: along(transform.x + transform.k * rect.x, rect.width * transform.k, room.clientWidth),
    y: along(transform.y + transform.k * rect.y, rect.height * transform.k, room.clientHeight),
  };
}

interface Aim {
  readonly whole: boolean;
  readonly framing: Framing;
}
