import { MimeModel, type IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import React, { useLayoutEffect, useRef } from 'react';
import type { CompareRow } from './compare';
import { useNames } from '../shell/use-names';
import { useTheme } from '../shell/use-theme';
import { plotMetrics, VEGA_LITE } from './metrics-plot';

/** The metrics of runs as bars, drawn by what JupyterLab has for Vega-Lite. */
export function MetricsPlot({
  rows,
  names,
  rendermime,
  trans
}: {
  readonly rows: readonly CompareRow[];
  readonly names: readonly string[];
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element | null {
  const node = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  useNames(node, trans.__('Plot of the metrics'), trans);
  // The rows are made anew each time; the plot is not.
  const told = JSON.stringify([rows, names]);
  useLayoutEffect(() => {
    const host = node.current;
    const [shown, titles] = JSON.parse(told) as [CompareRow[], string[]];
    const plot = host && plotMetrics(shown, titles, coloursOf(host));
    if (
      !plot ||
      rendermime.preferredMimeType({ [VEGA_LITE]: plot }) === undefined
    ) {
      return;
    }
    const renderer = rendermime.createRenderer(VEGA_LITE);
    Widget.attach(renderer, host);
    void renderer.renderModel(
      new MimeModel({ data: { [VEGA_LITE]: plot }, trusted: true })
    );
    return () => renderer.dispose();
  }, [told, theme, rendermime]);
  return (
    <div
      ref={node}
      className="jp-CellwayRuns-plot"
      role="figure"
      aria-label={trans.__('Plot of the metrics')}
    />
  );
}

/** Those of the theme. */
function coloursOf(node: HTMLElement): Parameters<typeof plotMetrics>[2] {
  const style = getComputedStyle(node);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: colour('--jp-ui-font-color1'),
    grid: colour('--jp-border-color2'),
    bar: colour('--jp-brand-color1')
  };
}
