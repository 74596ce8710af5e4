import type { StepArtifacts } from '../../service/api/artifacts';
import { artifactsOf } from '../api/artifacts';
import type { IService, RunPlace } from '../api/service';
import type { RunState } from '../runs/run-state';

/** How many runs are remembered. */
const REMEMBERED = 20;

/** What the steps of runs found and left, read once for each state that a run has been in. */
export class RunArtifacts {
  private readonly _lists = new Map<
    string,
    Promise<readonly StepArtifacts[]>
  >();

  constructor(private readonly _service: IService) {}

  /** @throws ServiceError */
  async of(
    place: RunPlace,
    run: RunState,
    step: string
  ): Promise<StepArtifacts | undefined> {
    const key = keyOf(run);
    let list = this._lists.get(key);
    if (!list) {
      list = artifactsOf(this._service).list(place);
      this._lists.set(key, list);
      list.catch(() => this._lists.delete(key));
      const [oldest] = this._lists.keys();
      if (this._lists.size > REMEMBERED) {
        this._lists.delete(oldest);
      }
    }
    return (await list).find(each => each.step === step);
  }
}

/** Other than before when there may be more, or something else. */
export function keyOf({ id, started, steps }: RunState): string {
  return JSON.stringify([id, started, steps.map(each => each.status)]);
}
