import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { StepFailure } from '../../service/api/runs';
import type { RunPlace } from '../api/service';
import { describeEnd, nameOfRun } from './describe-end';
import { stepsDone, type LiveRun } from './live-runs';
import type { OwnRuns } from './own-runs';

/** How long a notification stays in sight, in ms; the bell keeps it. */
const SHOWN = { success: 5_000, warning: 8_000, error: 10_000 } as const;

export interface NotificationOptions {
  readonly trans: TranslationBundle;
  /** What is shown when a run ends, as schema/running.json says. */
  readonly wanted: () => { readonly when: string; readonly after: number };
  readonly showRun: (place: RunPlace) => void;
  /** Goes to the line of a cell of a run. */
  readonly goTo: (place: RunPlace, cell: number, line?: number) => void;
}

/**
 * One notification a run: silent, with its progress, while it goes on; shown
 * when it has ended, where that is wanted. The next run of the notebook takes
 * its place, so that a day of runs does not fill the list.
 */
export class RunNotifications {
  /** What is told of the runs that go on, by their ids. */
  private readonly _told = new Map<string, { id: string; place: RunPlace }>();
  /** What is told of the last run that has ended, by notebooks. */
  private readonly _last = new Map<string, string>();

  constructor(
    private readonly _own: OwnRuns,
    private readonly _options: NotificationOptions
  ) {
    _own.changed.connect(this._onChanged, this);
    _own.ended.connect(this._onEnded, this);
    this._onChanged();
  }

  private _onChanged(): void {
    if (this._options.wanted().when === 'never') {
      return;
    }
    for (const [run, { id, place }] of this._told) {
      // Its notebook was closed, and somebody else has begun it.
      if (!this._own.has(place)) {
        this._told.delete(run);
        Notification.dismiss(id);
      }
    }
    for (const run of this._own.runs) {
      const { place, record } = run;
      const options = {
        progress: stepsDone(record) / Math.max(1, record.steps.length),
        actions: [this._show(place)]
      };
      const told = this._told.get(place.id);
      if (told) {
        Notification.update({ id: told.id, ...options });
      } else {
        this._dismissLast(place);
        const { trans } = this._options;
        const message = trans.__('%1 is running', nameOfRun(run));
        const id = Notification.emit(message, 'in-progress', {
          ...options,
          autoClose: 0
        });
        this._told.set(place.id, { id, place });
      }
    }
  }

  private _onEnded(_: OwnRuns, run: LiveRun): void {
    const { trans, wanted } = this._options;
    const { place, record } = run;
    const id = this._told.get(place.id)?.id;
    this._told.delete(place.id);
    const { when, after } = wanted();
    const end = describeEnd(run, trans);
    if (
      !end ||
      when === 'never' ||
      (when === 'failures' && end.type === 'success')
    ) {
      if (id !== undefined) {
        Notification.dismiss(id);
      }
      return;
    }
    const isSilent = end.type === 'success' && (record.seconds ?? 0) < after;
    const options = {
      autoClose: isSilent ? (0 as const) : SHOWN[end.type],
      actions: [...this._goTo(place, end.failure), this._show(place)]
    };
    const { message, type } = end;
    this._dismissLast(place);
    this._last.set(
      place.notebook,
      id !== undefined && Notification.update({ id, message, type, ...options })
        ? id
        : Notification.emit(message, type, options)
    );
  }

  private _dismissLast({ notebook }: RunPlace): void {
    const id = this._last.get(notebook);
    if (id !== undefined) {
      this._last.delete(notebook);
      Notification.dismiss(id);
    }
  }

  private _show(place: RunPlace): Notification.IAction {
    const { trans, showRun } = this._options;
    return {
      label: trans.__('Show Run'),
      callback: event => {
        // It stays until the run has ended.
        event.preventDefault();
        showRun(place);
      }
    };
  }

  private _goTo(
    place: RunPlace,
    failure: Partial<StepFailure> = {}
  ): Notification.IAction[] {
    const { trans, goTo } = this._options;
    const { cell, line } = failure;
    return cell === undefined
      ? []
      : [
          {
            label: trans.__('Go to Cell'),
            displayType: 'accent',
            callback: () => goTo(place, cell, line)
          }
        ];
  }
}
