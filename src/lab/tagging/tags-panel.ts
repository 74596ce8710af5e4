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
  // Enter takes the field away: the key may come up, and the focus go, elsewhere.
  for (const type of ['click', 'keydown', 'keyup', 'focusout']) {
    document.addEventListener(type, onUsed, true);
  }
}
