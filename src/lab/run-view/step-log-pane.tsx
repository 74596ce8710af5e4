import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { withoutColours } from './colours';
import { LogSearch } from './log-search';
import { LogTools } from './log-tools';
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
  const [isWrapped, wrap] = useState(true);
  const { query, setQuery, go, found } = useSearch(node, log, version);
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
        className={`jp-CellwayRun-log ${isWrapped ? '' : 'jp-mod-unwrapped'}`}
        role="log"
        aria-label={label}
        aria-live={isLive ? 'polite' : 'off'}
        tabIndex={0}
        hidden={log.length === 0}
        onScroll={() => view.current?.onScroll()}
      />
      {log.length > 0 && (
        <LogTools
          query={query}
          setQuery={setQuery}
          go={go}
          found={found}
          isWrapped={isWrapped}
          wrap={wrap}
          toEnd={isFollowing ? undefined : () => view.current?.scrollToEnd()}
          text={() => withoutColours(log.text)}
          name={`${label}.txt`}
          trans={trans}
        />
      )}
    </div>
  );
}

/** Finds text in a log, also while it grows. */
function useSearch(
  node: React.RefObject<HTMLElement>,
  log: StepLog,
  version: number
): Pick<
  React.ComponentProps<typeof LogTools>,
  'query' | 'setQuery' | 'go' | 'found'
> {
  const [query, setQuery] = useState('');
  const [found, setFound] = useState({ at: -1, count: 0 });
  const search = useRef<LogSearch>();
  const tell = (): void => {
    const { at = -1, count = 0 } = search.current ?? {};
    setFound({ at, count });
  };
  useEffect(() => {
    search.current = node.current ? new LogSearch(node.current) : undefined;
    return () => search.current?.dispose();
  }, [node]);
  useEffect(() => {
    // What is drawn has its text a moment later.
    const frame = requestAnimationFrame(() => {
      search.current?.find(query);
      tell();
    });
    return () => cancelAnimationFrame(frame);
  }, [query, log, version]);
  return {
    query,
    setQuery,
    found,
    go: step => {
      // People may be faster than the frame in which it would look for what they have typed.
      search.current?.find(query);
      search.current?.go(step);
      tell();
    }
  };
}
