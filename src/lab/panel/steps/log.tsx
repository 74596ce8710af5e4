import React, { useLayoutEffect, useRef } from 'react';
import type { LogTail } from '../../runs/log';

/** The last lines that a step printed; the end stays in sight while it prints. */
export function Log({
  log,
  label,
  isFollowed
}: {
  readonly log: LogTail;
  readonly label: string;
  readonly isFollowed: boolean;
}): React.JSX.Element {
  const element = useRef<HTMLPreElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const node = element.current;
    if (node && isAtEnd.current) {
      node.scrollTop = node.scrollHeight;
    }
  }, [log]);
  return (
    <pre
      ref={element}
      className="jp-Cellway-log"
      role="log"
      aria-label={label}
      aria-live={isFollowed ? 'polite' : 'off'}
      tabIndex={0}
      onScroll={({ currentTarget: node }) => {
        const below = node.scrollHeight - node.scrollTop - node.clientHeight;
        isAtEnd.current = below < 8;
      }}
    >
      {log.lines.map(line => line.text.replace(/\r$/, '')).join('\n')}
    </pre>
  );
}
