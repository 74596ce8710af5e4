import { Signal, type ISignal } from '@lumino/signaling';
import type { ShownPipeline } from '../pipelines/pipeline-model';
import type { RunState } from '../runs/run-state';

/** What a person has set for the marks in cells; schema/diagnostics.json says what each means. */
export interface MarkValues {
  readonly marks: boolean;
  readonly untagged: boolean;
}

/** Whether problems are marked in the cells of a notebook. */
export class MarkSettings {
  private _values: MarkValues = { marks: true, untagged: false };
  private readonly _changed = new Signal<this, void>(this);

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  set(values: Partial<MarkValues>): void {
    this._values = { ...this._values, ...values };
    this._changed.emit();
  }

  /**
   * A notebook that nobody has tagged, nor run as a pipeline, may have nothing
   * to do with Cellway: it is left in peace.
   */
  isMarked({ tagged }: ShownPipeline, run: RunState | undefined): boolean {
    const { marks, untagged } = this._values;
    const isPipeline =
      run !== undefined || tagged.blocks.some(({ origin }) => origin === 'tag');
    return marks && (untagged || isPipeline);
  }
}
