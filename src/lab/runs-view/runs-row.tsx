import type { TranslationBundle } from '@jupyterlab/translation';
import { editIcon } from '@jupyterlab/ui-components';
import React, { memo } from 'react';
import type { RunMetrics, RunRecord } from '../../service/api/runs';
import { pinIcon } from '../icons/icons';
import { nameOfStatus, StatusIcon } from '../panel/statuses';
import { describeSeconds } from '../runs/durations';
import { nameOfPlace } from '../runs/run-place';
import { editMarks } from '../runs/edit-marks';
import type { RunsModel } from './runs-model';

/** What can be done with a run, in its order. */
export const CONTROLS = ['choose', 'pin', 'edit', 'open'] as const;

export type Control = (typeof CONTROLS)[number];

interface RowProps {
  readonly run: RunRecord;
  readonly metrics: RunMetrics | undefined;
  /** Of the columns, separated by line ends. */
  readonly metricNames: string;
  readonly parameterNames: string;
  /** Whether it is told where runs were made. */
  readonly tellsPlace: boolean;
  readonly isChosen: boolean;
  /** At which of its controls the Tab key stops; nowhere if absent. */
  readonly tabStop: Control | undefined;
  /** @param isRange - whether all from the one chosen last are meant */
  readonly choose: (id: string, isRange: boolean) => void;
  readonly open: (id: string) => void;
  readonly model: RunsModel;
  readonly trans: TranslationBundle;
}

/** A run in the list. */
export const RunsRow = memo(function RunsRow({
  run,
  metrics = {},
  metricNames,
  parameterNames,
  tellsPlace,
  isChosen,
  tabStop,
  choose,
  open,
  model,
  trans
}: RowProps): React.JSX.Element {
  return (
    <tr className={isChosen ? 'jp-mod-selected' : undefined}>
      <td>
        <input
          type="checkbox"
          tabIndex={tabStop === 'choose' ? 0 : -1}
          title={trans.__('Choose it; with Shift all from the one before')}
          aria-label={trans.__('Choose the run of %1', timeOf(run))}
          checked={isChosen}
          onChange={event =>
            choose(run.id, (event.nativeEvent as MouseEvent).shiftKey)
          }
        />
      </td>
      <td>
        <span className="jp-CellwayRuns-state">
          <StatusIcon status={run.status} trans={trans} />
          {nameOfStatus(run.status, trans)}
        </span>
      </td>
      <td>
        <Name run={run} model={model} tabStop={tabStop} trans={trans} />
      </td>
      <td>
        <button
          className="jp-Cellway-link"
          tabIndex={tabStop === 'open' ? 0 : -1}
          title={trans.__('Open the run')}
          onClick={() => open(run.id)}
        >
          {timeOf(run)}
        </button>
      </td>
      <td className="jp-mod-number">
        {run.seconds !== undefined && describeSeconds(run.seconds)}
      </td>
      {tellsPlace && <Value text={nameOfPlace(run, trans)} />}
      {listed(metricNames).map(name => (
        <Value key={name} text={metrics[name]} />
      ))}
      {listed(parameterNames).map(name => (
        <Value key={name} text={run.parameters[name]} />
      ))}
    </tr>
  );
}, isSame);

/** Runs are read anew each time; most are as they were. */
function isSame(one: RowProps, other: RowProps): boolean {
  return (Object.keys({ ...one, ...other }) as (keyof RowProps)[]).every(
    key =>
      one[key] === other[key] ||
      ((key === 'run' || key === 'metrics') &&
        JSON.stringify(one[key]) === JSON.stringify(other[key]))
  );
}

function listed(names: string): string[] {
  return names === '' ? [] : names.split('\n');
}

/** What people say of the run, and whether it is kept. */
function Name({
  run,
  model,
  tabStop,
  trans
}: Pick<RowProps, 'run' | 'model' | 'tabStop' | 'trans'>): React.JSX.Element {
  const { name, note, pinned = false } = run.marks ?? {};
  return (
    <span className="jp-CellwayRuns-name">
      <button
        className="jp-Cellway-iconButton"
        tabIndex={tabStop === 'pin' ? 0 : -1}
        aria-pressed={pinned}
        aria-label={trans.__('Pin the run of %1', timeOf(run))}
        title={pinned ? trans.__('Unpin') : trans.__('Pin, so that it is kept')}
        onClick={() => void model.mark(run.id, { pinned: !pinned })}
      >
        <pinIcon.react tag={null} />
      </button>
      <span className="jp-CellwayRuns-nameText" title={note ?? name}>
        {name}
        {note !== undefined && (
          <span className="jp-Cellway-secondary"> {note.split('\n')[0]}</span>
        )}
      </span>
      <button
        className="jp-Cellway-iconButton jp-CellwayRuns-edit"
        tabIndex={tabStop === 'edit' ? 0 : -1}
        aria-label={trans.__('Name and note of the run of %1', timeOf(run))}
        title={trans.__('Name and note…')}
        onClick={() =>
          void editMarks(run.marks, trans).then(
            change => change && model.mark(run.id, change)
          )
        }
      >
        <editIcon.react tag={null} />
      </button>
    </span>
  );
}

function Value({
  text
}: {
  readonly text: string | undefined;
}): React.JSX.Element {
  return (
    <td className="jp-CellwayRuns-value" title={text}>
      {text}
    </td>
  );
}

/** The time, with the day where that is not today. */
export function timeOf({ created }: RunRecord): string {
  const time = new Date(created);
  return time.toDateString() === new Date().toDateString()
    ? time.toLocaleTimeString()
    : time.toLocaleString(undefined, {
        dateStyle: 'short',
        timeStyle: 'short'
      });
}
