/**
 * What the commands for steps do, to be loaded when one is first used: it reads
 * tags and settings.
 */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { checkEdits } from '../../notebook/editing/apply-edits';
import type { CellRole, Edit } from '../../notebook/editing/edit';
import { EditError } from '../../notebook/editing/edit-fault';
import { readTaggedCells } from '../../notebook/tagged-cells';
import type { TaggedNotebook } from '../../notebook/tagged-notebook';
import {
  readShownNotebook,
  type ShownNotebook
} from '../pipelines/shown-notebook';
import type { NotebookSession } from '../sessions/notebook-session';
import { askName, type NameQuestion } from './name-dialog';
import { splitPlace, stepsOf, stepsToMerge } from './selected-cells';

/** How long a refusal is shown, in ms. */
const REFUSAL = 8_000;

export class TagActions {
  constructor(
    private readonly _session: NotebookSession,
    /** The ids of the cells that were selected when it was asked for. */
    private readonly _selected: readonly string[],
    private readonly _trans: TranslationBundle
  ) {}

  /** The indices of the selected cells that are still there. */
  private get _cells(): readonly number[] {
    const { widgets } = this._session.panel.content;
    return widgets.flatMap(({ model }, index) =>
      this._selected.includes(model.id) ? [index] : []
    );
  }

  /** Gives the selected cells a role that needs no name. */
  async setRole(kind: Exclude<CellRole['kind'], 'step'>): Promise<void> {
    const cells = this._cells;
    await this._edit({ kind: 'set-role', cells, role: { kind } });
  }

  /** @param name - asked for where it is not given */
  async makeStep(name?: string): Promise<void> {
    const cells = this._cells;
    const placesNow = this._follow(cells);
    const makeEdit = (given: string): Edit => ({
      kind: 'set-role',
      cells: placesNow(),
      role: { kind: 'step', name: given }
    });
    const isThere = (given: string): boolean =>
      this._tagged().blocks.some(
        block =>
          block.name === given &&
          !block.cells.every(each => placesNow().includes(each))
      );
    await this._editNamed(name, makeEdit, {
      title: this._trans.__('Make a step of the selected cells'),
      action: this._trans.__('Make Step'),
      initial: await this._suggest(cells),
      explain: given =>
        isThere(given)
          ? this._trans.__('The cells will join the step “%1”.', given)
          : undefined
    });
  }

  /** @param step - that of the selected cells where it is not given */
  async renameStep(step?: string, name?: string): Promise<void> {
    const from = step ?? this._selectedStep();
    if (from === undefined) {
      this._refuse(
        this._trans.__(
          'The selected cells belong to no step. Select a cell of one.'
        )
      );
      return;
    }
    const makeEdit = (to: string): Edit => ({ kind: 'rename-step', from, to });
    await this._editNamed(name, makeEdit, {
      title: this._trans.__('Rename the step “%1”', from),
      action: this._trans.__('Rename'),
      initial: from
    });
  }

  async splitStep(name?: string): Promise<void> {
    const cells = this._cells;
    const cell = splitPlace(this._tagged(), cells);
    if (cell === undefined) {
      this._refuse(
        this._trans.__(
          'No step can be split here. Select a cell further down in a step.'
        )
      );
      return;
    }
    const placesNow = this._follow([cell]);
    const makeEdit = (given: string): Edit => ({
      kind: 'split-step',
      cell: placesNow()[0],
      name: given
    });
    await this._editNamed(name, makeEdit, {
      title: this._trans.__('Begin another step at this cell'),
      action: this._trans.__('Split Step'),
      initial: await this._suggest([cell])
    });
  }

  async mergeWithAbove(): Promise<void> {
    const cells = this._cells;
    const steps = stepsToMerge(this._tagged(), cells);
    if (steps.length < 2) {
      this._refuse(
        this._trans.__(
          'There is no step above. Select the cells of two steps, or a cell further down.'
        )
      );
      return;
    }
    await this._edit({ kind: 'merge-steps', steps });
  }

  private async _editNamed(
    name: string | undefined,
    makeEdit: (name: string) => Edit,
    question: Omit<NameQuestion, 'check'>
  ): Promise<void> {
    const check = (given: string): EditError['fault'] | undefined =>
      this._session.isReadOnly
        ? undefined
        : checkEdits(this._shown(), [makeEdit(given)]);
    // What is wrong whatever the name is nobody has to name first.
    const fault = check('a_name_that_nobody_has');
    if (fault) {
      this._refuse(new EditError(fault).message);
      return;
    }
    const { panel } = this._session;
    const given = name ?? (await askName({ ...question, check }, this._trans));
    if (given !== undefined) {
      await this._session.prepareEditing();
      await this._edit(makeEdit(given));
    }
    // The dialog gives the focus back, unless the cell was drawn anew meanwhile.
    const isNowhere = document.activeElement === document.body;
    if (name === undefined && isNowhere && !panel.isDisposed) {
      panel.content.activate();
    }
  }

  private async _edit(edit: Edit): Promise<void> {
    try {
      await this._session.edit([edit]);
    } catch (error) {
      if (!(error instanceof EditError)) {
        throw error;
      }
      this._refuse(error.message);
    }
  }

  private _refuse(message: string): void {
    Notification.warning(message, { autoClose: REFUSAL });
  }

  private _shown(): ShownNotebook {
    return readShownNotebook(this._session.panel.context.model);
  }

  private _tagged(): TaggedNotebook {
    return readTaggedCells(this._shown());
  }

  /**
   * Cells by what they are: while a name is asked for, others may edit the
   * notebook.
   *
   * @returns their places now, of those that are still there; -1 where none is
   */
  private _follow(cells: readonly number[]): () => readonly number[] {
    const { ids } = this._shown();
    const followed = cells.map(cell => ids[cell]);
    return () => {
      const { ids: now } = this._shown();
      const places = followed.map(id => now.indexOf(id));
      const left = places.filter(place => place >= 0);
      return left.length > 0 ? left : [-1];
    };
  }

  /** Of the first of the selected cells that is in a step. */
  private _selectedStep(): string | undefined {
    const cells = this._cells;
    return stepsOf(this._tagged(), cells)[0]?.name;
  }

  private async _suggest(cells: readonly number[]): Promise<string> {
    const { pipeline } = this._session;
    if (!pipeline.analysis) {
      await pipeline.update();
    }
    return pipeline.analysis?.suggestName(this._shown(), cells) ?? 'step';
  }
}
