import type { TranslationBundle } from '@jupyterlab/translation';
import { caretLeftIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';
import type { RunRecord } from '../../service/api/runs';
import { StatusIcon } from '../panel/statuses';
import { describeSeconds } from '../runs/durations';
import { nameOfPlace } from '../runs/run-place';
import { CodeChanges } from './code-changes';
import {
  compareDurations,
  compareMetrics,
  compareParameters,
  comparePlaces,
  type CompareRow
} from './compare';
import { MetricsPlot } from './metrics-plot-view';
import type { RunsModel } from './runs-model';
import { timeOf } from './runs-row';
import type { RunsContext } from './runs-view';

/** Runs beside each other, the oldest first: what was put in, what came out, what it took. */
export function Comparison({
  runs,
  model,
  context,
  close
}: {
  readonly runs: readonly RunRecord[];
  readonly model: RunsModel;
  readonly context: RunsContext;
  readonly close: () => void;
}): React.JSX.Element {
  const { rendermime, trans } = context;
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const metrics = compareMetrics(runs, model.metrics);
  const durations = compareDurations(runs, ({ status, seconds }) =>
    seconds === undefined ? status : describeSeconds(seconds)
  );
  const places = comparePlaces(runs, {
    name: trans.__('Run on'),
    describe: run => nameOfPlace(run, trans)
  });
  const parts = [
    { title: trans.__('Metrics'), rows: metrics },
    { title: trans.__('Parameters'), rows: compareParameters(runs) },
    ...(places.length > 0 ? [{ title: trans.__('Place'), rows: places }] : []),
    { title: trans.__('Durations'), rows: durations }
  ];
  const names = runs.map(nameOf);
  return (
    <>
      <div className="jp-CellwayRuns-toolbar">
        <button className="jp-Cellway-action" onClick={close}>
          <caretLeftIcon.react tag="span" />
          {trans.__('All Runs')}
        </button>
        <label className="jp-CellwayRuns-only">
          <input
            type="checkbox"
            checked={onlyDifferent}
            onChange={() => setOnlyDifferent(!onlyDifferent)}
          />
          {trans.__('Only what differs')}
        </label>
      </div>
      <div className="jp-CellwayRuns-scroll" tabIndex={0}>
        <table className="jp-CellwayRuns-table">
          <thead>
            <tr>
              <th />
              {runs.map((run, index) => (
                <th key={run.id} scope="col" title={run.id}>
                  <span className="jp-CellwayRuns-state">
                    <StatusIcon status={run.status} trans={trans} />
                    {names[index]}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          {parts.map(({ title, rows }) => (
            <Part
              key={title}
              title={title}
              rows={
                onlyDifferent ? rows.filter(each => each.isDifferent) : rows
              }
              count={runs.length}
              trans={trans}
            />
          ))}
        </table>
        <MetricsPlot
          rows={metrics}
          names={names}
          rendermime={rendermime}
          trans={trans}
        />
        <CodeChanges runs={runs} names={names} model={model} trans={trans} />
      </div>
    </>
  );
}

function Part({
  title,
  rows,
  count,
  trans
}: {
  readonly title: string;
  readonly rows: readonly CompareRow[];
  /** Of the runs. */
  readonly count: number;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <tbody>
      <tr className="jp-CellwayRuns-part">
        <th scope="rowgroup" colSpan={count + 1}>
          {title}
        </th>
      </tr>
      {rows.length === 0 && (
        <tr>
          <td colSpan={count + 1} className="jp-Cellway-secondary">
            {trans.__('There are none.')}
          </td>
        </tr>
      )}
      {rows.map(({ name, values, isDifferent }) => (
        <tr key={name} className={isDifferent ? 'jp-mod-different' : undefined}>
          <th scope="row">{name}</th>
          {values.map((value, index) => (
            <td key={index} className="jp-CellwayRuns-value" title={value}>
              {value}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function nameOf(run: RunRecord): string {
  return run.marks?.name ?? timeOf(run);
}
