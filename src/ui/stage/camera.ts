// Pan and zoom of a picture, by d3. The camera writes to the scene's transform itself, so that moving it draws nothing
// anew. It fits the picture when asked to (`key` changes) and, until somebody moves it, when the room changes.

import { select, type ZoomBehavior, zoom, zoomIdentity, zoomTransform } from 'd3';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Rect } from '../../pictures/rect.ts';

export interface Camera {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly scene: RefObject<SVGGElement | null>;
  /** Moves just far enough that the point is in sight. */
  readonly reveal: (x: number, y: number) => void;
}

const margin = 36;
const largest = 1.2;

export function useCamera(bounds: Rect, key: string): Camera {
  const svg = useRef<SVGSVGElement>(null);
  const scene = useRef<SVGGElement>(null);
  const behavior = useRef<ZoomBehavior<SVGSVGElement, unknown>>(zoom<SVGSVGElement, unknown>().scaleExtent([0.05, 4]));
  const state = useRef({ moved: false, bounds });
  state.current.bounds = bounds;

  const refit = () => {
    if (svg.current !== null)
      select(svg.current).call(behavior.current.transform, fitting(svg.current, state.current.bounds));
    state.current.moved = false;
  };

  useLayoutEffect(() => {
    const element = svg.current;
    if (element === null) return;
    behavior.current.on('zoom', ({ transform, sourceEvent }) => {
      scene.current?.setAttribute('transform', transform.toString());
      if (sourceEvent !== null) state.current.moved = true;
    });
    select(element).call(behavior.current).on('dblclick.zoom', null);
    const observer = new ResizeObserver(() => {
      if (!state.current.moved) refit();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      select(element).on('.zoom', null);
    };
  }, []);

  const isEmpty = bounds.width === 0;
  // refits when asked, not whenever the picture changes
  useEffect(refit, [key, isEmpty]);

  const reveal = (x: number, y: number) => {
    if (svg.current === null) return;
    const { clientWidth, clientHeight } = svg.current;
    const transform = zoomTransform(svg.current);
    const [sx, sy] = transform.apply([x, y]);
    const dx = sx < margin ? margin - sx : Math.min(0, clientWidth - margin - sx);
    const dy = sy < margin ? margin - sy : Math.min(0, clientHeight - margin - sy);
    if (dx === 0 && dy === 0) return;
    select(svg.current).call(behavior.current.translateBy, dx / transform.k, dy / transform.k);
  };
  return { svg, scene, reveal };
}

function fitting({ clientWidth, clientHeight }: SVGSVGElement, { x, y, width, height }: Rect) {
  if (width === 0 || height === 0 || clientWidth === 0) return zoomIdentity;
  const across = (clientWidth - 2 * margin) / width;
  const scale = Math.max(0.05, Math.min(across, (clientHeight - 2 * margin) / height, largest));
  return zoomIdentity
    .translate(clientWidth / 2, clientHeight / 2)
    .scale(scale)
    .translate(-(x + width / 2), -(y + height / 2));
}
