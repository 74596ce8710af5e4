import {
  findFolders,
  makeFolders,
  type VolumeFolder
} from '../../../data/volumes/local/folders';
import type { NotebookDocument } from '../../../notebook/document';
import { readTaggedCells } from '../../../notebook/tagged-cells';
import { volumesOfStep } from '../../../notebook/settings/volumes-of-step';
import type { Step } from '../../../pipeline/model';
import type { RunDiagnostic } from '../../../runs/run-event';
import type { Observed } from '../../../runs/observed';

/** The volumes of the notebook of a run, of which each step has some. */
export class StepVolumes {
  private constructor(private readonly _folders: readonly VolumeFolder[]) {}

  /**
   * Makes the folders of those that this machine does not have.
   *
   * @throws the error of the file system
   */
  static async prepare(
    store: string,
    notebook: NotebookDocument
  ): Promise<StepVolumes> {
    const { volumes = [] } = readTaggedCells(notebook).settings;
    const folders = await findFolders(store, volumes);
    await makeFolders(folders);
    return new StepVolumes(folders);
  }

  /** The variables that tell a step where its volumes are. */
  variablesOf(step: Step): Record<string, string> {
    return Object.fromEntries(
      this._of(step).flatMap(({ settings: { env }, path }) =>
        env === undefined ? [] : [[env, path]]
      )
    );
  }

  /** Says of a step that it has written where a cluster would not let it. */
  tellWritten(step: Step, { written }: Observed): RunDiagnostic[] {
    const locked = this._of(step).filter(each => each.settings.readOnly);
    return locked.flatMap(({ settings: { name }, path }) => {
      const file = written.find(each => each.path.startsWith(`${path}/`));
      return file
        ? [
            {
              severity: 'warning',
              code: 'volume-read-only',
              message: `Step '${step.id}' has changed ${file.path}, which is on the volume '${name}': steps can only read it on a cluster, and fail there`,
              hint: 'Write somewhere else, or let the volume be written.',
              ...(step.cells[0] && { cell: step.cells[0].cell })
            }
          ]
        : [];
    });
  }

  private _of(step: Step): VolumeFolder[] {
    const own = volumesOfStep(
      this._folders.map(each => each.settings),
      step
    );
    return this._folders.filter(each => own.includes(each.settings));
  }
}
