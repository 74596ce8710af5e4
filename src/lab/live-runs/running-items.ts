import { PathExt } from '@jupyterlab/coreutils';
import type { IRunningSessions } from '@jupyterlab/running';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { RunPlace } from '../api/service';
import { pipelineIcon } from '../icons/icons';
import { nameOfRun } from './describe-end';
import { stepsDone, type LiveRuns } from './live-runs';

/** The runs that go on, for JupyterLab's list of all that runs: to shut one down is to cancel it. */
export function runningItems(
  live: LiveRuns,
  trans: TranslationBundle,
  showRun: (place: RunPlace) => void
): IRunningSessions.IManager {
  const cancel = (place: RunPlace): void => {
    // What goes wrong is seen where the run is shown.
    live.cancel(place).catch(() => showRun(place));
  };
  return {
    name: trans.__('Pipeline Runs'),
    running: () =>
      live.runs.map(run => {
        const { place, record } = run;
        return {
          icon: () => pipelineIcon,
          label: () => nameOfRun(run),
          labelTitle: () =>
            trans.__(
              '%1\nBegan %2',
              place.notebook,
              new Date(record.created).toLocaleString()
            ),
          detail: () =>
            trans.__('%1/%2', stepsDone(record), record.steps.length),
          context: PathExt.basename(place.notebook),
          open: () => showRun(place),
          shutdown: () => cancel(place)
        };
      }),
    shutdownAll: () => live.runs.forEach(({ place }) => cancel(place)),
    refreshRunning: () => void live.refresh().catch(() => undefined),
    runningChanged: live.changed,
    shutdownLabel: trans.__('Cancel'),
    shutdownAllLabel: trans.__('Cancel All'),
    shutdownAllConfirmationText: trans.__(
      'Cancel all runs? They can be resumed later.'
    )
  };
}
