import '../../../../style/states.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useLayoutEffect, useRef } from 'react';
import type { Severity } from '../../../pipeline/diagnostic';
import type { ChosenFix } from '../../diagnostics/apply-fix';
import { SEVERITY_ICONS } from '../../icons/state-icons';
import type { CellTarget } from '../panel-body';
import { ROW_FOCUS, useRowFocus } from '../use-row-focus';
import type { DiagnosticRow } from './diagnostic-rows';
import { useShownFixes } from './use-shown-fixes';
import { SeverityFilter, useSeverities } from './severity-filter';

interface Actions {
  readonly goTo: (target: CellTarget) => void;
  readonly fix: (chosen: ChosenFix) => Promise<void>;
}

/** What is to be told about cells, with what mends it; a click on a row goes to its cell. */
export function Diagnostics({
  rows,
  actions,
  trans
}: {
  readonly rows: readonly DiagnosticRow[];
  readonly actions: Actions;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const severities = useSeverities(rows);
  const focus = useRowFocus(severities.shown.length);
  const list = useRef<HTMLUListElement>(null);
  const isFixing = useRef(false);
  const fix = async (chosen: ChosenFix): Promise<void> => {
    isFixing.current = true;
    await actions.fix(chosen);
  };
  // At once, before the panel gives the focus to its first button.
  useLayoutEffect(() => {
    // The button that had the focus has gone with its row.
    if (isFixing.current && document.activeElement === document.body) {
      list.current
        ?.querySelector<HTMLElement>(`.${ROW_FOCUS}[tabindex="0"]`)
        ?.focus();
    }
    isFixing.current = false;
  }, [rows.length]);
  return (
    <>
      <SeverityFilter severities={severities} trans={trans} />
      <ul className="jp-Cellway-list" role="list" ref={list} {...focus.list}>
        {severities.shown.map((row, index) => (
          <Row
            key={index}
            row={row}
            actions={{ ...actions, fix }}
            tabIndex={index === focus.active ? 0 : -1}
            trans={trans}
          />
        ))}
      </ul>
    </>
  );
}

function Row({
  row,
  actions,
  tabIndex,
  trans
}: {
  readonly row: DiagnosticRow;
  readonly actions: Actions;
  readonly tabIndex: number;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const { severity, code, message, hint, target } = row;
  const { place, fixes } = useShownFixes(row);
  return (
    <li role="listitem" ref={place}>
      <button
        className={`jp-Cellway-diagnostic ${ROW_FOCUS}`}
        tabIndex={tabIndex}
        title={code}
        onClick={() => target && actions.goTo(target)}
      >
        <SeverityIcon severity={severity} trans={trans} />
        <span className="jp-Cellway-diagnosticText">
          <span>{message}</span>
          {hint !== undefined && (
            <span className="jp-Cellway-secondary">{hint}</span>
          )}
          {target && (
            <span className="jp-Cellway-secondary">
              {target.line === undefined
                ? trans.__('Cell %1', target.cell + 1)
                : trans.__('Cell %1, line %2', target.cell + 1, target.line)}
            </span>
          )}
        </span>
      </button>
      {fixes.length > 0 && (
        <div className="jp-Cellway-fixes">
          {fixes.map(fix => (
            <button
              key={fix.title}
              className="jp-Cellway-fix"
              tabIndex={tabIndex}
              onClick={() => void actions.fix(fix)}
            >
              {fix.title}
            </button>
          ))}
        </div>
      )}
    </li>
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
