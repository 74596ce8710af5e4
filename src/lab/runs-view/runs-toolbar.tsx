import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { deleteIcon } from '@jupyterlab/ui-components';
import React from 'react';
import type { RunRecord } from '../../service/api/runs';
import { isEnded } from '../runs/statuses';
import { GRACE } from './doomed-runs';
import type { RunsModel } from './runs-model';

/** The search, and what can be done with the chosen runs. */
export function RunsToolbar({
  model,
  query,
  setQuery,
  found,
  selection,
  compare,
  clear,
  trans
}: {
  readonly model: RunsModel;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  /** How many runs have what is searched for. */
  readonly found: number;
  /** The chosen runs. */
  readonly selection: readonly RunRecord[];
  readonly compare: () => void;
  /** Chooses none. */
  readonly clear: () => void;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const removable = selection.filter(
    each => isEnded(each.status) && !each.marks?.pinned
  );
  return (
    <div className="jp-CellwayRuns-toolbar">
      <input
        type="search"
        className="jp-mod-styled jp-CellwayRuns-search"
        placeholder={trans.__('Search: name, state, lr=0.1…')}
        aria-label={trans.__('Search in the runs')}
        value={query}
        onChange={event => setQuery(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            setQuery('');
          }
        }}
      />
      <span className="jp-Cellway-secondary" role="status">
        {query.trim() === ''
          ? trans._n('%1 run', '%1 runs', found)
          : trans._n('%1 run found', '%1 runs found', found)}
      </span>
      <button
        className="jp-Cellway-action"
        disabled={selection.length < 2}
        title={trans.__('Compare the chosen runs: two or more')}
        onClick={compare}
      >
        {trans.__('Compare')}
        {selection.length > 0 && (
          <span className="jp-Cellway-count">{selection.length}</span>
        )}
      </button>
      <button
        className="jp-Cellway-action"
        disabled={removable.length === 0}
        title={
          selection.length > removable.length
            ? trans.__('What is pinned, or goes on, is not deleted')
            : trans.__('Delete the chosen runs')
        }
        onClick={() => {
          remove(model, removable, trans);
          clear();
        }}
      >
        <deleteIcon.react tag="span" />
        {trans.__('Delete')}
      </button>
    </div>
  );
}

/** Removes runs, with the time to take it back. */
function remove(
  { doomed }: RunsModel,
  runs: readonly RunRecord[],
  trans: TranslationBundle
): void {
  const ids = runs.map(each => each.id);
  doomed.add(ids);
  const message = trans._n(
    '%1 run was deleted.',
    '%1 runs were deleted.',
    ids.length
  );
  const notification = Notification.info(message, {
    autoClose: GRACE,
    actions: [{ label: trans.__('Undo'), callback: () => doomed.spare(ids) }]
  });
  // There is nothing to take back any more.
  setTimeout(() => Notification.dismiss(notification), GRACE);
}
