import {
  editIcon,
  historyIcon,
  pasteIcon,
  redoIcon,
  runIcon,
  stopIcon,
  type LabIcon
} from '@jupyterlab/ui-components';
import React from 'react';
import type { RunRecord } from '../../service/api/runs';
import { CommandIDs } from '../commands';
import { pinIcon } from '../icons/icons';
import { editMarks } from '../runs/edit-marks';
import type { RunState } from '../runs/run-state';
import { isEnded, isResumable } from '../runs/statuses';
import type { RunViewContext } from './run-view';
import type { RunViewModel } from './run-view-model';

/** What can be done with a run. */
export function RunButtons({
  model,
  record,
  state,
  context: { commands, openSession, trans }
}: {
  readonly model: RunViewModel;
  readonly record: RunRecord;
  readonly state: RunState;
  readonly context: RunViewContext;
}): React.JSX.Element {
  const { place, isAsking } = model;
  const isLive = !isEnded(state.status);
  const isPinned = record.marks?.pinned ?? false;
  return (
    <div className="jp-CellwayRun-buttons">
      {isLive && (
        <Action
          icon={stopIcon}
          label={trans.__('Cancel')}
          isDisabled={isAsking}
          act={() => void model.cancel()}
        />
      )}
      {isResumable(state.status) && (
        <Action
          icon={redoIcon}
          label={trans.__('Resume')}
          title={trans.__('Run the steps that are not done, as they were')}
          isDisabled={isAsking}
          act={() => void model.resume()}
        />
      )}
      {!isLive && (
        <Action
          icon={runIcon}
          label={trans.__('Run Again')}
          title={trans.__('Run the notebook as it is now')}
          act={() =>
            void openSession(place.notebook).then(
              session => session && commands.execute(CommandIDs.run)
            )
          }
        />
      )}
      <Action
        icon={historyIcon}
        label={trans.__('Open Executed Notebook')}
        act={() => void commands.execute(CommandIDs.openRun, { ...place })}
      />
      <Action
        icon={pasteIcon}
        label={trans.__('Copy Outputs into Notebook')}
        title={trans.__(
          'Show the outputs of this run in the notebook; Undo takes them away again'
        )}
        act={() => void commands.execute(CommandIDs.copyOutputs, { ...place })}
      />
      <Icon
        icon={editIcon}
        label={trans.__('Name and note…')}
        act={() =>
          void editMarks(record.marks, trans).then(
            change => change && model.mark(change)
          )
        }
      />
      <Icon
        icon={pinIcon}
        label={
          isPinned ? trans.__('Unpin') : trans.__('Pin, so that it is kept')
        }
        isPressed={isPinned}
        act={() => void model.mark({ pinned: !isPinned })}
      />
    </div>
  );
}

interface ActionProps {
  readonly icon: LabIcon;
  readonly label: string;
  readonly act: () => void;
}

function Action({
  icon,
  label,
  title,
  isDisabled = false,
  act
}: ActionProps & {
  readonly title?: string;
  readonly isDisabled?: boolean;
}): React.JSX.Element {
  return (
    <button
      className="jp-Cellway-action"
      title={title ?? label}
      disabled={isDisabled}
      onClick={act}
    >
      <icon.react tag="span" />
      <span className="jp-Cellway-actionLabel">{label}</span>
    </button>
  );
}

function Icon({
  icon,
  label,
  isPressed,
  act
}: ActionProps & { readonly isPressed?: boolean }): React.JSX.Element {
  return (
    <button
      className="jp-Cellway-iconButton"
      title={label}
      aria-label={label}
      aria-pressed={isPressed}
      onClick={act}
    >
      <icon.react tag={null} />
    </button>
  );
}
