import type { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { RunDiagnostic } from '../../../runs/run-event';

/** How long a cluster may be silent before it is told, in ms: a watch begins anew often. */
const PATIENCE = 10_000;

/** Failures that are further apart than watches begin anew are not of one silence, in ms. */
const APART = 90_000;

/** Notices when a cluster does not answer any more, and finds what to say of it: once each time. */
export class Silence {
  private _since: number | undefined;
  private _last = -Infinity;
  private _isTold = false;

  constructor(private readonly _now: () => number = () => performance.now()) {}

  /** The cluster has answered. */
  end(): void {
    this._since = undefined;
    this._isTold = false;
  }

  /** @returns what to tell, when it is time to */
  note({
    message,
    hint
  }: Pick<KubernetesError, 'message' | 'hint'>): RunDiagnostic | undefined {
    const now = this._now();
    if (now - this._last > APART) {
      // A watch that goes on where it was says nothing before something changes.
      this.end();
    }
    this._last = now;
    this._since ??= now;
    if (this._isTold || now - this._since < PATIENCE) {
      return undefined;
    }
    this._isTold = true;
    return {
      severity: 'warning',
      code: 'cluster-silent',
      message: `What becomes of the run is not known for now: ${message}`,
      hint: `The run goes on without us, and what has happened is told as soon as the cluster answers. ${hint}`
    };
  }
}
