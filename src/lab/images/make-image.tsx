/** The dialog that makes an image of an environment; loaded when it is wanted. */
import '../../../style/dialogs.css';
import '../../../style/help.css';
import '../../../style/images.css';
import { Dialog, ReactWidget } from '@jupyterlab/apputils';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { IService } from '../api/service';
import { ImageModel } from './image-model';
import { ImageView } from './image-view';

/** A dialog that stays when it has written, to say how to go on. */
class ImageDialog extends Dialog<void> {
  constructor(
    private readonly _model: ImageModel,
    private readonly _choices: readonly Dialog.IButton[],
    options: Partial<Dialog.IOptions<void>>
  ) {
    super({ ...options, buttons: _choices });
  }

  /** On what can be opened or pressed within it, the Enter key does that. */
  override handleEvent(event: Event): void {
    const { target } = event;
    const isOnOwn =
      target instanceof Element &&
      target.closest('.jp-CellwayImage :is(summary, button)');
    if (!(isOnOwn && (event as KeyboardEvent).key === 'Enter')) {
      super.handleEvent(event);
    }
  }

  override resolve(index = this._choices.length - 1): void {
    if (this._choices[index].accept) {
      void this._model.write();
    } else {
      super.resolve(index);
    }
  }
}

/** Shows what would be in the image of a notebook, and writes what makes it. */
export async function makeImage(
  { model: notebook, localPath }: DocumentRegistry.Context,
  service: IService,
  trans: TranslationBundle
): Promise<void> {
  const text = JSON.stringify(notebook.toJSON());
  const model = new ImageModel({ path: localPath, text }, service);
  const buttons = [
    Dialog.cancelButton({ label: trans.__('Close') }),
    Dialog.okButton({ label: trans.__('Write') })
  ];
  const dialog = new ImageDialog(model, buttons, {
    title: trans.__('Make an Image of This Environment'),
    body: ReactWidget.create(<ImageView model={model} trans={trans} />)
  });
  dialog.addClass('jp-CellwayDialog');
  void model.load();
  await dialog.launch();
  model.dispose();
}
