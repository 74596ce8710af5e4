import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  WidgetTracker,
  type MainAreaWidget
} from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IService } from '../api/service';
import type * as Artifacts from '../artifacts/artifacts';
import type { ArtifactViews } from '../artifacts/artifact-views';
import type { StepView } from '../artifacts/step-view';
import { CommandIDs } from '../commands';
import { ISessions } from '../sessions/sessions';
import { showBeside, showView } from '../shell/show-view';

/** Shows what steps found and left, and loads it into the kernel. */
export const artifacts: JupyterFrontEndPlugin<void> = {
  id: 'cellway:artifacts',
  description:
    'Shows what the steps of a run found and left, and loads it into the kernel.',
  autoStart: true,
  requires: [ISessions, IService, IRenderMimeRegistry, INotebookTracker],
  optional: [ILabShell, ILayoutRestorer, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions,
    service: IService,
    rendermime: IRenderMimeRegistry,
    notebooks: INotebookTracker,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const { commands } = app;
    const trans = (translator ?? nullTranslator).load('cellway');
    const parts = { service, trans };
    const place = { app, labShell };
    const tracker = new WidgetTracker<MainAreaWidget<StepView>>({
      namespace: 'cellway-artifacts'
    });
    let views: ArtifactViews | undefined;
    const step = {
      type: 'string',
      description:
        'The id of the step; that of the active cell, else the one that failed, where it is not given.'
    } as const;
    const run = {
      type: 'string',
      description:
        'The id of the run; the one that is shown where it is not given.'
    } as const;
    const name = {
      type: 'string',
      description:
        'The name of a variable that the step has left; asked for where it is not given.'
    } as const;
    const hasRun = (): boolean => sessions.existing?.runs.current !== undefined;

    commands.addCommand(CommandIDs.showArtifacts, {
      label: trans.__('Show Inputs and Outputs of a Step'),
      caption: trans.__('Show what a step of the last run found and left'),
      describedBy: {
        args: {
          type: 'object',
          properties: {
            step,
            path: {
              type: 'string',
              description:
                'The path of an open notebook; the one in front where it is not given.'
            }
          }
        }
      },
      isEnabled: hasRun,
      execute: async args => {
        const panel =
          args.path === undefined
            ? sessions.currentPanel
            : notebooks.find(({ context }) => context.path === args.path);
        const session = panel && sessions.of(panel);
        const { ArtifactViews } = await loadArtifacts();
        views ??= new ArtifactViews({
          ...parts,
          rendermime,
          show: (widget, notebook) => {
            if (labShell) {
              // Tables of values need the width.
              showBeside(widget, notebook, place);
            } else {
              showView(widget, place);
            }
            if (!tracker.has(widget)) {
              void tracker.add(widget);
            }
          },
          changed: widget => void tracker.save(widget)
        });
        if (session) {
          views.show(session, textOf(args.step));
        }
      }
    });

    commands.addCommand(CommandIDs.loadInputs, {
      label: trans.__('Load Inputs of Step into Kernel'),
      caption: trans.__(
        "Make what a step of the last run began with in the notebook's kernel"
      ),
      describedBy: { args: { type: 'object', properties: { run, step } } },
      isEnabled: hasRun,
      execute: async args => {
        const session = sessions.current;
        if (session) {
          const { loadInputs } = await loadArtifacts();
          const given = { run: textOf(args.run), step: textOf(args.step) };
          await loadInputs(session, given, parts);
        }
      }
    });

    commands.addCommand(CommandIDs.loadVariable, {
      label: ({ name }) =>
        name === undefined
          ? trans.__('Load Variable of Step into Kernel…')
          : trans.__('Load Variable of Step into Kernel'),
      caption: trans.__('Make a variable that a step has left in the kernel'),
      describedBy: {
        args: {
          type: 'object',
          properties: { run, step, name }
        }
      },
      isEnabled: hasRun,
      execute: async args => {
        const session = sessions.current;
        if (session) {
          const { loadVariable } = await loadArtifacts();
          const given = {
            run: textOf(args.run),
            step: textOf(args.step),
            name: textOf(args.name)
          };
          await loadVariable(session, given, parts);
        }
      }
    });

    commands.addCommand(CommandIDs.downloadVariable, {
      label: ({ name }) =>
        name === undefined
          ? trans.__('Download Variable of Step…')
          : trans.__('Download Variable of Step'),
      caption: trans.__('Write a variable that a step has left to a file'),
      describedBy: {
        args: {
          type: 'object',
          properties: {
            run,
            step,
            name,
            format: {
              type: 'string',
              description:
                'An ending that fits its type, such as csv; the best one where it is not given.'
            }
          }
        }
      },
      isEnabled: hasRun,
      execute: async args => {
        const session = sessions.current;
        if (session) {
          const { downloadVariable } = await loadArtifacts();
          const given = {
            run: textOf(args.run),
            step: textOf(args.step),
            name: textOf(args.name),
            format: textOf(args.format)
          };
          await downloadVariable(session, given, parts);
        }
      }
    });

    commands.addCommand(CommandIDs.runWhatIsLeft, {
      label: trans.__('Run What Is Left'),
      caption: trans.__(
        'Go on after a failure: only what failed, what has changed and what depends on it is executed'
      ),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => sessions.existing?.runs.canRun ?? false,
      execute: async () => {
        const session = sessions.current;
        if (session) {
          const { runWhatIsLeft } = await loadArtifacts();
          await runWhatIsLeft(session);
        }
      }
    });

    void restorer?.restore(tracker, {
      command: CommandIDs.showArtifacts,
      args: ({ content: { session, step } }) => ({
        path: session.panel.context.path,
        ...(step !== undefined && { step })
      }),
      name: ({ content }) => content.session.panel.context.path,
      // The values are shown beside their notebook.
      when: notebooks.restored
    });

    for (const command of [
      CommandIDs.showArtifacts,
      CommandIDs.loadInputs,
      CommandIDs.loadVariable,
      CommandIDs.downloadVariable,
      CommandIDs.runWhatIsLeft
    ]) {
      palette?.addItem({ command, category: trans.__('Cellway') });
    }
  }
};

function loadArtifacts(): Promise<typeof Artifacts> {
  return import(/* webpackChunkName: "artifacts" */ '../artifacts/artifacts');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
