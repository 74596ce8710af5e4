import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';
import type { Severity } from '../../../pipeline/diagnostic';
import type { DiagnosticRow } from './diagnostic-rows';

/** From how many rows on some may be hidden. */
const MANY = 10;

const ALL: readonly Severity[] = ['error', 'warning', 'info'];

/** Which diagnostics are shown where there are many. */
export interface Severities {
  readonly shown: readonly DiagnosticRow[];
  /** How many there are of each kind; empty where nothing can be chosen. */
  readonly counts: readonly (readonly [Severity, number])[];
  readonly isShown: (severity: Severity) => boolean;
  readonly toggle: (severity: Severity) => void;
}

export function useSeverities(rows: readonly DiagnosticRow[]): Severities {
  const [hidden, setHidden] = useState<readonly Severity[]>([]);
  const counts = ALL.map(
    severity =>
      [
        severity,
        rows.filter(each => each.severity === severity).length
      ] as const
  ).filter(([, count]) => count > 0);
  const canChoose = rows.length > MANY && counts.length > 1;
  const isShown = (severity: Severity): boolean => !hidden.includes(severity);
  return {
    shown: canChoose ? rows.filter(each => isShown(each.severity)) : rows,
    counts: canChoose ? counts : [],
    isShown,
    toggle: severity =>
      setHidden(
        isShown(severity)
          ? [...hidden, severity]
          : hidden.filter(each => each !== severity)
      )
  };
}

/** Shows or hides diagnostics of a kind; nothing where there are few. */
export function SeverityFilter({
  severities: { counts, isShown, toggle },
  trans
}: {
  readonly severities: Severities;
  readonly trans: TranslationBundle;
}): React.JSX.Element | null {
  return counts.length === 0 ? null : (
    <div
      className="jp-Cellway-filter"
      role="group"
      aria-label={trans.__('Shown diagnostics')}
    >
      {counts.map(([severity, count]) => (
        <button
          key={severity}
          className="jp-Cellway-fix"
          aria-pressed={isShown(severity)}
          onClick={() => toggle(severity)}
        >
          {nameOf(severity, count, trans)}
        </button>
      ))}
    </div>
  );
}

function nameOf(
  severity: Severity,
  count: number,
  trans: TranslationBundle
): string {
  switch (severity) {
    case 'error':
      return trans._n('%1 error', '%1 errors', count);
    case 'warning':
      return trans._n('%1 warning', '%1 warnings', count);
    case 'info':
      return trans._n('%1 remark', '%1 remarks', count);
  }
}
