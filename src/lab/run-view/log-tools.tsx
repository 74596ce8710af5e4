import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  caretDownIcon,
  copyIcon,
  downloadIcon,
  wordIcon
} from '@jupyterlab/ui-components';
import React from 'react';

/** What can be done with a log: search, wrap, go to the end, copy, download. */
export function LogTools({
  query,
  setQuery,
  go,
  found,
  isWrapped,
  wrap,
  toEnd,
  text,
  name,
  trans
}: {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly go: (step: 1 | -1) => void;
  readonly found: { readonly at: number; readonly count: number };
  readonly isWrapped: boolean;
  readonly wrap: (isWrapped: boolean) => void;
  /** Undefined while the end is in sight. */
  readonly toEnd: (() => void) | undefined;
  /** All that is kept of the log. */
  readonly text: () => string;
  /** Of a file for it. */
  readonly name: string;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <div className="jp-CellwayRun-logActions">
      {toEnd && (
        <button className="jp-Cellway-action" onClick={toEnd}>
          <caretDownIcon.react tag="span" />
          {trans.__('To the End')}
        </button>
      )}
      {query !== '' && (
        <span className="jp-Cellway-secondary" role="status">
          {found.count === 0
            ? trans.__('not found')
            : trans.__('%1/%2', found.at + 1, found.count)}
        </span>
      )}
      <input
        type="search"
        className="jp-mod-styled jp-CellwayRun-logSearch"
        placeholder={trans.__('Find')}
        aria-label={trans.__('Find in the log')}
        title={trans.__('Enter: the next one; Shift+Enter: the one before')}
        value={query}
        onChange={event => setQuery(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            go(event.shiftKey ? -1 : 1);
          } else if (event.key === 'Escape') {
            setQuery('');
          }
        }}
      />
      <button
        className="jp-Cellway-iconButton"
        aria-pressed={isWrapped}
        title={trans.__('Wrap long lines')}
        aria-label={trans.__('Wrap long lines')}
        onClick={() => wrap(!isWrapped)}
      >
        <wordIcon.react tag={null} />
      </button>
      <button
        className="jp-Cellway-iconButton"
        title={trans.__('Copy the log')}
        aria-label={trans.__('Copy the log')}
        onClick={() => Clipboard.copyToSystem(text())}
      >
        <copyIcon.react tag={null} />
      </button>
      <button
        className="jp-Cellway-iconButton"
        title={trans.__('Download the log')}
        aria-label={trans.__('Download the log')}
        onClick={() => download(name, text())}
      >
        <downloadIcon.react tag={null} />
      </button>
    </div>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
