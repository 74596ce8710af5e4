import '../../../style/states.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { SEVERITY_ICONS } from '../icons/state-icons';

export interface ProblemProps {
  readonly message: string;
  readonly hint?: string;
  readonly retry?: () => void;
  /** Something else to do instead. */
  readonly wayOut?: { readonly label: string; readonly take: () => void };
  readonly trans: TranslationBundle;
}

/** Something that keeps the panel from working, and the way out. */
export function Problem({
  message,
  hint,
  retry,
  wayOut,
  trans
}: ProblemProps): React.JSX.Element {
  const icon = SEVERITY_ICONS.error;
  return (
    <div className="jp-Cellway-problem" role="alert">
      <span className="jp-Cellway-severity jp-mod-error">
        <icon.react tag={null} />
      </span>
      <div className="jp-Cellway-problemText">
        <p>{message}</p>
        {hint && <p className="jp-Cellway-secondary">{hint}</p>}
        {wayOut && (
          <button className="jp-Cellway-link" onClick={wayOut.take}>
            {wayOut.label}
          </button>
        )}
        {retry && !wayOut && (
          <button className="jp-Cellway-link" onClick={retry}>
            {trans.__('Try again')}
          </button>
        )}
      </div>
    </div>
  );
}
