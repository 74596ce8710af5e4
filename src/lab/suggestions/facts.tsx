import '../../../style/states.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { colourClass } from '../colours/step-colours';
import { SEVERITY_ICONS } from '../icons/state-icons';
import type { DraftFacts } from './draft-facts';

/** So many problems are shown; to read more a person would accept first. */
const SHOWN = 3;

/** What would come of the rows: the steps in the order in which they can run. */
export function Facts({
  facts,
  trans
}: {
  readonly facts: DraftFacts;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const { stages, steps, news } = facts;
  const widest = Math.max(0, ...stages.map(stage => stage.length));
  return (
    <>
      <p className="jp-CellwaySuggestions-summary" role="status">
        {trans._n('%1 step', '%1 steps', steps)}
        {widest > 1 &&
          trans.__(', of which up to %1 can run side by side', widest)}
      </p>
      <ol
        className="jp-CellwaySuggestions-stages"
        aria-label={trans.__('What can run side by side, in order')}
      >
        {stages.map((stage, index) => (
          <li key={index}>
            {stage.map(({ name, colour }) => (
              <span
                key={name}
                className={`jp-CellwaySuggestions-chip ${colourClass(colour)}`}
                title={name}
              >
                {name}
              </span>
            ))}
          </li>
        ))}
      </ol>
      {news.slice(0, SHOWN).map(({ severity, cell, message }) => {
        const icon = SEVERITY_ICONS[severity];
        return (
          <p
            key={`${cell} ${message}`}
            className="jp-CellwaySuggestions-problem"
          >
            <span className={`jp-Cellway-severity jp-mod-${severity}`}>
              <icon.react tag={null} />
            </span>
            <span>{message}</span>
          </p>
        );
      })}
      {news.length > SHOWN && (
        <p className="jp-Cellway-secondary">
          {trans._n('%1 problem more', '%1 problems more', news.length - SHOWN)}
        </p>
      )}
    </>
  );
}
