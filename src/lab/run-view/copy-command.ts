import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IService, RunPlace } from '../api/service';
import { readShownNotebook } from '../pipelines/shown-notebook';
import type { NotebookSession } from '../sessions/notebook-session';
import { planCopy, showOutputs } from './copy-outputs';

/**
 * Shows what a run has left in its open notebook, and says what was done, with
 * the way back.
 *
 * @throws ServiceError
 */
export async function copyOutputs(
  place: RunPlace,
  { panel }: NotebookSession,
  service: IService,
  trans: TranslationBundle
): Promise<void> {
  const text = await service.executedNotebook(place);
  const { model } = panel.context;
  const { cells, ids } = readShownNotebook(model);
  const { copies, changed } = planCopy(
    JSON.parse(text) as Parameters<typeof planCopy>[0],
    cells.map(({ type, source }, index) => ({ id: ids[index], type, source }))
  );
  const left =
    changed === 0
      ? ''
      : trans._n(
          '%1 cell has changed since and keeps its own.',
          '%1 cells have changed since and keep their own.',
          changed
        );
  if (copies.length === 0) {
    Notification.warning(
      [trans.__('No outputs were copied.'), left].join(' '),
      { autoClose: 6000 }
    );
    return;
  }
  const { sharedModel } = model;
  const before = showOutputs(sharedModel, copies);
  const done = trans._n(
    'The outputs of %1 cell were copied.',
    'The outputs of %1 cells were copied.',
    copies.length
  );
  const shown = copies.map(({ index }) => sharedModel.getCell(index).getId());
  Notification.success([done, left].join(' '), {
    autoClose: 8000,
    actions: [
      {
        label: trans.__('Undo'),
        callback: () => {
          const now = sharedModel.cells.map(cell => cell.getId());
          showOutputs(
            sharedModel,
            before
              .map((each, i) => ({ ...each, index: now.indexOf(shown[i]) }))
              .filter(each => each.index >= 0)
          );
        }
      }
    ]
  });
}
