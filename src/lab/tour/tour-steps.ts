import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from '../commands';
import { keyOf } from '../help/shortcuts';
import { findAnchor } from './anchors';
import type { TourStep } from './tour-model';

/**
 * What the tour speaks of, in its order.
 *
 * @param isOnePage - whether notebooks open in this page; in Jupyter Notebook each has its own
 */
export function tourSteps(
  commands: CommandRegistry,
  trans: TranslationBundle,
  isOnePage: boolean
): readonly TourStep[] {
  const hasNotebook = (): boolean => findAnchor('notebook') !== undefined;
  const hasPanel = commands.hasCommand(CommandIDs.showPanel);
  return [
    {
      id: 'open',
      title: trans.__('Welcome to Cellway'),
      text: isOnePage
        ? trans.__(
            'Cellway runs a notebook as a pipeline of steps, with the same result as Run All. Open a notebook of yours, or an example, to see how.'
          )
        : trans.__(
            'Cellway runs a notebook as a pipeline of steps, with the same result as Run All. Open a notebook of yours, or an example: it has a page of its own, where Help > Cellway > Tour of Cellway shows how.'
          ),
      anchor: 'panel',
      isThere: () => !hasNotebook(),
      isPassing: true,
      ...(commands.hasCommand(CommandIDs.openExamples) && {
        action: {
          label: trans.__('Open an Example'),
          command: CommandIDs.openExamples
        }
      })
    },
    {
      id: 'tag',
      title: trans.__('Cells become steps'),
      text: trans.__(
        'A tag says which step a cell begins; the cells below belong to it too. The badge shows the step, the button on a cell tags it. What a step needs of others is read from the code.'
      ),
      anchor: 'tag',
      isThere: hasNotebook
    },
    {
      id: 'keys',
      title: trans.__('By keys, if you like'),
      text: describeKeys(commands, trans),
      anchor: 'cell',
      isThere: hasNotebook
    },
    {
      id: 'run',
      title: trans.__('Run'),
      text: trans.__(
        'This runs the notebook as it is shown: each step in a process of its own, at the same time where that is possible. What has not changed is not run again.'
      ),
      anchor: 'run',
      isThere: () => findAnchor('run') !== undefined
    },
    {
      id: 'failure',
      title: trans.__('Where a failure shows'),
      text: trans.__(
        'The panel shows how each step is doing. Where one fails, its line is marked in the notebook too; here are its log and the values that it began with, ready for your kernel.'
      ),
      anchor: 'panel',
      isThere: () => hasPanel && hasNotebook(),
      ...(hasPanel && { show: CommandIDs.showPanel })
    },
    {
      id: 'help',
      title: trans.__('Help'),
      text: trans.__(
        'Help > Cellway has this tour, the keys, a guide, examples, and a check of what works here.'
      ),
      anchor: 'help',
      isThere: () => true
    }
  ];
}

/** The keys as they are set. */
function describeKeys(
  commands: CommandRegistry,
  trans: TranslationBundle
): string {
  const makeStep = keyOf(commands, CommandIDs.makeStep);
  const menu = keyOf(commands, CommandIDs.openTagMenu);
  return makeStep !== undefined && menu !== undefined
    ? trans.__(
        'While no cell is being edited, %1 makes a step of the selected cells and %2 shows all choices. The context menu has them too.',
        makeStep,
        menu
      )
    : trans.__(
        'The context menu of cells, the menu Edit and the command palette make steps of the selected cells; keys can be set for all of that.'
      );
}
