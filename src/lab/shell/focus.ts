/**
 * Gives the focus to the first element of a view that a selector finds: at
 * once, or as soon as there is one if the view has the focus until then.
 */
export function focusFirst(view: HTMLElement, selector: string): void {
  const find = (): HTMLElement | null => view.querySelector(selector);
  const first = find();
  if (first) {
    first.focus();
    return;
  }
  // Without the attribute it takes no focus.
  view.setAttribute('tabindex', view.getAttribute('tabindex') ?? '-1');
  view.focus();
  const isWaiting = (): boolean => document.activeElement === view;
  const goOn = (): void => {
    if (isWaiting()) {
      find()?.focus();
    }
    if (!isWaiting()) {
      watch.disconnect();
    }
  };
  // JupyterLab's buttons take the focus a little after they are enabled.
  const watch = new MutationObserver(() => requestAnimationFrame(goOn));
  watch.observe(view, {
    childList: true,
    subtree: true,
    attributeFilter: ['aria-disabled']
  });
}

const DISABLED = ':disabled, [aria-disabled="true"]';

/**
 * Where a button goes away, or is disabled, by what it did, the focus stays in
 * its view: else the Tab key would begin at the top of the page.
 */
export function keepFocus(view: HTMLElement, selector: string): void {
  view.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (relatedTarget) {
      return;
    }
    requestAnimationFrame(() => {
      const element = target as Element;
      const isGone = !element.isConnected || element.matches(DISABLED);
      const isNowhere = document.activeElement === document.body;
      if (isGone && isNowhere && view.isConnected) {
        focusFirst(view, selector);
      }
    });
  });
}
