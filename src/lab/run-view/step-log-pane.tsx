import { Clipboard } from '@jupyterlab/apputils';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownIcon, copyIcon } from '@jupyterlab/ui-components';
import React, { useLayoutEffect, useRef, useState } from 'react';
import { withoutColours } from './colours';
import { LogView } from './log-view';
import type { StepLog } from './step-log';

/** What a step prints; the end stays in sight until a person scrolls away from it. */
export function StepLogPane({
  log,
  version,
  label,
  isLive,
  openExecuted,
  rendermime,
  trans
}: {
  readonly log: StepLog;
  /** Of the log: it changes in place. */
  readonly version: number;
  readonly label: string;
  readonly isLive: boolean;
  readonly openExecuted: () => void;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const node = useRef<HTMLDivElement>(null);
  const view = useRef<LogView>();
  const [isFollowing, setFollowing] = useState(true);
  useLayoutEffect(() => {
    if (node.current) {
      view.current = new LogView(node.current, rendermime, setFollowing);
    }
    return () => view.current?.dispose();
  }, [rendermime]);
  useLayoutEffect(() => view.current?.update(log), [log, version, rendermime]);
  return (
    <div className="jp-CellwayRun-pane">
      {log.dropped > 0 && (
        <p className="jp-CellwayRun-note">
          {trans._n(
            'The first line is no longer here: ',
            'The first %1 lines are no longer here: ',
            log.dropped
          )}
          <button className="jp-Cellway-link" onClick={openExecuted}>
            {trans.__('the executed notebook has them')}
          </button>
        </p>
      )}
      {log.length === 0 && (
        <p className="jp-Cellway-hint">
          {isLive
            ? trans.__('It has printed nothing yet.')
            : trans.__('It has printed nothing.')}
        </p>
      )}
      <div
        ref={node}
        className="jp-CellwayRun-log"
        role="log"
        aria-label={label}
        aria-live={isLive ? 'polite' : 'off'}
        tabIndex={0}
        hidden={log.length === 0}
        onScroll={() => view.current?.onScroll()}
      />
      {log.length > 0 && (
        <div className="jp-CellwayRun-logActions">
          {!isFollowing && (
            <button
              className="jp-Cellway-action"
              onClick={() => view.current?.scrollToEnd()}
            >
              <caretDownIcon.react tag="span" />
              {trans.__('To the End')}
            </button>
          )}
          <button
            className="jp-Cellway-iconButton"
            title={trans.__('Copy the log')}
            aria-label={trans.__('Copy the log')}
            onClick={() => Clipboard.copyToSystem(withoutColours(log.text))}
          >
            <copyIcon.react tag={null} />
          </button>
        </div>
      )}
    </div>
  );
}
