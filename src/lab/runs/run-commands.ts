import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { historyIcon, redoIcon, stopIcon } from '@jupyterlab/ui-components';
import { CommandIDs } from '../commands';
import { pathOfRun } from '../drive/drive-path';
import { pipelineIcon } from '../icons/icons';
import type { ISessions } from '../sessions/sessions';
import { beginRun } from './begin-run';
import { addStepRunCommands } from './step-run-commands';

const NO_ARGUMENTS = { type: 'object', properties: {} } as const;

/** Adds the commands that act on the runs of the notebook in front. */
export function addRunCommands(
  app: JupyterFrontEnd,
  sessions: ISessions,
  tracker: INotebookTracker,
  trans: TranslationBundle
): void {
  const { commands } = app;
  const canRun = (): boolean =>
    sessions.currentPanel !== undefined &&
    (sessions.existing?.runs.canRun ?? !isExecutedInFront(sessions));

  commands.addCommand(CommandIDs.run, {
    label: trans.__('Run as Pipeline'),
    caption: trans.__('Run this notebook as a pipeline of isolated steps'),
    icon: args => (args.toolbar ? pipelineIcon : undefined),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          toolbar: {
            type: 'boolean',
            description: 'Whether the command stands in a toolbar.'
          }
        }
      }
    },
    isEnabled: canRun,
    execute: async () => {
      const session = sessions.current;
      if (session) {
        await beginRun(session, commands, () => session.run());
      }
    }
  });

  addStepRunCommands({ app, sessions, tracker, canRun, trans });

  commands.addCommand(CommandIDs.cancel, {
    label: trans.__('Cancel Run'),
    caption: trans.__('End the run of this notebook'),
    icon: stopIcon,
    describedBy: { args: NO_ARGUMENTS },
    isEnabled: () => sessions.existing?.runs.canCancel ?? false,
    execute: async () => sessions.existing?.runs.cancel()
  });

  commands.addCommand(CommandIDs.resume, {
    label: trans.__('Resume Run'),
    caption: trans.__('Run what is left of the last run of this notebook'),
    icon: redoIcon,
    describedBy: { args: NO_ARGUMENTS },
    isEnabled: () => sessions.existing?.runs.canResume ?? false,
    execute: async () => {
      const session = sessions.existing;
      if (session) {
        await beginRun(session, commands, () => session.runs.resume());
      }
    }
  });

  commands.addCommand(CommandIDs.openRun, {
    label: trans.__('Open Executed Notebook'),
    caption: trans.__('Open what a run of this notebook has left, to be read'),
    icon: historyIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          id: {
            type: 'string',
            description:
              'The id of the run; the last one where it is not given.'
          },
          notebook: {
            type: 'string',
            description:
              'The path of its notebook; that in front where it is not given.'
          }
        }
      }
    },
    isEnabled: args =>
      typeof args.id === 'string' ||
      sessions.existing?.runs.current !== undefined,
    execute: async args => {
      const session = sessions.existing;
      const id = args.id ?? session?.runs.current?.place.id;
      const notebook = args.notebook ?? session?.panel.context.localPath;
      if (typeof notebook === 'string' && typeof id === 'string') {
        const path = pathOfRun({ id, notebook });
        await commands.execute('docmanager:open', {
          path,
          kernelPreference: { shouldStart: false, canStart: false }
        });
      }
    }
  });

  // Many events a second say nothing about what is enabled.
  let known = '';
  sessions.changed.connect(() => {
    const runs = sessions.existing?.runs;
    const now = JSON.stringify([
      sessions.currentPanel?.id,
      runs?.canRun,
      runs?.canCancel,
      runs?.canResume
    ]);
    if (now !== known) {
      known = now;
      commands.notifyCommandChanged();
    }
  });
}

function isExecutedInFront(sessions: ISessions): boolean {
  return sessions.currentPanel !== undefined && sessions.current === undefined;
}
