import type { JSONObject } from '@lumino/coreutils';
import { numberOf, type CompareRow } from './compare';

/** The media type by which JupyterLab draws Vega-Lite. */
export const VEGA_LITE = 'application/vnd.vegalite.v5+json';

/** What a plot takes from the theme. */
export interface PlotColours {
  readonly text: string;
  readonly grid: string;
  readonly bar: string;
}

/**
 * A bar for each run, a panel for each metric that is a number somewhere.
 *
 * @param names - of the runs
 * @returns undefined where there is nothing to draw
 */
export function plotMetrics(
  rows: readonly CompareRow[],
  names: readonly string[],
  { text, grid, bar }: PlotColours
): JSONObject | undefined {
  const values = rows.flatMap(row =>
    row.values.flatMap((each, index) => {
      const value = numberOf(each);
      return value === undefined
        ? []
        : [{ metric: row.name, run: names[index], value }];
    })
  );
  return values.length === 0
    ? undefined
    : {
        $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
        data: { values },
        background: 'transparent',
        columns: 3,
        facet: { field: 'metric', type: 'nominal', title: null },
        resolve: { scale: { y: 'independent' } },
        spec: {
          width: { step: 34 },
          height: 140,
          mark: { type: 'bar', color: bar, tooltip: true },
          encoding: {
            x: {
              field: 'run',
              type: 'nominal',
              sort: null,
              title: null,
              axis: { labelAngle: -40 }
            },
            y: { field: 'value', type: 'quantitative', title: null }
          }
        },
        config: {
          view: { stroke: grid },
          axis: {
            labelColor: text,
            domainColor: grid,
            tickColor: grid,
            gridColor: grid
          },
          header: { labelColor: text }
        }
      };
}
