import '../../../style/states.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { SEVERITY_ICONS } from '../icons/state-icons';

export interface WayOut {
  readonly label: string;
  readonly take: () => void;
}

export interface ProblemProps {
  readonly message: string;
  readonly hint?: string;
  readonly retry?: () => void;
  /** What else to do instead. */
  readonly waysOut?: readonly WayOut[];
  readonly trans: TranslationBundle;
}

/** Something that keeps the panel from working, and the way out. */
export function Problem({
  message,
  hint,
  retry,
  waysOut = [],
  trans
}: ProblemProps): React.JSX.Element {
  const offered =
    retry && waysOut.length === 0
      ? [{ label: trans.__('Try again'), take: retry }]
      : waysOut;
  const icon = SEVERITY_ICONS.error;
  return (
    <div className="jp-Cellway-problem" role="alert">
      <span className="jp-Cellway-severity jp-mod-error">
        <icon.react tag={null} />
      </span>
      <div className="jp-Cellway-problemText">
        <p>{message}</p>
        {hint && <p className="jp-Cellway-secondary">{hint}</p>}
        {offered.length > 0 && (
          <p className="jp-Cellway-waysOut">
            {offered.map(({ label, take }) => (
              <button key={label} className="jp-Cellway-link" onClick={take}>
                {label}
              </button>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}
