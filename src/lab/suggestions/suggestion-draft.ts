import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import { Signal, type ISignal } from '@lumino/signaling';
import { applyEdits } from '../../notebook/editing/apply-edits';
import type { CellRole, Edit } from '../../notebook/editing/edit';
import { editsOf } from '../../pipeline/suggest/suggestion';
import type { Analysis } from '../pipelines/analyse';
import type { ShownPipeline } from '../pipelines/pipeline-model';
import type { ShownNotebook } from '../pipelines/shown-notebook';
import type { NotebookSession } from '../sessions/notebook-session';
import { factsOf, type DraftFacts } from './draft-facts';
import {
  changeRole,
  followNotebook,
  rename,
  rowsOf,
  type DraftRows
} from './draft-rows';
import { hasSteps } from './has-steps';

/** How long nobody may have changed anything before the graph is made anew, in ms. */
const QUIET = 120;

/** What is suggested for a notebook, while a person looks at it and changes it. */
export class SuggestionDraft implements IDisposable {
  private readonly _builder: ReturnType<Analysis['createBuilder']>;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _debouncer = new Debouncer(() => this._update(), QUIET);
  private _rows: DraftRows = [];
  /** The notebook of the rows. */
  private _followed: ShownNotebook | undefined;
  private _facts: DraftFacts | undefined;
  private _isOutdated = false;
  private _wasTaken = false;

  constructor(
    readonly session: NotebookSession,
    private readonly _analysis: Analysis
  ) {
    this._builder = _analysis.createBuilder();
    this.suggest();
    session.pipeline.changed.connect(this._onNotebookChanged, this);
  }

  /** Emitted where rows or facts are other than before. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get rows(): DraftRows {
    return this._rows;
  }

  /** Of the rows as they were a moment ago. */
  get facts(): DraftFacts | undefined {
    return this._facts;
  }

  /** Whether the notebook has steps of its own, which are not to be replaced. */
  get isTaken(): boolean {
    return this._shown !== undefined && hasSteps(this._shown);
  }

  /** Whether the notebook has been edited since. */
  get isOutdated(): boolean {
    return this._isOutdated;
  }

  get isDisposed(): boolean {
    return this._debouncer.isDisposed;
  }

  /** Suggests once more; what was changed by hand is lost. */
  suggest(): void {
    const shown = this._shown;
    if (shown) {
      const { notebook } = shown;
      this._rows = rowsOf(this._analysis.suggest(notebook), notebook);
      this._followed = notebook;
      this._isOutdated = false;
      this._update();
    }
  }

  changeRole(id: string, kind: CellRole['kind']): void {
    this._set(changeRole(this._rows, id, kind));
  }

  rename(id: string, name: string): void {
    this._set(rename(this._rows, id, name));
  }

  /** What has to be done to the notebook; nothing where it has steps of its own. */
  edits(): Edit[] {
    const notebook = this._shown?.notebook;
    if (!notebook || !this._followed || this.isTaken) {
      return [];
    }
    const places = new Map(notebook.ids.map((id, cell) => [id, cell]));
    const rows = followNotebook(this._rows, notebook, this._followed);
    const roles = rows.map(({ id, role }) => ({
      cell: places.get(id) ?? 0,
      role
    }));
    return editsOf(roles, notebook);
  }

  dispose(): void {
    this._debouncer.dispose();
    Signal.clearData(this);
  }

  private get _shown(): ShownPipeline | undefined {
    return this.session.pipeline.shown;
  }

  private _set(rows: DraftRows): void {
    if (rows !== this._rows) {
      this._rows = rows;
      this._changed.emit();
      void this._debouncer.invoke().catch(() => undefined);
    }
  }

  private _update(): void {
    const shown = this._shown;
    if (shown && !this.isDisposed) {
      const drafted = applyEdits(shown.notebook, this.edits());
      this._facts = factsOf(this._builder.build(drafted), shown);
      this._changed.emit();
    }
  }

  private _onNotebookChanged(): void {
    const notebook = this._shown?.notebook;
    if (!notebook || !this._followed) {
      return;
    }
    const { _wasTaken: wasTaken } = this;
    this._wasTaken = this.isTaken;
    if (this.isTaken) {
      // The rows wait: what was done to the notebook may be undone.
      this._changed.emit();
      return;
    }
    const rows = followNotebook(this._rows, notebook, this._followed);
    this._followed = notebook;
    const isSame =
      rows.length === this._rows.length &&
      rows.every((row, index) => row === this._rows[index]);
    this._isOutdated ||= !isSame;
    if (!isSame || wasTaken) {
      this._set(rows);
    }
  }
}
