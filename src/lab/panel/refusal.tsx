import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import React from 'react';
import type { RunPlace } from '../api/service';
import type { ServiceError } from '../api/service-error';
import { CommandIDs } from '../commands';
import { Problem, type WayOut } from './problem';

export interface RefusalProps {
  readonly problem: ServiceError;
  /** The run that stands in the way, where one does. */
  readonly blocking?: RunPlace;
  readonly cancel: (place: RunPlace) => void;
  readonly retry: () => void;
  readonly waysOut?: readonly WayOut[];
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
}

/** What the service has refused, with what can be done about it here. */
export function Refusal({
  problem,
  blocking,
  cancel,
  commands,
  trans,
  ...rest
}: RefusalProps): React.JSX.Element {
  if (!blocking) {
    const { message, hint } = problem;
    return <Problem message={message} hint={hint} trans={trans} {...rest} />;
  }
  const show: WayOut = {
    label: trans.__('Show That Run'),
    take: () => void commands.execute(CommandIDs.openRunView, { ...blocking })
  };
  return (
    <Problem
      message={trans.__('The notebook is being run already.')}
      hint={trans.__('Two runs at once would write the same files.')}
      waysOut={[
        ...(commands.hasCommand(CommandIDs.openRunView) ? [show] : []),
        {
          label: trans.__('Cancel That Run'),
          take: () => cancel(blocking)
        }
      ]}
      trans={trans}
    />
  );
}
