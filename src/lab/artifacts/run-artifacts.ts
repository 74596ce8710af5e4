import type { StepArtifacts } from '../../service/api/artifacts';
import type { IService, RunPlace } from '../api/service';
import type { RunState } from '../runs/run-state';

/** What the steps of a run found and left, read once for each state that the run has been in. */
export class RunArtifacts {
  private _key = '';
  private _list: Promise<readonly StepArtifacts[]> | undefined;

  constructor(private readonly _service: IService) {}

  /** @throws ServiceError */
  async of(
    place: RunPlace,
    run: RunState,
    step: string
  ): Promise<StepArtifacts | undefined> {
    const key = keyOf(run);
    if (key !== this._key || this._list === undefined) {
      this._key = key;
      const list = this._service.artifacts.list(place);
      this._list = list;
      list.catch(() => {
        if (this._list === list) {
          this._list = undefined;
        }
      });
    }
    return (await this._list).find(each => each.step === step);
  }
}

/** Other than before when there may be more, or something else. */
export function keyOf({ id, started, steps }: RunState): string {
  return JSON.stringify([id, started, steps.map(each => each.status)]);
}
