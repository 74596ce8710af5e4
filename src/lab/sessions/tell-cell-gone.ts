import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

/** @param cell - its index in the notebook that was run */
export function tellCellGone(cell: number, trans: TranslationBundle): void {
  Notification.warning(
    trans.__('Cell %1 of the run is no longer in the notebook.', cell + 1),
    { autoClose: 5000 }
  );
}
