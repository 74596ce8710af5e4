import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { Finding } from '../../service/api/surroundings';

/** What works, and what does not; style/help.css goes with it. */
export function FindingsList({
  findings,
  trans
}: {
  readonly findings: readonly Finding[];
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <ul className="jp-CellwayHelp-findings" role="list">
      {findings.map((each, index) => (
        <li key={index} data-state={each.state}>
          <span className="jp-CellwayHelp-state">
            {nameOf(each.state, trans)}
          </span>
          <span>
            <strong>{each.subject}</strong> {each.text}
            {each.hint !== undefined && (
              <span className="jp-CellwayHelp-hint">{each.hint}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function nameOf(state: Finding['state'], trans: TranslationBundle): string {
  switch (state) {
    case 'well':
      return trans.__('OK');
    case 'lacking':
      return trans.__('Lacking');
    case 'missing':
      return trans.__('Missing');
  }
}
