import { caretDownIcon, caretUpIcon } from '@jupyterlab/ui-components';
import React, { useCallback, useRef, useState } from 'react';
import type { RunRecord } from '../../service/api/runs';
import { CommandIDs } from '../commands';
import type { RunsModel } from './runs-model';
import { CONTROLS, RunsRow } from './runs-row';
import type { RunsContext } from './runs-view';
import { useRowKeys } from './use-row-keys';
import { namesOf, toggled, type SortKey, type Sorting } from './table';

/** How many rows are drawn at first, and how many more each time that they are asked for. */
const PAGE = 100;

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
  const [limit, setLimit] = useState(PAGE);
  const keys = useRowKeys(
    Math.min(limit, runs.length),
    CONTROLS.indexOf('open')
  );
  const metricNames = namesOf(runs.map(each => metrics[each.id]));
  const parameterNames = namesOf(runs.map(each => each.parameters));
  // Who has no cluster need not read everywhere that it was here.
  const tellsPlace = runs.some(each => each.engine !== 'local');
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
  // Rows that are as they were are not drawn again.
  const now = useRef({ runs, chosen, last: '' });
  now.current = { ...now.current, runs, chosen };
  const choose = useCallback(
    (id: string, isRange: boolean): void => {
      const { runs, chosen, last } = now.current;
      setChosen(toggled(runs, chosen, id, isRange ? last : id));
      now.current.last = id;
    },
    [setChosen]
  );
  const open = useCallback(
    (id: string) =>
      void context.commands.execute(CommandIDs.openRunView, {
        id,
        notebook: model.notebook
      }),
    [context, model]
  );
  return (
    <div className="jp-CellwayRuns-scroll" tabIndex={-1}>
      <table
        className="jp-CellwayRuns-table"
        role="grid"
        aria-label={trans.__('Runs')}
      >
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
            {tellsPlace && heading({ kind: 'place' }, trans.__('Run on'))}
            {metricNames.map(name => heading({ kind: 'metric', name }, name))}
            {parameterNames.map(name =>
              heading({ kind: 'parameter', name }, name)
            )}
          </tr>
        </thead>
        <tbody {...keys.rows}>
          {runs.slice(0, limit).map((run, index) => (
            <RunsRow
              key={run.id}
              run={run}
              metrics={metrics[run.id]}
              metricNames={metricNames.join('\n')}
              parameterNames={parameterNames.join('\n')}
              tellsPlace={tellsPlace}
              isChosen={chosen.has(run.id)}
              tabStop={
                index === keys.active ? CONTROLS[keys.control] : undefined
              }
              choose={choose}
              open={open}
              model={model}
              trans={trans}
            />
          ))}
        </tbody>
      </table>
      {runs.length > limit && (
        <p className="jp-Cellway-hint">
          {trans.__('%1 of %2 runs.', limit, runs.length)}{' '}
          <button
            className="jp-Cellway-link"
            onClick={() => setLimit(limit + PAGE)}
          >
            {trans.__('Show more')}
          </button>
        </p>
      )}
    </div>
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
