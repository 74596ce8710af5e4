import '../../../style/badges.css';
import type { Cell } from '@jupyterlab/cells';
import type { Notebook, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { readTaggedCells } from '../../notebook/tagged-cells';
import { isPython, readShownNotebook } from '../pipelines/shown-notebook';
import type { NotebookSession } from '../sessions/notebook-session';
import { Badge } from './badge';
import { problemEntries, stepEntries } from './badge-entries';
import { openMenu } from './badge-menu';
import type { BadgeSettings } from './badge-settings';
import type { BadgeActions } from './badge-view';
import { CellMarks } from './cell-marks';
import { cellPlans, type CellPlan, type MarkedNotebook } from './cell-plans';
import { fixTags } from './fix-tags';
import { newsOf, plansById, rowOf } from './cell-rows';

/** What the badges need of JupyterLab. */
export interface BadgeParts {
  readonly commands: CommandRegistry;
  readonly settings: BadgeSettings;
  readonly trans: TranslationBundle;
}

const NO_PLANS: ReadonlyMap<string, CellPlan> = new Map();

/**
 * Keeps the badges and bars of a notebook's cells as its session says: once a
 * frame, and only those that say something else than before.
 */
export class NotebookBadges implements IDisposable {
  private _plans = NO_PLANS;
  /** Whether the plans are those of the notebook as it was. */
  private _isStale = true;
  /** The marks of the active cell. */
  private _tabStop: CellMarks | undefined;
  private _frame = 0;
  private _isDisposed = false;
  /** By widget: a cell that is moved, or gets another type, gets another one. */
  private readonly _marks = new WeakMap<Cell, CellMarks>();

  constructor(
    readonly panel: NotebookPanel,
    readonly session: NotebookSession,
    private readonly _parts: BadgeParts
  ) {
    const { content } = panel;
    session.pipeline.changed.connect(this._onPlansChanged, this);
    session.runs.changed.connect(this._schedule, this);
    _parts.settings.changed.connect(this._onPlansChanged, this);
    content.modelChanged.connect(this._onModelChanged, this);
    content.activeCellChanged.connect(this._markTabStop, this);
    panel.disposed.connect(this.dispose, this);
    this._onModelChanged();
    this._draw();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Gives the focus to the badge of the active cell, else to that of the step it belongs to. */
  async focus(): Promise<void> {
    await this._focusFrom(this.panel.content.activeCellIndex, -1);
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      cancelAnimationFrame(this._frame);
      Signal.clearData(this);
    }
  }

  /** Gives the focus to the first badge from a cell on, upward or downward. */
  private async _focusFrom(start: number, direction: 1 | -1): Promise<void> {
    const { content } = this.panel;
    for (let i = start; content.widgets[i]; i += direction) {
      const cell = content.widgets[i];
      const marks = this._marks.get(cell);
      if (marks?.row?.plan.badge && !cell.isHidden) {
        content.deselectAll();
        content.activeCellIndex = i;
        await content.scrollToItem(i, 'smart');
        await marks.focus();
        return;
      }
    }
  }

  private _onPlansChanged(): void {
    this._isStale = true;
    this._schedule();
  }

  private _onModelChanged(): void {
    this.panel.content.model?.cells.changed.connect(this._schedule, this);
    this._onPlansChanged();
  }

  private _schedule(): void {
    this._frame ||= requestAnimationFrame(() => {
      this._frame = 0;
      if (!this._isDisposed && !this.panel.isDisposed) {
        this._draw();
      }
    });
  }

  private _draw(): void {
    if (this._isStale) {
      this._isStale = false;
      this._plans = this._plan();
    }
    const { widgets } = this.panel.content;
    const { content } = this._parts.settings;
    const news = newsOf(this.session.runs.current?.state);
    for (const cell of widgets) {
      const plan = this._plans.get(cell.model.id);
      const marks = this._marks.get(cell) ?? (plan && this._createMarks(cell));
      if (marks) {
        marks.row = plan && rowOf(plan, news, content);
      }
    }
    this._markTabStop(this.panel.content);
  }

  private _plan(): ReadonlyMap<string, CellPlan> {
    const marked = this.session.pipeline.shown ?? this._readTags();
    return marked && this._parts.settings.isShown(marked.tagged)
      ? plansById(marked.notebook.ids, cellPlans(marked), this._plans)
      : NO_PLANS;
  }

  /** What the tags say where there is no analysis yet: so badges are there at once. */
  private _readTags():
    | (MarkedNotebook & {
        readonly notebook: { readonly ids: readonly string[] };
      })
    | undefined {
    const { model } = this.panel.context;
    const notebook = readShownNotebook(model);
    return isPython(notebook)
      ? { notebook, tagged: readTaggedCells(notebook) }
      : undefined;
  }

  private _createMarks(cell: Cell): CellMarks {
    const { trans } = this._parts;
    const marks = new CellMarks(
      cell,
      () => new Badge(this._actionsOf(cell), trans)
    );
    this._marks.set(cell, marks);
    return marks;
  }

  private _actionsOf(cell: Cell): BadgeActions {
    const { commands, trans } = this._parts;
    const { content } = this.panel;
    const fix = (code: string, title: string): void => {
      void fixTags(this.session, { cell: cell.model.id, code, title }, trans);
    };
    return {
      openMenu: (plan, button) =>
        openMenu(stepEntries(plan, commands, trans), button),
      openProblems: (plan, button) =>
        openMenu(problemEntries(plan, fix, commands, trans), button),
      goTo: direction => {
        const start = content.widgets.indexOf(cell) + direction;
        void this._focusFrom(start, direction);
      },
      leave: () => cell.node.focus()
    };
  }

  private _markTabStop({ activeCell }: Notebook): void {
    const marks = activeCell ? this._marks.get(activeCell) : undefined;
    if (marks !== this._tabStop) {
      if (this._tabStop) {
        this._tabStop.isTabStop = false;
      }
      if (marks) {
        marks.isTabStop = true;
      }
      this._tabStop = marks;
    }
  }
}
