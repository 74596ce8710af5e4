import React from 'react';
import type { Parameter } from '../../pipeline/model';
import type { RunRecord } from '../../service/api/runs';
import { CommandIDs } from '../commands';
import { describeSeconds } from '../runs/durations';
import { clusterOf, nameOfCluster } from '../runs/run-place';
import type { NotebookRuns } from '../runs/notebook-runs';
import type { PanelContext } from './panel-body';
import { StatusIcon } from './statuses';
import { ROW_FOCUS, useRowFocus } from './use-row-focus';

/** The runs of the notebook, newest first; a click opens what one has left. */
export function Runs({
  runs,
  parameters,
  context: { commands, trans }
}: {
  readonly runs: NotebookRuns;
  /** Of the notebook as it is now. */
  readonly parameters: readonly Parameter[];
  readonly context: PanelContext;
}): React.JSX.Element {
  const focus = useRowFocus(runs.list.length);
  const current = runs.current?.state;
  return (
    <ul className="jp-Cellway-list" role="list" {...focus.list}>
      {runs.list.map((run, index) => {
        // The list is older than what events tell of the shown run.
        const { status, seconds } = run.id === current?.id ? current : run;
        const made = new Date(run.created);
        const values = describeValues(run, parameters);
        const cluster = clusterOf(run);
        return (
          <li key={run.id} role="listitem">
            <button
              className={`jp-Cellway-run ${ROW_FOCUS}`}
              tabIndex={index === focus.active ? 0 : -1}
              aria-current={run.id === current?.id}
              title={[
                trans.__(
                  'Open the executed notebook of the run of %1',
                  made.toLocaleString()
                ),
                values,
                cluster && nameOfCluster(cluster, trans)
              ]
                .filter(Boolean)
                .join('\n')}
              onClick={() =>
                void commands.execute(CommandIDs.openRun, { id: run.id })
              }
            >
              <StatusIcon status={status} trans={trans} />
              <span className="jp-Cellway-made">{describeTime(made)}</span>
              <span className="jp-Cellway-values">{values}</span>
              {cluster && (
                <span className="jp-Cellway-onCluster">{cluster.system}</span>
              )}
              <span className="jp-Cellway-time">
                {seconds === undefined ? '' : describeSeconds(seconds)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The time, with the day where that is not today. */
function describeTime(time: Date): string {
  const isToday = time.toDateString() === new Date().toDateString();
  return isToday
    ? time.toLocaleTimeString()
    : time.toLocaleString(undefined, {
        dateStyle: 'short',
        timeStyle: 'short'
      });
}

/** What was other than it would be by default. */
function describeValues(
  { parameters }: RunRecord,
  declared: readonly Parameter[]
): string {
  const defaults = new Map(declared.map(each => [each.name, each.default]));
  return Object.entries(parameters)
    .filter(([name, value]) => defaults.get(name) !== value)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
