import { notebookIcon } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { RunRecord } from '../../service/api/runs';
import { nameOfStatus, StatusIcon } from '../panel/statuses';
import { useDuration } from '../panel/use-duration';
import { clusterOf, nameOfCluster } from '../runs/run-place';
import type { RunState } from '../runs/run-state';
import { isEnded } from '../runs/statuses';
import { RunButtons } from './run-buttons';
import type { RunViewContext } from './run-view';
import type { RunViewModel } from './run-view-model';

/** What a run is: its state, when, with which values, where; and what can be done with it. */
export function RunHeader({
  model,
  record,
  state,
  context
}: {
  readonly model: RunViewModel;
  readonly record: RunRecord;
  readonly state: RunState;
  readonly context: RunViewContext;
}): React.JSX.Element {
  const { trans, openSession } = context;
  const { notebook } = model.place;
  const isLive = !isEnded(state.status);
  const made = new Date(record.created);
  const { name, note } = record.marks ?? {};
  const time = useDuration(
    isLive ? (state.started ?? state.created) : undefined,
    state.seconds
  );
  const selection = describeSelection(record.selection, trans);
  const parameters = Object.entries(state.parameters);
  const cluster = clusterOf(record);
  return (
    <div className="jp-CellwayRun-header">
      <div className="jp-CellwayRun-headLine">
        <StatusIcon status={state.status} trans={trans} />
        <h2 className="jp-CellwayRun-title">
          {name ?? trans.__('Run of %1', made.toLocaleString())}
        </h2>
        <RunButtons
          model={model}
          record={record}
          state={state}
          context={context}
        />
      </div>
      <ul className="jp-CellwayRun-facts">
        <li>
          <span role="status">{nameOfStatus(state.status, trans)}</span>
          {time && <span>· {time}</span>}
        </li>
        <li>
          <notebookIcon.react className="jp-Cellway-fileIcon" tag="span" />
          <button
            className="jp-Cellway-link"
            title={notebook}
            onClick={() => void openSession(notebook)}
          >
            {notebook.split('/').pop()}
          </button>
        </li>
        {name !== undefined && <li>{made.toLocaleString()}</li>}
        <li>{describeSteps(state, trans)}</li>
        {selection !== '' && <li>{selection}</li>}
        <li>
          {cluster
            ? nameOfCluster(cluster, trans)
            : trans.__('on this machine')}
        </li>
      </ul>
      {parameters.length > 0 && (
        <dl
          className="jp-CellwayRun-parameters"
          aria-label={trans.__('Parameters')}
        >
          {parameters.map(([parameter, value]) => (
            <div key={parameter} title={`${parameter} = ${value}`}>
              <dt>{parameter}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {note !== undefined && <p className="jp-CellwayRun-remark">{note}</p>}
      {state.error !== undefined && (
        <p className="jp-CellwayRun-failureText" role="alert">
          {state.error}
        </p>
      )}
      {state.diagnostics.map(({ code, message, hint }, index) => (
        <p key={index} className="jp-CellwayRun-remark" title={code}>
          {message}
          {hint !== undefined && (
            <span className="jp-Cellway-secondary"> {hint}</span>
          )}
        </p>
      ))}
    </div>
  );
}

/** `12 steps: 3 done, 2 from the cache, 1 failed`. */
function describeSteps({ steps }: RunState, trans: TranslationBundle): string {
  const count = (status: RunState['status']): number =>
    steps.filter(each => each.status === status).length;
  const parts = [
    count('succeeded') > 0 && trans.__('%1 done', count('succeeded')),
    count('cached') > 0 && trans.__('%1 from the cache', count('cached')),
    count('running') > 0 && trans.__('%1 running', count('running')),
    count('pending') > 0 && trans.__('%1 waiting', count('pending')),
    count('failed') > 0 && trans.__('%1 failed', count('failed')),
    count('skipped') > 0 && trans.__('%1 skipped', count('skipped'))
  ].filter(Boolean);
  const all = trans._n('%1 step', '%1 steps', steps.length);
  return parts.length > 0 ? `${all}: ${parts.join(', ')}` : all;
}

function describeSelection(
  { from, only, to, noCache }: RunRecord['selection'] = {},
  trans: TranslationBundle
): string {
  return [
    from !== undefined && trans.__('from %1', from),
    only !== undefined && trans.__('only %1', only),
    to !== undefined && trans.__('up to %1', to),
    noCache && trans.__('without the cache')
  ]
    .filter(Boolean)
    .join(', ');
}
