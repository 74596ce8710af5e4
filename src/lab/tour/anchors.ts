/** The things of JupyterLab that the tour speaks of, where they are in sight. */

const NOTEBOOK = '.jp-NotebookPanel:not(.lm-mod-hidden)';
const ACTIVE_CELL = `${NOTEBOOK} .jp-Cell.jp-mod-active`;
const PANEL = '#cellway-panel';

export const ANCHORS = {
  notebook: [NOTEBOOK],
  /** A badge; else the button of the active cell that tags it. */
  tag: [
    `${NOTEBOOK} .jp-CellwayBadge`,
    `${ACTIVE_CELL} [data-jp-item-name="cellway-tag"]`,
    ACTIVE_CELL
  ],
  cell: [`${ACTIVE_CELL} .jp-InputPrompt`, ACTIVE_CELL],
  run: [
    `${NOTEBOOK} [data-jp-item-name="cellway-run"]`,
    `${PANEL} [data-jp-item-name="run"]`
  ],
  panel: [PANEL],
  /** Help is JupyterLab's last menu. */
  help: ['.lm-MenuBar-item:last-child']
} as const satisfies Record<string, readonly string[]>;

export type AnchorName = keyof typeof ANCHORS;

/** The first that is in sight; the choices are in the order of preference. */
export function findAnchor(name: AnchorName): HTMLElement | undefined {
  for (const selector of ANCHORS[name]) {
    for (const each of document.querySelectorAll<HTMLElement>(selector)) {
      if (isInSight(each)) {
        return each;
      }
    }
  }
  return undefined;
}

/** Brings one into the window that is scrolled out of it, where there is any. */
export function scrollToAnchor(name: AnchorName): void {
  for (const selector of ANCHORS[name]) {
    const element = document.querySelector(selector);
    if (element) {
      element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      return;
    }
  }
}

/** Whether the middle of what is in the window of an element is seen. */
function isInSight(element: HTMLElement): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  if (right <= left || bottom <= top) {
    return false;
  }
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  // What is scrolled away or hidden is nowhere; our card may well be above it.
  return document.elementsFromPoint(x, y).some(each => element.contains(each));
}
