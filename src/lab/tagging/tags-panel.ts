import type { ISessions } from '../sessions/sessions';

/**
 * JupyterLab's own form for tags changes the list that the cell holds before it
 * writes it (4.6, celltags-extension), and nobody is told of what is the same
 * already. So the notebook is read again after the form was used.
 */
export function followTagsPanel(sessions: ISessions): void {
  const onUsed = ({ target }: Event): void => {
    if (target instanceof Element && target.closest('.jp-CellTags')) {
      requestAnimationFrame(() => {
        void sessions.existing?.pipeline.update();
      });
    }
  };
  document.addEventListener('click', onUsed, true);
  document.addEventListener('keyup', onUsed, true);
}
