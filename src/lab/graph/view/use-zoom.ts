import type React from 'react';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState
} from 'react';
import type { Layout } from '../layout/layout';

/**
 * `auto`: as large as fits, but never so small that it could not be read;
 * `fit`: all of it is in sight, however small; else the scale.
 */
export type Zoom = number | 'auto' | 'fit';

const LEAST = 0.02;
const MOST = 2;
/** The least scale at which names are read with ease. */
const READABLE = 0.75;
const STEP = 1.25;

export interface ZoomControl {
  readonly scale: number;
  readonly isFitted: boolean;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly reset: () => void;
}

/** How large a drawing is shown in a room, both in px. */
export function scaleOf(
  zoom: Zoom,
  drawing: Pick<Layout, 'width' | 'height'>,
  room: { readonly width: number; readonly height: number }
): number {
  if (typeof zoom === 'number') {
    return Math.min(MOST, Math.max(LEAST, zoom));
  }
  const all = Math.min(
    1,
    room.width / drawing.width,
    room.height / drawing.height
  );
  return Math.max(zoom === 'fit' ? LEAST : READABLE, all);
}

/** Zooms what scrolls in an element: by wheel, keyboard and buttons; drags it by its ground. */
export function useZoom(
  scroller: React.RefObject<HTMLElement>,
  layout: Layout,
  room: { readonly width: number; readonly height: number }
): ZoomControl {
  const [zoom, setZoom] = useState<Zoom>('auto');
  const scale = scaleOf(zoom, layout, room);
  const shown = useRef(scale);
  /** What is to stay where it is in the window: a point of the drawing. */
  const held = useRef<HeldPoint>();

  const zoomTo = useCallback(
    (next: number, clientX?: number, clientY?: number): void => {
      const content = scroller.current?.firstElementChild;
      const seen = scroller.current?.getBoundingClientRect();
      if (content && seen) {
        const rect = content.getBoundingClientRect();
        const x = clientX ?? seen.left + seen.width / 2;
        const y = clientY ?? seen.top + seen.height / 2;
        held.current = {
          x: (x - rect.left) / shown.current,
          y: (y - rect.top) / shown.current,
          clientX: x,
          clientY: y
        };
      }
      setZoom(Math.min(MOST, Math.max(LEAST, next)));
    },
    [scroller]
  );

  useLayoutEffect(() => {
    shown.current = scale;
    const node = scroller.current;
    const rect = node?.firstElementChild?.getBoundingClientRect();
    const point = held.current;
    held.current = undefined;
    if (node && rect && point) {
      node.scrollLeft += rect.left + point.x * scale - point.clientX;
      node.scrollTop += rect.top + point.y * scale - point.clientY;
    }
  }, [scale, scroller]);

  useEffect(() => {
    const node = scroller.current;
    const onWheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.metaKey) {
        // Else the browser would zoom the page: so React's listener will not do.
        event.preventDefault();
        const factor = Math.exp(
          -event.deltaY * (event.deltaMode ? 0.05 : 0.002)
        );
        zoomTo(shown.current * factor, event.clientX, event.clientY);
      }
    };
    node?.addEventListener('wheel', onWheel, { passive: false });
    return () => node?.removeEventListener('wheel', onWheel);
  }, [scroller, zoomTo]);

  return {
    scale,
    isFitted: typeof zoom !== 'number',
    zoomIn: () => zoomTo(shown.current * STEP),
    zoomOut: () => zoomTo(shown.current / STEP),
    fit: () => setZoom('fit'),
    reset: () => zoomTo(1)
  };
}

interface HeldPoint {
  readonly x: number;
  readonly y: number;
  readonly clientX: number;
  readonly clientY: number;
}
