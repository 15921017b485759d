// Pan and zoom by hand: the wheel zooms about the pointer, one finger or button drags, two fingers pinch. A drag is no
// click: what lies under its end is not pressed.

import type { Point } from '../../pictures/rect.ts';

/** A point of the picture lies at `x + k * point` of the screen. */
export interface Transform extends Point {
  readonly k: number;
}

export interface PanZoom {
  readonly now: () => Transform;
  readonly set: (transform: Transform) => void;
  readonly end: () => void;
}

const smallest = 0.05;
const largest = 4;
/** In pixels: a hand that presses is not quite still. */
const stillness = 3;

export function panZoom(
  element: SVGSVGElement,
  moved: (transform: Transform, by: 'hand' | 'program') => void,
): PanZoom {
  let now: Transform = { x: 0, y: 0, k: 1 };
  const pointers = new Map<number, Point>();
  let dragged = 0;

  const to = (transform: Transform, by: 'hand' | 'program') => {
    now = transform;
    moved(now, by);
  };
  const at = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    to(zoomed(now, at(event), 2 ** wheelSteps(event)), 'hand');
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return;
    if (pointers.size === 0) dragged = 0;
    pointers.set(event.pointerId, at(event));
  };
  const onMove = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const after = at(event);
    dragged += Math.hypot(after.x - before.x, after.y - before.y);
    pointers.set(event.pointerId, after);
    if (dragged < stillness) return;
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    to(other === undefined ? shifted(now, before, after) : pinched(now, other, before, after), 'hand');
  };
  const onUp = (event: PointerEvent) => pointers.delete(event.pointerId);
  const onClick = (event: MouseEvent) => {
    if (dragged >= stillness) event.stopPropagation();
    dragged = 0;
  };

  const listening = new AbortController();
  const { signal } = listening;
  element.style.touchAction = 'none';
  element.style.userSelect = 'none';
  element.addEventListener('wheel', onWheel, { passive: false, signal });
  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('click', onClick, { capture: true, signal });
  // A drag goes on where the pointer leaves the picture.
  window.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointerup', onUp, { signal });
  window.addEventListener('pointercancel', onUp, { signal });
  return { now: () => now, set: (transform) => to(transform, 'program'), end: () => listening.abort() };
}

/** Wheels tell pixels, lines or pages; a pinch on a touchpad comes as a wheel with Ctrl, and small. */
function wheelSteps({ deltaY, deltaMode, ctrlKey }: WheelEvent): number {
  const unit = [0.002, 0.05, 1][deltaMode] ?? 0.002;
  return -deltaY * unit * (ctrlKey ? 10 : 1);
}

/** What lies at `about` stays there. */
function zoomed({ x, y, k }: Transform, about: Point, by: number): Transform {
  const scale = Math.min(largest, Math.max(smallest, k * by));
  const grown = scale / k;
  return { x: about.x - (about.x - x) * grown, y: about.y - (about.y - y) * grown, k: scale };
}

function shifted({ x, y, k }: Transform, before: Point, after: Point): Transform {
  return { x: x + after.x - before.x, y: y + after.y - before.y, k };
}

/** One finger moves, the other rests: both stay on what they touched. */
function pinched(transform: Transform, resting: Point, before: Point, after: Point): Transform {
  const was = Math.hypot(before.x - resting.x, before.y - resting.y);
  const is = Math.hypot(after.x - resting.x, after.y - resting.y);
  return was === 0 || is === 0 ? transform : zoomed(transform, resting, is / was);
}
