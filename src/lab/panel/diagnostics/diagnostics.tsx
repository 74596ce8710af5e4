import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { Severity } from '../../../pipeline/diagnostic';
import { SEVERITY_ICONS } from '../../icons/state-icons';
import type { CellTarget } from '../panel-body';
import { ROW_FOCUS, useRowFocus } from '../use-row-focus';
import type { DiagnosticRow } from './diagnostic-rows';

/** What is to be told about cells; a click goes there. */
export function Diagnostics({
  rows,
  goTo,
  trans
}: {
  readonly rows: readonly DiagnosticRow[];
  readonly goTo: (target: CellTarget) => void;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const focus = useRowFocus(rows.length);
  return (
    <ul className="jp-Cellway-list" role="list" {...focus.list}>
      {rows.map(({ severity, code, message, hints, target }, index) => (
        <li key={index} role="listitem">
          <button
            className={`jp-Cellway-diagnostic ${ROW_FOCUS}`}
            tabIndex={index === focus.active ? 0 : -1}
            title={code}
            onClick={() => target && goTo(target)}
          >
            <SeverityIcon severity={severity} trans={trans} />
            <span className="jp-Cellway-diagnosticText">
              <span>{message}</span>
              {hints.map(hint => (
                <span key={hint} className="jp-Cellway-secondary">
                  {hint}
                </span>
              ))}
              {target && (
                <span className="jp-Cellway-secondary">
                  {target.line === undefined
                    ? trans.__('Cell %1', target.cell + 1)
                    : trans.__(
                        'Cell %1, line %2',
                        target.cell + 1,
                        target.line
                      )}
                </span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function SeverityIcon({
  severity,
  trans
}: {
  readonly severity: Severity;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const icon = SEVERITY_ICONS[severity];
  return (
    <span
      className={`jp-Cellway-severity jp-mod-${severity}`}
      role="img"
      aria-label={nameOf(severity, trans)}
    >
      <icon.react tag={null} />
    </span>
  );
}

function nameOf(severity: Severity, trans: TranslationBundle): string {
  switch (severity) {
    case 'error':
      return trans.__('Error');
    case 'warning':
      return trans.__('Warning');
    case 'info':
      return trans.__('Remark');
  }
}
