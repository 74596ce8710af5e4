import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  fastForwardIcon,
  moveDownIcon,
  runIcon,
  type LabIcon
} from '@jupyterlab/ui-components';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { NewRun } from '../../service/api/runs';
import { CommandIDs } from '../commands';
import { beginRun } from './begin-run';
import type { NotebookSession } from '../sessions/notebook-session';
import type { ISessions } from '../sessions/sessions';

const ARGUMENTS = {
  args: {
    type: 'object',
    properties: {
      step: {
        type: 'string',
        description:
          'The id of the step; that of the active cell where it is not given.'
      },
      here: {
        type: 'boolean',
        description: 'Whether what was clicked says which step is meant.'
      }
    }
  }
} as const;

/** What stands for a step, as in the context menus of schema/commands.json. */
const CLICKED = '.jp-Cellway-step, .jp-CellwayGraph [data-step]';

export interface StepRunParts {
  readonly app: JupyterFrontEnd;
  readonly sessions: ISessions;
  readonly tracker: INotebookTracker;
  readonly canRun: () => boolean;
  readonly trans: TranslationBundle;
}

/** Adds the commands that run a part of a notebook: a step, from a step, up to a step. */
export function addStepRunCommands(parts: StepRunParts): void {
  const { app, canRun, trans } = parts;

  const add = (
    id: string,
    texts: {
      /** Where it is plain which step is meant. */
      readonly here: string;
      readonly label: string;
      readonly caption: string;
    },
    icon: LabIcon,
    select: (step: string) => NewRun['selection']
  ): void => {
    app.commands.addCommand(id, {
      label: args =>
        args.here === true || typeof args.step === 'string'
          ? texts.here
          : texts.label,
      caption: texts.caption,
      icon,
      describedBy: ARGUMENTS,
      isEnabled: canRun,
      execute: async args => {
        const { session, step } = meant(args, parts);
        const id = step ?? (session && (await stepOfActiveCell(session)));
        if (session && id !== undefined) {
          await beginRun(session, app.commands, () => session.run(select(id)));
        }
      }
    });
  };

  add(
    CommandIDs.runOnly,
    {
      here: trans.__('Run Only This Step'),
      label: trans.__('Run Only the Step of This Cell'),
      caption: trans.__(
        'Run this step alone, with what the steps that it needs have left before'
      )
    },
    runIcon,
    step => ({ only: step })
  );

  add(
    CommandIDs.runFromHere,
    {
      here: trans.__('Run from Here'),
      label: trans.__('Run Pipeline from the Step of This Cell'),
      caption: trans.__(
        'Run this step and all that depend on it; the others may come from the cache'
      )
    },
    fastForwardIcon,
    step => ({ from: step })
  );

  add(
    CommandIDs.runToHere,
    {
      here: trans.__('Run up to Here'),
      label: trans.__('Run Pipeline up to the Step of This Cell'),
      caption: trans.__(
        'Run this step and those that it needs, as far as anything has changed'
      )
    },
    moveDownIcon,
    step => ({ to: step })
  );
}

/** Whose step is meant: one that is named, one that was clicked, else that of the active cell. */
function meant(
  args: ReadonlyPartialJSONObject,
  { app, sessions, tracker }: StepRunParts
): { readonly session?: NotebookSession; readonly step?: string } {
  const { current: session } = sessions;
  if (typeof args.step === 'string') {
    return { session, step: args.step };
  }
  const clicked =
    args.here === true
      ? app.contextMenuHitTest(node => node.matches(CLICKED))
      : undefined;
  const named = clicked?.matches('[data-step]')
    ? clicked
    : clicked?.querySelector<HTMLElement>('[data-step]');
  // A graph may be that of another notebook than the one in front.
  const id = clicked?.closest<HTMLElement>('[data-notebook]')?.dataset.notebook;
  const panel = tracker.find(each => each.id === id);
  return {
    session: panel ? sessions.of(panel) : session,
    step: named?.dataset.step
  };
}

async function stepOfActiveCell({
  panel,
  pipeline
}: NotebookSession): Promise<string | undefined> {
  await pipeline.update();
  const { shown } = pipeline;
  const id = panel.content.activeCell?.model.id;
  const cell = shown?.notebook.ids.indexOf(id ?? '');
  return shown?.pipeline.steps.find(step =>
    step.cells.some(each => each.cell === cell)
  )?.id;
}
