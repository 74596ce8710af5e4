import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { MarkChange, RunMarks } from '../../service/api/runs';

/**
 * Asks for the name and the note of a run.
 *
 * @returns undefined where nothing is to change
 */
export async function editMarks(
  { name = '', note = '' }: RunMarks = {},
  trans: TranslationBundle
): Promise<MarkChange | undefined> {
  const dialog = new Dialog<MarkChange>({
    title: trans.__('Name and Note of the Run'),
    body: new MarksForm(name, note, trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.okButton({ label: trans.__('Save') })
    ],
    focusNodeSelector: 'input'
  });
  const { button, value } = await dialog.launch();
  return button.accept ? (value ?? undefined) : undefined;
}

class MarksForm extends Widget implements Dialog.IBodyWidget<MarkChange> {
  private readonly _name = document.createElement('input');
  private readonly _note = document.createElement('textarea');

  constructor(name: string, note: string, trans: TranslationBundle) {
    super();
    this.addClass('jp-Cellway-marksForm');
    this._name.type = 'text';
    this._name.className = 'jp-mod-styled';
    this._name.maxLength = 200;
    this._name.value = name;
    this._note.className = 'jp-mod-styled';
    this._note.rows = 5;
    this._note.maxLength = 20_000;
    this._note.value = note;
    this.node.append(
      labelled(trans.__('Name'), this._name),
      labelled(trans.__('Note'), this._note)
    );
  }

  getValue(): MarkChange {
    return { name: this._name.value.trim(), note: this._note.value.trim() };
  }
}

function labelled(text: string, field: HTMLElement): HTMLElement {
  const label = document.createElement('label');
  label.append(text, field);
  return label;
}
