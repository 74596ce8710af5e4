import type { TranslationBundle } from '@jupyterlab/translation';
import { useLayoutEffect, type RefObject } from 'react';

const PICTURES = 'img:not([alt])';

/** What opens the menu of a plot that Vega has drawn: three dots. */
const MENUS = '.vega-embed summary:not([aria-label])';

/**
 * Names what JupyterLab's renderers draw without a name, as it comes: to a
 * screen reader a picture is its file's data else.
 *
 * @param picture - what a picture shows
 */
export function useNames(
  node: RefObject<HTMLElement>,
  picture: string,
  trans: TranslationBundle
): void {
  useLayoutEffect(() => {
    const { current } = node;
    if (!current) {
      return;
    }
    const name = (): void => {
      const menu = trans.__('Save or see the plot');
      current
        .querySelectorAll(PICTURES)
        .forEach(each => each.setAttribute('alt', picture));
      current
        .querySelectorAll(MENUS)
        .forEach(each => each.setAttribute('aria-label', menu));
    };
    const watch = new MutationObserver(name);
    watch.observe(current, { childList: true, subtree: true });
    name();
    return () => watch.disconnect();
  }, [node, picture, trans]);
}
