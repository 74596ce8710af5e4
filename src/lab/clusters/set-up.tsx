/** The dialog that chooses a cluster, and what it needs; loaded when it is wanted. */
import '../../../style/clusters.css';
import '../../../style/dialogs.css';
import '../../../style/help.css';
import { Dialog, ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import React from 'react';
import type { IService } from '../api/service';
import type { RunTarget } from './run-target';
import { SetUpModel } from './set-up-model';
import { SetUpView } from './set-up-view';

export { RunTarget } from './run-target';

interface SetUpContext {
  readonly service: IService;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
}

/** The Enter key means what it means in a form: in a field, to ask the cluster. */
class FormDialog extends Dialog<void> {
  override handleEvent(event: Event): void {
    const { target } = event;
    const isInForm =
      target instanceof Element && target.closest('.jp-CellwayDialog-body');
    if (!(isInForm && (event as KeyboardEvent).key === 'Enter')) {
      super.handleEvent(event);
    }
  }
}

/** Lets a person choose and check the cluster that notebooks run on. */
export async function setUp(
  target: RunTarget,
  { service, commands, trans }: SetUpContext
): Promise<void> {
  const model = new SetUpModel(service, target);
  // Read from a file: it does not take long.
  await model.load();
  const dialog = new FormDialog({
    title: trans.__('Set Up a Cluster'),
    body: ReactWidget.create(<SetUpView model={model} trans={trans} />),
    buttons: [
      Dialog.createButton({
        label: trans.__('All Settings'),
        caption: trans.__('Open all that can be set for the cluster'),
        accept: false,
        actions: ['settings']
      }),
      Dialog.cancelButton(),
      Dialog.okButton({ label: trans.__('Run There') })
    ],
    focusNodeSelector: 'select'
  });
  dialog.addClass('jp-CellwayDialog');
  const { button } = await dialog.launch();
  if (button.actions.includes('settings')) {
    await model.keepEdits();
    await commands.execute('settingeditor:open', { query: 'Cellway Clusters' });
  } else if (button.accept && model.context) {
    await model.save();
  }
  model.dispose();
}
