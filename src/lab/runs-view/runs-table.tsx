import {
  caretDownIcon,
  caretUpIcon,
  editIcon
} from '@jupyterlab/ui-components';
import React from 'react';
import type { RunRecord } from '../../service/api/runs';
import { CommandIDs } from '../commands';
import { pinIcon } from '../icons/icons';
import { nameOfStatus, StatusIcon } from '../panel/statuses';
import { describeSeconds } from '../runs/durations';
import { editMarks } from '../runs/edit-marks';
import type { RunsModel } from './runs-model';
import type { RunsContext } from './runs-view';
import { namesOf, type SortKey, type Sorting } from './table';

/** The runs, one a row. */
export function RunsTable({
  runs,
  model,
  sorting,
  setSorting,
  chosen,
  setChosen,
  context
}: {
  readonly runs: readonly RunRecord[];
  readonly model: RunsModel;
  readonly sorting: Sorting;
  readonly setSorting: (sorting: Sorting) => void;
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
  readonly context: RunsContext;
}): React.JSX.Element {
  const { trans } = context;
  const { metrics } = model;
  const metricNames = namesOf(runs.map(each => metrics[each.id]));
  const parameterNames = namesOf(runs.map(each => each.parameters));
  const areAllChosen = runs.every(each => chosen.has(each.id));
  const heading = (key: SortKey, title: string): React.JSX.Element => (
    <Heading
      key={`${key.kind} ${title}`}
      sortKey={key}
      title={title}
      sorting={sorting}
      setSorting={setSorting}
    />
  );
  const choose = (id: string): void => {
    const others = new Set(chosen);
    if (!others.delete(id)) {
      others.add(id);
    }
    setChosen(others);
  };
  return (
    <div className="jp-CellwayRuns-scroll" tabIndex={-1}>
      <table className="jp-CellwayRuns-table">
        <thead>
          <tr>
            <th>
              <input
                type="checkbox"
                aria-label={trans.__('Choose all')}
                checked={areAllChosen}
                onChange={() =>
                  setChosen(
                    new Set(areAllChosen ? [] : runs.map(each => each.id))
                  )
                }
              />
            </th>
            {heading({ kind: 'status' }, trans.__('State'))}
            {heading({ kind: 'name' }, trans.__('Name'))}
            {heading({ kind: 'created' }, trans.__('Begun'))}
            {heading({ kind: 'seconds' }, trans.__('Took'))}
            {metricNames.map(name => heading({ kind: 'metric', name }, name))}
            {parameterNames.map(name =>
              heading({ kind: 'parameter', name }, name)
            )}
          </tr>
        </thead>
        <tbody>
          {runs.map(run => (
            <tr
              key={run.id}
              className={chosen.has(run.id) ? 'jp-mod-selected' : undefined}
            >
              <td>
                <input
                  type="checkbox"
                  aria-label={trans.__('Choose the run of %1', timeOf(run))}
                  checked={chosen.has(run.id)}
                  onChange={() => choose(run.id)}
                />
              </td>
              <td>
                <span className="jp-CellwayRuns-state">
                  <StatusIcon status={run.status} trans={trans} />
                  {nameOfStatus(run.status, trans)}
                </span>
              </td>
              <td>
                <Name run={run} model={model} context={context} />
              </td>
              <td>
                <button
                  className="jp-Cellway-link"
                  title={trans.__('Open the run')}
                  onClick={() =>
                    void context.commands.execute(CommandIDs.openRunView, {
                      id: run.id,
                      notebook: model.notebook
                    })
                  }
                >
                  {timeOf(run)}
                </button>
              </td>
              <td className="jp-mod-number">
                {run.seconds !== undefined && describeSeconds(run.seconds)}
              </td>
              {metricNames.map(name => (
                <Value key={name} text={metrics[run.id]?.[name]} />
              ))}
              {parameterNames.map(name => (
                <Value key={name} text={run.parameters[name]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What people say of the run, and whether it is kept. */
function Name({
  run,
  model,
  context: { trans }
}: {
  readonly run: RunRecord;
  readonly model: RunsModel;
  readonly context: RunsContext;
}): React.JSX.Element {
  const { name, note, pinned = false } = run.marks ?? {};
  return (
    <span className="jp-CellwayRuns-name">
      <button
        className="jp-Cellway-iconButton"
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

function Heading({
  sortKey,
  title,
  sorting,
  setSorting
}: {
  readonly sortKey: SortKey;
  readonly title: string;
  readonly sorting: Sorting;
  readonly setSorting: (sorting: Sorting) => void;
}): React.JSX.Element {
  const isSorted = JSON.stringify(sortKey) === JSON.stringify(sorting.key);
  const { isDescending } = sorting;
  const Caret = isDescending ? caretDownIcon : caretUpIcon;
  return (
    <th
      scope="col"
      aria-sort={
        isSorted ? (isDescending ? 'descending' : 'ascending') : undefined
      }
    >
      <button
        className="jp-CellwayRuns-heading"
        onClick={() =>
          setSorting({
            key: sortKey,
            isDescending: isSorted ? !isDescending : sortKey.kind !== 'name'
          })
        }
      >
        {title}
        {isSorted && <Caret.react tag="span" />}
      </button>
    </th>
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
