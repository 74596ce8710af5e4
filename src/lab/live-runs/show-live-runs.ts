import '../../../style/running.css';
import type { IRunningSessionManagers } from '@jupyterlab/running';
import type { IStatusBar } from '@jupyterlab/statusbar';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IService, StartedRun } from '../api/service';
import { LiveRuns } from './live-runs';
import {
  RunNotifications,
  type NotificationOptions
} from './run-notifications';
import { runningItems } from './running-items';
import { StatusItem } from './status-item';

export interface ShowOptions extends NotificationOptions {
  readonly service: IService;
  /** One that has begun already. */
  readonly first: StartedRun | undefined;
  readonly managers: IRunningSessionManagers | null;
  readonly statusBar: IStatusBar | null;
  /** Shows the list of all that runs. */
  readonly showRunning: () => void;
}

/** Shows the runs that go on wherever JupyterLab shows what runs. */
export function showLiveRuns({
  service,
  first,
  managers,
  statusBar,
  showRunning,
  ...options
}: ShowOptions): LiveRuns {
  const { trans, showRun } = options;
  const live = new LiveRuns(service);
  new RunNotifications(live, options);
  managers?.add(runningItems(live, trans, showRun));
  addStatusItem(live, trans, statusBar, () => {
    const [first, ...others] = live.runs;
    if (first && others.length === 0) {
      showRun(first.place);
    } else {
      showRunning();
    }
  });
  if (first) {
    void live.begin(first);
  }
  return live;
}

function addStatusItem(
  live: LiveRuns,
  trans: TranslationBundle,
  statusBar: IStatusBar | null,
  open: () => void
): void {
  statusBar?.registerStatusItem('cellway:running', {
    item: new StatusItem(live, trans, open),
    align: 'left',
    rank: 20,
    isActive: () => live.runs.length > 0,
    activeStateChanged: live.changed
  });
}
