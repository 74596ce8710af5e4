import { OutputAreaModel, SimplifiedOutputArea } from '@jupyterlab/outputarea';
import type { IOutput } from '@jupyterlab/nbformat';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { Panel, Widget } from '@lumino/widgets';
import type { CellOutputs, StepOutputs } from './step-outputs';

interface DrawnCell {
  readonly widget: Panel;
  readonly model: OutputAreaModel;
  shown: number;
  rewritten: number;
}

/** The plots and tables of a step, cell by cell, drawn as notebooks draw them. */
export class OutputsView extends Panel {
  private readonly _cells = new Map<number, DrawnCell>();
  private _version = -1;

  /**
   * @param _isTrusted - whether HTML and JavaScript may act in the page, as in
   * a notebook whose cells its person has run; else they are made harmless
   */
  constructor(
    private readonly _outputs: StepOutputs,
    private readonly _isTrusted: boolean,
    private readonly _rendermime: IRenderMimeRegistry,
    /** The title of a cell, by its index. */
    private readonly _titleOf: (cell: number) => string
  ) {
    super();
    this.addClass('jp-Cellway-outputs');
  }

  /** Draws what is new. */
  refresh(): void {
    if (this._version === this._outputs.version) {
      return;
    }
    this._version = this._outputs.version;
    const { cells } = this._outputs;
    this._cells.forEach((drawn, cell) => {
      if (!cells.some(each => each.cell === cell)) {
        drawn.widget.dispose();
        this._cells.delete(cell);
      }
    });
    cells.forEach((each, place) => this._draw(each, place));
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._cells.forEach(each => each.model.dispose());
      super.dispose();
    }
  }

  private _draw(
    { cell, outputs, rewritten }: CellOutputs,
    place: number
  ): void {
    let drawn = this._cells.get(cell);
    if (!drawn) {
      drawn = this._make(cell);
      this._cells.set(cell, drawn);
      this.insertWidget(place, drawn.widget);
    }
    const { model } = drawn;
    if (drawn.rewritten !== rewritten) {
      model.fromJSON(outputs as unknown as IOutput[]);
    } else {
      for (const output of outputs.slice(drawn.shown)) {
        model.add(output as unknown as IOutput);
      }
    }
    drawn.rewritten = rewritten;
    drawn.shown = outputs.length;
  }

  private _make(cell: number): DrawnCell {
    const model = new OutputAreaModel({ trusted: this._isTrusted });
    const title = new Widget();
    title.addClass('jp-Cellway-outputsTitle');
    title.node.textContent = this._titleOf(cell);
    const area = new SimplifiedOutputArea({
      model,
      rendermime: this._rendermime
    });
    const widget = new Panel();
    widget.addWidget(title);
    widget.addWidget(area);
    return { widget, model, shown: 0, rewritten: 0 };
  }
}
