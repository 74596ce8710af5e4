import type { TranslationBundle } from '@jupyterlab/translation';
import { fastForwardIcon, inspectorIcon } from '@jupyterlab/ui-components';
import React from 'react';
import { tuneIcon } from '../../icons/icons';
import type { StepActions } from './step';
import type { StepRow } from './step-rows';

/** What can be done with a step; there where the pointer or the focus is. */
export function StepButtons({
  row,
  actions: { runFrom, openSettings, inspect },
  tabIndex,
  trans
}: {
  readonly row: StepRow;
  readonly actions: StepActions;
  readonly tabIndex: number;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <>
      <button
        className="jp-Cellway-iconButton jp-Cellway-fromHere"
        tabIndex={tabIndex}
        disabled={!runFrom}
        aria-label={trans.__('Run from %1', row.id)}
        title={trans.__('Run from here: this step and all that depend on it')}
        onClick={() => runFrom?.(row.id)}
      >
        <fastForwardIcon.react tag={null} />
      </button>
      {openSettings && (
        <button
          className="jp-Cellway-iconButton jp-Cellway-fromHere"
          tabIndex={tabIndex}
          aria-label={trans.__('Settings of %1', row.id)}
          title={trans.__('Settings: memory, retries, secrets and more')}
          onClick={() => openSettings(row.name)}
        >
          <tuneIcon.react tag={null} />
        </button>
      )}
      {inspect && row.runStatus && (
        <button
          className="jp-Cellway-iconButton jp-Cellway-inspect"
          tabIndex={tabIndex}
          aria-label={trans.__('Inputs and outputs of %1', row.id)}
          title={trans.__('Inputs and outputs: what it found and left')}
          onClick={() => inspect(row.id)}
        >
          <inspectorIcon.react tag={null} />
        </button>
      )}
    </>
  );
}
