import { useSyncExternalStore } from 'react';

/** The name of JupyterLab's theme, for what takes over its colours when it is drawn. */
export function useTheme(): string {
  return useSyncExternalStore(
    subscribe,
    () => document.body.dataset.jpThemeName ?? ''
  );
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { attributeFilter: ['data-jp-theme-name'] });
  return () => observer.disconnect();
}
