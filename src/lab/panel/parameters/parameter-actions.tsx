import type { TranslationBundle } from '@jupyterlab/translation';
import { fileUploadIcon, undoIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import React from 'react';
import type { Parameter } from '../../../pipeline/model';
import { CommandIDs } from '../../commands';
import type { ParameterValues } from '../../sessions/parameter-values';

/** What is done with the values of all parameters. */
export function ParameterActions({
  parameters,
  values,
  commands,
  trans
}: {
  readonly parameters: readonly Parameter[];
  readonly values: ParameterValues;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <>
      {parameters.some(each => values.isEdited(each)) && (
        <button
          className="jp-Cellway-iconButton"
          title={trans.__('Back to the defaults')}
          aria-label={trans.__('Back to the defaults')}
          onClick={() => values.reset()}
        >
          <undoIcon.react tag={null} />
        </button>
      )}
      <button
        className="jp-Cellway-iconButton"
        title={commands.label(CommandIDs.takeValues)}
        aria-label={commands.label(CommandIDs.takeValues)}
        onClick={() => void commands.execute(CommandIDs.takeValues)}
      >
        <fileUploadIcon.react tag={null} />
      </button>
    </>
  );
}
