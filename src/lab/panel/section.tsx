import { caretDownIcon } from '@jupyterlab/ui-components';
import React, { useId, useState } from 'react';
import type { PanelLook } from './panel-look';

/** A part of a panel with a title by which it is folded. */
export function Section({
  title,
  count,
  action,
  startsFolded = false,
  kept,
  children
}: React.PropsWithChildren<{
  readonly title: string;
  /** How many things are in it. */
  readonly count?: number;
  /** Buttons at the end of the title. */
  readonly action?: React.ReactNode;
  readonly startsFolded?: boolean;
  /** Where it is kept, and by which name, whether it is folded; else it is forgotten. */
  readonly kept?: { readonly look: PanelLook; readonly name: string };
}>): React.JSX.Element {
  const [isFoldedHere, setFoldedHere] = useState(startsFolded);
  const isFolded = kept ? kept.look.isFolded(kept.name) : isFoldedHere;
  const toggle = (): void =>
    kept ? kept.look.fold(kept.name, !isFolded) : setFoldedHere(!isFolded);
  const id = useId();
  return (
    <section className="jp-Cellway-section" aria-labelledby={`${id}-title`}>
      <h3 className="jp-Cellway-sectionHeader">
        <button
          id={`${id}-title`}
          className="jp-Cellway-sectionTitle"
          aria-expanded={!isFolded}
          aria-controls={`${id}-content`}
          onClick={toggle}
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
