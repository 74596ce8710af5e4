import '../../../style/running.css';
import type { IRunningSessionManagers } from '@jupyterlab/running';
import type { IStatusBar } from '@jupyterlab/statusbar';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IService, StartedRun } from '../api/service';
import { LiveRuns } from './live-runs';
import { OwnRuns, type IOpenNotebooks } from './own-runs';
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
  readonly open: IOpenNotebooks;
  readonly managers: IRunningSessionManagers | null;
  readonly statusBar: IStatusBar | null;
  /** Shows the list of all that runs. */
  readonly showRunning: () => void;
}

/** Shows the runs that go on wherever JupyterLab shows what runs. */
export function showLiveRuns({
  service,
  first,
  open,
  managers,
  statusBar,
  showRunning,
  ...options
}: ShowOptions): LiveRuns {
  const { trans, showRun } = options;
  const live = new LiveRuns(service);
  const own = new OwnRuns(live, service, open);
  new RunNotifications(own, options);
  addStatusItem(own, trans, statusBar, () => {
    const [first, ...others] = own.runs;
    if (first && others.length === 0) {
      showRun(first.place);
    } else {
      showRunning();
    }
  });
  if (first) {
    void live.begin(first);
  }
  // JupyterLab's list misses what changes between its making and its drawing.
  void live
    .refresh()
    .catch(() => undefined)
    .then(() => managers?.add(runningItems(live, trans, showRun)));
  return live;
}

function addStatusItem(
  own: OwnRuns,
  trans: TranslationBundle,
  statusBar: IStatusBar | null,
  open: () => void
): void {
  statusBar?.registerStatusItem('cellway:running', {
    item: new StatusItem(own, trans, open),
    align: 'left',
    rank: 20,
    isActive: () => own.runs.length > 0,
    activeStateChanged: own.changed
  });
}
