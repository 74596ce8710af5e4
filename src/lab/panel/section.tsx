import { caretDownIcon } from '@jupyterlab/ui-components';
import React, { useId, useState } from 'react';

/** A part of the panel with a title by which it is folded. */
export function Section({
  title,
  count,
  action,
  startsFolded = false,
  children
}: React.PropsWithChildren<{
  readonly title: string;
  /** How many things are in it. */
  readonly count?: number;
  /** A button at the end of the title. */
  readonly action?: React.ReactNode;
  readonly startsFolded?: boolean;
}>): React.JSX.Element {
  const [isFolded, setFolded] = useState(startsFolded);
  const id = useId();
  return (
    <section className="jp-Cellway-section" aria-labelledby={`${id}-title`}>
      <h3 className="jp-Cellway-sectionHeader">
        <button
          id={`${id}-title`}
          className="jp-Cellway-sectionTitle"
          aria-expanded={!isFolded}
          aria-controls={`${id}-content`}
          onClick={() => setFolded(!isFolded)}
        >
          <caretDownIcon.react className="jp-Cellway-caret" tag="span" />
          <span className="jp-Cellway-sectionName">{title}</span>
          {count !== undefined && (
            <span className="jp-Cellway-count">{count}</span>
          )}
        </button>
        {!isFolded && action}
      </h3>
      <div id={`${id}-content`} hidden={isFolded}>
        {!isFolded && children}
      </div>
    </section>
  );
}
