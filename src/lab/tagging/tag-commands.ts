import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { TaggedNotebook } from '../../notebook/tagged-notebook';
import type { CellRole } from '../../notebook/editing/edit';
import { CommandIDs } from '../commands';
import { pipelineIcon } from '../icons/icons';
import { isReadOnly } from '../sessions/read-only';
import type { ISessions } from '../sessions/sessions';
import {
  hasSelectedCode,
  selectedCells,
  splitPlace,
  stepsOf,
  stepsToMerge
} from './selected-cells';
import type { TagActions } from './tag-actions';

const NO_ARGUMENTS = { type: 'object', properties: {} } as const;

const NAME = {
  type: 'string',
  description: 'The name of the step; asked for where it is not given.'
} as const;

/** Adds the commands that say what the selected cells of the notebook in front are. */
export function addTagCommands(
  { commands }: JupyterFrontEnd,
  sessions: ISessions,
  trans: TranslationBundle
): void {
  /** Does nothing where no notebook is in front that can be edited. */
  const act = async (
    what: (actions: TagActions) => Promise<void>
  ): Promise<void> => {
    const session = sessions.current;
    if (session) {
      // Who goes on to the next cell at once means the one before.
      const { panel } = session;
      const selected = selectedCells(panel).map(
        index => panel.content.widgets[index].model.id
      );
      const { TagActions: Actions } = await import(
        /* webpackChunkName: "tagging" */ './tag-actions'
      );
      await what(new Actions(session, selected, trans));
    }
  };
  const isEnabled = (): boolean => {
    const panel = editablePanel(sessions);
    return panel !== undefined && hasSelectedCode(panel);
  };
  /** As far as somebody has read the notebook: a command says by itself what it cannot do. */
  const known = (
    panel: NotebookPanel | undefined
  ): TaggedNotebook | undefined =>
    panel && sessions.existing?.panel === panel
      ? sessions.existing.pipeline.shown?.tagged
      : undefined;
  const mayBe = (
    isSo: (tagged: TaggedNotebook, cells: readonly number[]) => boolean
  ): boolean => {
    const panel = editablePanel(sessions);
    const tagged = known(panel);
    return (
      isEnabled() && (!panel || !tagged || isSo(tagged, selectedCells(panel)))
    );
  };
  const addRole = (
    id: string,
    kind: Exclude<CellRole['kind'], 'step'>,
    options: Pick<CommandRegistry.ICommandOptions, 'label' | 'caption'>
  ): void => {
    commands.addCommand(id, {
      ...options,
      describedBy: { args: NO_ARGUMENTS },
      isEnabled,
      isToggled: () => {
        const panel = sessions.currentPanel;
        const cell = panel?.content.activeCellIndex ?? -1;
        return (known(panel)?.blocks ?? []).some(
          block => block.kind === kind && block.cells.includes(cell)
        );
      },
      execute: () => act(actions => actions.setRole(kind))
    });
  };

  commands.addCommand(CommandIDs.makeStep, {
    label: trans.__('Make Step…'),
    caption: trans.__(
      'Make one step of the selected cells; untagged cells below belong to it too'
    ),
    describedBy: { args: { type: 'object', properties: { name: NAME } } },
    isEnabled,
    execute: args => act(actions => actions.makeStep(textOf(args, 'name')))
  });
  addRole(CommandIDs.tagImports, 'imports', {
    label: trans.__('Mark as Imports'),
    caption: trans.__(
      'Run the imports of the selected cells in every step that needs them'
    )
  });
  addRole(CommandIDs.tagFunctions, 'functions', {
    label: trans.__('Mark as Functions'),
    caption: trans.__(
      'Give the functions and classes of the selected cells to every step that needs them'
    )
  });
  addRole(CommandIDs.tagParameters, 'parameters', {
    label: trans.__('Mark as Parameters'),
    caption: trans.__(
      'Let each run give other values to the variables of the selected cells'
    )
  });
  addRole(CommandIDs.tagMetrics, 'metrics', {
    label: trans.__('Mark as Metrics'),
    caption: trans.__(
      'Keep with each run the numbers that the selected cells print'
    )
  });
  addRole(CommandIDs.tagSkip, 'skip', {
    label: trans.__('Skip in Pipeline'),
    caption: trans.__('Leave the selected cells out of the pipeline')
  });
  addRole(CommandIDs.untag, 'none', {
    label: trans.__('Untag'),
    caption: trans.__('Let the selected cells belong to the step above')
  });
  commands.addCommand(CommandIDs.renameStep, {
    label: trans.__('Rename Step…'),
    caption: trans.__(
      'Rename the step of the selected cells, wherever it is named'
    ),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          step: {
            type: 'string',
            description:
              'The step to rename; that of the selected cells where it is not given.'
          },
          name: NAME
        }
      }
    },
    isEnabled: args =>
      typeof args.step === 'string'
        ? editablePanel(sessions) !== undefined
        : mayBe((tagged, cells) => stepsOf(tagged, cells).length > 0),
    execute: args =>
      act(actions =>
        actions.renameStep(textOf(args, 'step'), textOf(args, 'name'))
      )
  });
  commands.addCommand(CommandIDs.mergeStep, {
    label: trans.__('Merge with Step Above'),
    caption: trans.__(
      'Make one step of the selected steps, or of the selected one and the one above'
    ),
    describedBy: { args: NO_ARGUMENTS },
    isEnabled: () =>
      mayBe((tagged, cells) => stepsToMerge(tagged, cells).length > 1),
    execute: () => act(actions => actions.mergeWithAbove())
  });
  commands.addCommand(CommandIDs.splitStep, {
    label: trans.__('Split Step Here…'),
    caption: trans.__(
      'Begin another step at the selected cell, with the rest of its step'
    ),
    describedBy: { args: { type: 'object', properties: { name: NAME } } },
    isEnabled: () =>
      mayBe((tagged, cells) => splitPlace(tagged, cells) !== undefined),
    execute: args => act(actions => actions.splitStep(textOf(args, 'name')))
  });
  commands.addCommand(CommandIDs.openTagMenu, {
    label: args => (args.toolbar ? '' : trans.__('Tag Cells…')),
    caption: trans.__('Say what the selected cells are in the pipeline'),
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
    isEnabled,
    execute: async () => {
      const panel = editablePanel(sessions);
      const { openTagMenu } = await import(
        /* webpackChunkName: "tagging" */ './tag-menu'
      );
      if (panel) {
        openTagMenu(panel, commands);
      }
    }
  });
}

/** The notebook in front, where what is done to it could be saved. */
function editablePanel(sessions: ISessions): NotebookPanel | undefined {
  const panel = sessions.currentPanel;
  return panel && !isReadOnly(panel) ? panel : undefined;
}

function textOf(
  args: ReadonlyPartialJSONObject,
  key: string
): string | undefined {
  const value = args[key];
  return typeof value === 'string' ? value : undefined;
}
