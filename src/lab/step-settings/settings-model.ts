import { JSONExt, type ReadonlyJSONValue } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import { Signal, type ISignal } from '@lumino/signaling';
import type { Edit } from '../../notebook/editing/edit';
import type { ShownPipeline } from '../pipelines/pipeline-model';
import type { NotebookSession } from '../sessions/notebook-session';
import {
  defaultsForm,
  notebookForm,
  stepForm,
  type ShownForm
} from './shown-form';
import {
  findStep,
  stepOfCell,
  stepsOf,
  subjectOf,
  type StepBlock,
  type Subject
} from './subject';

/** How long nobody may have typed before what was typed is written, in ms. */
const QUIET = 800;

export type Notice =
  /** The steps have been given tags. */
  | { readonly kind: 'tagged' }
  /** What was asked for is no step: imports, functions, or gone. */
  | { readonly kind: 'no-step'; readonly name: string }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * What is set for the steps of an open notebook and for the notebook itself,
 * as the forms show it. The step on show is that of the active cell. What is
 * typed is written to the notebook when a field is left, after a while, and
 * before the notebook is saved: what was written at once is undone at once.
 */
export class SettingsModel implements IDisposable {
  private _subject: Subject | undefined;
  /** By what they are about, so that what is wrong in them is still there later. */
  private readonly _forms = new Map<string, readonly ShownForm[]>();
  private readonly _changed = new Signal<this, void>(this);
  private readonly _debouncer = new Debouncer(() => this.commit(), QUIET);
  private _isDisposed = false;
  private _isReady = false;
  private _isWriting = false;
  private _notice: Notice | undefined;
  /** The step to be shown once the notebook is read. */
  private _asked: string | undefined;
  /** What the forms were last drawn from. */
  private _seen: ShownPipeline | undefined;

  constructor(readonly session: NotebookSession) {
    const { content, context } = session.panel;
    session.pipeline.changed.connect(this._onPipelineChanged, this);
    content.activeCellChanged.connect(this._onActiveCellChanged, this);
    context.saveState.connect(this._onSaveState, this);
    session.panel.disposed.connect(this.dispose, this);
    this._settleSubject();
    void session.prepareEditing().then(() => {
      this._isReady = true;
      this.commit();
    });
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** What the last change did beside what was asked for, or why it was not made. */
  get notice(): Notice | undefined {
    return this._notice;
  }

  /** Undefined until the notebook is read, and where it has no step. */
  get subject(): Subject | undefined {
    return this._subject;
  }

  /** The step on show. */
  get step(): StepBlock | undefined {
    const { shown } = this.session.pipeline;
    return shown && this._subject?.kind === 'step'
      ? findStep(shown, this._subject)
      : undefined;
  }

  get steps(): readonly StepBlock[] {
    const { shown } = this.session.pipeline;
    return shown ? stepsOf(shown) : [];
  }

  /** Those of what is on show. */
  get forms(): readonly ShownForm[] {
    const { shown } = this.session.pipeline;
    return shown && this._subject ? this._formsOf(this._subject, shown) : [];
  }

  /** Shows what is set for a step, by its name; by default that of the active cell. */
  showStep(name?: string): void {
    const { shown } = this.session.pipeline;
    // Until the notebook is read, nobody knows its steps.
    this._asked = shown ? undefined : name;
    if (!shown) {
      return;
    }
    const steps = stepsOf(shown);
    if (name !== undefined) {
      const step = steps.find(each => each.name === name);
      this._show(step ? subjectOf(shown, step) : { kind: 'notebook' });
      if (!step) {
        this._notice = { kind: 'no-step', name };
        this._changed.emit();
      }
      return;
    }
    const step = this._activeStep(shown) ?? this.step ?? steps[0];
    this._show(step && subjectOf(shown, step));
  }

  showNotebook(): void {
    this._show({ kind: 'notebook' });
  }

  /** Takes what stands in a form. It is written after a while. */
  take(form: ShownForm, content: object): void {
    const changed = form.edited.take(content);
    if (changed.length > 0) {
      this._changed.emit();
      void this._debouncer.invoke().catch(() => undefined);
    }
  }

  /** Writes what was typed and is right, as one change to undo. */
  commit(): void {
    const { session } = this;
    if (!this._isReady || this._isDisposed || session.isDisposed) {
      return;
    }
    for (const form of [...this._forms.values()].flat()) {
      if (isEqual(form.edited.result, form.settings())) {
        continue;
      }
      // Somebody may have changed the notebook since it was read.
      void session.pipeline.update();
      const { result } = form.edited;
      if (!isEqual(result, form.settings())) {
        this._write(form.edits(result));
        form.edited.settle();
        this._changed.emit();
      }
    }
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._debouncer.dispose();
      Signal.clearData(this);
    }
  }

  private _write(edits: readonly Edit[]): void {
    const tags = edits.some(({ kind }) => kind === 'set-role');
    this._notice = tags ? { kind: 'tagged' } : undefined;
    // The notebook is written, and read again, before this returns.
    this._isWriting = true;
    void this.session.edit(edits).catch(error => {
      this._notice = { kind: 'refused', message: String(error) };
      this._changed.emit();
    });
    this._isWriting = false;
  }

  private _show(subject: Subject | undefined): void {
    if (keyOf(subject) === keyOf(this._subject)) {
      return;
    }
    this.commit();
    this._subject = subject;
    this._notice = undefined;
    this.forms.forEach(form => form.edited.tidy());
    this._changed.emit();
  }

  private _formsOf(
    subject: Subject,
    shown: ShownPipeline
  ): readonly ShownForm[] {
    const key = keyOf(subject);
    let forms = this._forms.get(key);
    if (!forms) {
      const read = (): ShownPipeline => this.session.pipeline.shown ?? shown;
      forms =
        subject.kind === 'notebook'
          ? [notebookForm(read), defaultsForm(read)]
          : [stepForm(read, subject)];
      this._forms.set(key, forms);
    }
    return forms;
  }

  private _activeStep(shown: ShownPipeline): StepBlock | undefined {
    const { activeCell } = this.session.panel.content;
    return stepOfCell(shown, activeCell?.model.id);
  }

  /** Sees to it that what is on show is there. */
  private _settleSubject(): void {
    const { shown } = this.session.pipeline;
    if (shown && this._asked !== undefined) {
      this.showStep(this._asked);
    }
    if (!shown || this._subject?.kind === 'notebook') {
      return;
    }
    const step =
      this.step ??
      this._activeStep(shown) ??
      (stepsOf(shown)[0] as StepBlock | undefined);
    this._subject = step && subjectOf(shown, step);
  }

  private _onPipelineChanged(): void {
    const { shown, problem } = this.session.pipeline;
    if (shown === this._seen && !problem) {
      return;
    }
    this._seen = shown;
    if (shown && !this._isWriting) {
      [...this._forms.values()].flat().forEach(form => form.edited.refresh());
      this._settleSubject();
    }
    this._changed.emit();
  }

  private _onActiveCellChanged(): void {
    const { shown } = this.session.pipeline;
    const step = shown && this._activeStep(shown);
    if (shown && step && this._subject?.kind !== 'notebook') {
      this._show(subjectOf(shown, step));
    }
  }

  private _onSaveState(_: unknown, state: string): void {
    if (state === 'started') {
      this.commit();
    }
  }
}

function keyOf(subject: Subject | undefined): string {
  return subject?.kind === 'step' ? `step ${subject.cell}` : `${subject?.kind}`;
}

function isEqual(one: object, other: object): boolean {
  return JSONExt.deepEqual(
    one as ReadonlyJSONValue,
    other as ReadonlyJSONValue
  );
}
