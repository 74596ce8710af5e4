import '../../../style/dialogs.css';
import { Dialog, ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { KnownVolumes } from './known-volumes';
import { NewVolumeModel } from './new-volume-model';
import { NewVolumeView } from './new-volume-view';

/** A dialog that stays until the cluster has made what was asked for. */
class NewVolumeDialog extends Dialog<void> {
  made: string | undefined;

  constructor(
    private readonly _model: NewVolumeModel,
    private readonly _choices: readonly Dialog.IButton[],
    options: Partial<Dialog.IOptions<void>>
  ) {
    super({ ...options, buttons: _choices });
  }

  override resolve(index = this._choices.length - 1): void {
    if (!this._choices[index].accept) {
      super.resolve(index);
      return;
    }
    void this._model.make().then(name => {
      if (name !== undefined) {
        this.made = name;
        super.resolve(index);
      }
    });
  }
}

/** @returns the name of the claim that was made; undefined where none was */
export async function makeNewVolume(
  known: KnownVolumes,
  trans: TranslationBundle
): Promise<string | undefined> {
  const model = new NewVolumeModel(known);
  const buttons = [
    Dialog.cancelButton(),
    Dialog.okButton({ label: trans.__('Create') })
  ];
  const dialog = new NewVolumeDialog(model, buttons, {
    title: trans.__('New Volume'),
    body: ReactWidget.create(<NewVolumeView model={model} trans={trans} />),
    focusNodeSelector: 'input'
  });
  await dialog.launch();
  model.dispose();
  return dialog.made;
}
