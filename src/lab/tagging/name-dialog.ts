import '../../../style/tagging.css';
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { toStepName } from '../../notebook/dialect/step-names';
import type { EditFault } from '../../notebook/editing/edit-fault';

/** What is asked, and what the answer may be. */
export interface NameQuestion {
  readonly title: string;
  /** What the button says that takes the name. */
  readonly action: string;
  readonly initial: string;
  /** Why a name cannot be taken. */
  readonly check: (name: string) => EditFault | undefined;
  /** What taking a name will do, where that is not what one may expect. */
  readonly explain?: (name: string) => string | undefined;
}

/**
 * Asks for the name of a step. What is wrong with it is said as it is typed,
 * and only a name that can be taken is given back; undefined where none is.
 */
export async function askName(
  question: NameQuestion,
  trans: TranslationBundle
): Promise<string | undefined> {
  const { value } = await showDialog({
    title: question.title,
    body: new NameForm(question, trans),
    buttons: [
      Dialog.cancelButton(),
      Dialog.okButton({ label: question.action })
    ],
    focusNodeSelector: 'input'
  });
  return value ?? undefined;
}

class NameForm extends Widget implements Dialog.IBodyWidget<string> {
  private readonly _input = document.createElement('input');
  private readonly _hint = document.createElement('p');
  private readonly _instead = document.createElement('button');

  constructor(
    private readonly _question: NameQuestion,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-CellwayName');
    const label = document.createElement('label');
    label.textContent = this._trans.__('Name of the step');
    label.htmlFor = this._input.id = 'jp-CellwayName-input';
    this._hint.id = 'jp-CellwayName-hint';
    this._hint.setAttribute('role', 'status');
    this._input.type = 'text';
    this._input.spellcheck = false;
    this._input.autocomplete = 'off';
    this._input.className = 'jp-mod-styled';
    this._input.value = this._question.initial;
    this._input.setAttribute('aria-describedby', this._hint.id);
    this._input.addEventListener('input', () => this._check());
    this._instead.type = 'button';
    this._instead.className = 'jp-CellwayName-instead';
    this._instead.addEventListener('click', () => this._takeInstead());
    this.node.append(label, this._input, this._hint, this._instead);
  }

  getValue(): string {
    return this._input.value;
  }

  handleEvent(event: KeyboardEvent): void {
    // The dialog would take it from a button that is not its own.
    if (event.key === 'Enter' && event.target === this._instead) {
      event.stopImmediatePropagation();
    }
  }

  protected override onAfterAttach(): void {
    document.addEventListener('keydown', this, true);
    this._check();
    this._input.select();
  }

  protected override onBeforeDetach(): void {
    document.removeEventListener('keydown', this, true);
  }

  private _check(): void {
    const name = this._input.value;
    const fault = this._question.check(name);
    const instead = fault?.code === 'step-name' ? toStepName(name) : undefined;
    this._hint.textContent = fault
      ? `${fault.message}.`
      : (this._question.explain?.(name) ?? '');
    this._hint.classList.toggle('jp-mod-fault', fault !== undefined);
    this._input.setAttribute('aria-invalid', String(fault !== undefined));
    this._instead.hidden = instead === undefined || name.trim() === '';
    this._instead.textContent = this._trans.__('Call it “%1”', instead ?? '');
    const problem = fault?.message ?? '';
    if (this._input.validationMessage !== problem) {
      this._input.setCustomValidity(problem);
      // The dialog looked at it before it was set.
      this._input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }

  private _takeInstead(): void {
    this._input.value = toStepName(this._input.value);
    this._check();
    this._input.focus();
  }
}
