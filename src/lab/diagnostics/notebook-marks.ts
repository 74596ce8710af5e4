import type { Cell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { RunCell } from '../sessions/cell-places';
import type { NotebookSession } from '../sessions/notebook-session';
import { actionsAt, applyAction, applyFix } from './apply-fix';
import {
  cellProblems,
  type CellProblem,
  type CellProblems
} from './cell-problems';
import { markProblems, viewOf } from './editor-marks';
import type { MarkSettings } from './mark-settings';

const NONE: CellProblems = new Map();
const NO_PROBLEMS: readonly CellProblem[] = [];

/** Keeps the marks in the cells of a notebook as its session says, once a frame. */
export class NotebookMarks implements IDisposable {
  private _problems = NONE;
  /** What `_problems` were found in. */
  private _source: readonly unknown[] = [];
  /** What the cells held then, by their ids. */
  private _texts: ReadonlyMap<string, string> = new Map();
  private _run: { readonly id: string; readonly cells: readonly RunCell[] } = {
    id: '',
    cells: []
  };
  private _frame = 0;
  private _isDisposed = false;
  private readonly _awaited = new WeakSet<Cell>();
  /** Where something is marked, or was. */
  private readonly _marked = new WeakSet<Cell>();

  constructor(
    readonly panel: NotebookPanel,
    readonly session: NotebookSession,
    private readonly _settings: MarkSettings,
    private readonly _trans: TranslationBundle
  ) {
    const { content } = panel;
    session.changed.connect(this._schedule, this);
    content.cellInViewportChanged.connect(this._schedule, this);
    _settings.changed.connect(this._schedule, this);
    panel.disposed.connect(this.dispose, this);
    this._schedule();
  }

  /** What is marked at the moment, by the ids of cells. */
  get problems(): CellProblems {
    return this._problems;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      cancelAnimationFrame(this._frame);
      Signal.clearData(this);
    }
  }

  /** Marks what is to be told of the notebook as it is now: somebody asks who has just typed. */
  async catchUp(): Promise<void> {
    await this.session.pipeline.update();
    if (!this._isDisposed && !this.panel.isDisposed) {
      this._update();
    }
  }

  /** Marks also what has come into sight by now. */
  draw(): void {
    for (const cell of this.panel.content.widgets) {
      const { id } = cell.model;
      const problems = this._problems.get(id) ?? NO_PROBLEMS;
      if (problems.length === 0 && !this._marked.has(cell)) {
        continue;
      }
      const view = viewOf(cell);
      if (view) {
        this._marked.add(cell);
        markProblems(view, problems, this._texts.get(id) ?? '', (...fix) => {
          view.focus();
          void this.fix(id, ...fix);
        });
      } else if (problems.length > 0) {
        this._await(cell);
      }
    }
  }

  /** Does a fix, and says so. */
  async fix(
    cell: string,
    { code }: CellProblem,
    title: string,
    from: number
  ): Promise<void> {
    await applyFix(this.session, { code, title, cell, from }, this._trans);
  }

  /** What can be done at a place though nothing is wrong there. */
  actions(cell: string, at: number | undefined): readonly string[] {
    return actionsAt(this.session, cell, at).map(({ title }) => title);
  }

  /** Does one of `actions`, and says so. */
  async act(
    cell: string,
    at: number | undefined,
    title: string
  ): Promise<void> {
    const place = at === undefined ? { cell } : { cell, at };
    await applyAction(this.session, { ...place, title }, this._trans);
  }

  private _schedule(): void {
    this._frame ||= requestAnimationFrame(() => {
      this._frame = 0;
      if (!this._isDisposed && !this.panel.isDisposed) {
        this._update();
      }
    });
  }

  private _update(): void {
    const { session, _settings } = this;
    const { shown } = session.pipeline;
    const run = session.runs.current?.state;
    this._readRun();
    const isMarked = shown !== undefined && _settings.isMarked(shown, run);
    const source = [shown, run, this._run.cells, isMarked];
    if (source.some((each, index) => each !== this._source[index])) {
      this._source = source;
      this._texts = new Map(
        shown?.notebook.ids.map((id, i) => [id, shown.notebook.cells[i].source])
      );
      const next = isMarked ? cellProblems(shown, run, this._run.cells) : NONE;
      this._problems = keepingSame(this._problems, next);
    }
    this.draw();
  }

  /** A cell that was never seen has no editor yet. */
  private _await(cell: Cell): void {
    if (!this._awaited.has(cell)) {
      this._awaited.add(cell);
      void cell.ready.then(() => this._schedule());
    }
  }

  /** Asks for the cells of a run that has something to tell about them. */
  private _readRun(): void {
    const { session } = this;
    const run = session.runs.current?.state;
    if (
      !run ||
      run.id === this._run.id ||
      !(run.diagnostics.length > 0 || run.steps.some(each => each.error))
    ) {
      return;
    }
    const { id } = run;
    this._run = { id, cells: [] };
    void session
      .runCells()
      .then(cells => {
        this._run = { id, cells };
        this._schedule();
      })
      // The panel tells what is wrong with the service.
      .catch(() => undefined);
  }
}

/** `next`, with the lists of `before` where they say the same: so nothing is drawn anew. */
function keepingSame(before: CellProblems, next: CellProblems): CellProblems {
  return new Map(
    [...next].map(([id, problems]) => {
      const known = before.get(id);
      if (!known || JSON.stringify(known) !== JSON.stringify(problems)) {
        return [id, problems];
      }
      known.forEach((each, index) => each.takeFixes(problems[index]));
      return [id, known];
    })
  );
}
