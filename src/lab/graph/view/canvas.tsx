import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useRef } from 'react';
import { Drawing, type DrawingProps } from './drawing';
import { useZoom, type ZoomControl } from './use-zoom';
import type { Size } from './use-size';
import { ZoomButtons } from './zoom-buttons';

/** Below this scale texts beside lines could not be read. */
const FAR = 0.45;

/** The graph on a ground that is zoomed, scrolled and dragged. */
export function Canvas({
  room,
  ...drawing
}: DrawingProps & { readonly room: Size }): React.JSX.Element {
  const { layout, trans } = drawing;
  const scroller = useRef<HTMLDivElement>(null);
  const zoom = useZoom(scroller, layout, room);
  const { scale } = zoom;
  const drag = useDrag();
  return (
    <div
      className="jp-CellwayGraph-canvas"
      onKeyDown={event => onZoomKey(event, zoom)}
    >
      <div
        ref={scroller}
        className={`jp-CellwayGraph-scroller${scale < FAR ? ' jp-mod-far' : ''}`}
        {...drag}
      >
        <div
          className="jp-CellwayGraph-sized"
          style={{ width: layout.width * scale, height: layout.height * scale }}
        >
          <div style={{ transform: `scale(${scale})` }}>
            <Drawing {...drawing} />
          </div>
        </div>
      </div>
      <ZoomButtons zoom={zoom} trans={trans as TranslationBundle} />
    </div>
  );
}

function onZoomKey(event: React.KeyboardEvent, zoom: ZoomControl): void {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const actions: Readonly<Record<string, () => void>> = {
    '+': zoom.zoomIn,
    '=': zoom.zoomIn,
    '-': zoom.zoomOut,
    '0': zoom.fit,
    '1': zoom.reset
  };
  if (isPlain && Object.hasOwn(actions, event.key)) {
    actions[event.key]();
    event.preventDefault();
  }
}

/** Moves what scrolls as the pointer that holds its ground moves. */
function useDrag(): React.HTMLAttributes<HTMLElement> {
  const isHeld = useRef(false);
  const end = (): void => {
    isHeld.current = false;
  };
  return {
    onPointerDown: event => {
      const isGround = !(event.target as Element).closest('button');
      if (isGround && event.button === 0 && event.pointerType === 'mouse') {
        isHeld.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
    },
    onPointerMove: ({ currentTarget, movementX, movementY }) => {
      if (isHeld.current) {
        currentTarget.scrollLeft -= movementX;
        currentTarget.scrollTop -= movementY;
      }
    },
    onPointerUp: end,
    onPointerCancel: end
  };
}
