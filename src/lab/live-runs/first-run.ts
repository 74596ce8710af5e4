import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import type { IService, StartedRun } from '../api/service';

/** How often to look, in ms. */
const PACE = { usual: 15_000, longest: 120_000 } as const;

/** Waits for a run that goes on: before, nothing more than this has to be loaded. */
export class FirstRun implements IDisposable {
  private readonly _poll: Poll;

  /** @param _found - called once; with the run, where this page has begun it */
  constructor(
    private readonly _service: IService,
    private readonly _found: (first?: StartedRun) => void
  ) {
    this._poll = new Poll({
      auto: false,
      name: 'cellway:first-run',
      factory: () => this._look(),
      frequency: { interval: PACE.usual, backoff: true, max: PACE.longest },
      standby: 'when-hidden'
    });
    _service.started.connect(this._onStarted, this);
  }

  get isDisposed(): boolean {
    return this._poll.isDisposed;
  }

  /** Looks also for runs that were begun elsewhere, from now on. */
  async look(): Promise<void> {
    if (!this.isDisposed) {
      await this._poll.start();
    }
  }

  dispose(): void {
    this._service.started.disconnect(this._onStarted, this);
    this._poll.dispose();
  }

  private async _look(): Promise<void> {
    const runs = await this._service.activeRuns();
    if (runs.length > 0 && !this.isDisposed) {
      this.dispose();
      this._found();
    }
  }

  private _onStarted(_: IService, first: StartedRun): void {
    this.dispose();
    this._found(first);
  }
}
