import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { ZoomControl } from './use-zoom';

export function ZoomButtons({
  zoom,
  trans
}: {
  readonly zoom: ZoomControl;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <div
      className="jp-CellwayGraph-zoom"
      role="group"
      aria-label={trans.__('Zoom')}
    >
      <button
        title={trans.__('Zoom out (-, or Ctrl and the wheel)')}
        aria-label={trans.__('Zoom out')}
        onClick={zoom.zoomOut}
      >
        −
      </button>
      <button
        className="jp-CellwayGraph-scale"
        title={trans.__('Full size (1)')}
        aria-label={trans.__('Full size')}
        onClick={zoom.reset}
      >
        {trans.__('%1 %', Math.round(zoom.scale * 100))}
      </button>
      <button
        title={trans.__('Zoom in (+, or Ctrl and the wheel)')}
        aria-label={trans.__('Zoom in')}
        onClick={zoom.zoomIn}
      >
        +
      </button>
      <button
        title={trans.__('Show all of it (0)')}
        aria-label={trans.__('Fit')}
        onClick={zoom.fit}
      >
        {trans.__('Fit')}
      </button>
    </div>
  );
}
