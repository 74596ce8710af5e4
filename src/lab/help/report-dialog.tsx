import {
  Clipboard,
  Dialog,
  Notification,
  ReactWidget,
  showDialog
} from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useState } from 'react';

/** How long it is told that the text was copied, in ms. */
const TOLD = 3_000;

/**
 * Shows the text of a report, to be copied.
 *
 * @param make - makes the text; never throws
 */
export async function showReport(
  make: () => Promise<string>,
  trans: TranslationBundle
): Promise<void> {
  const text = make();
  const { button } = await showDialog({
    title: trans.__('Report a Problem with Cellway'),
    body: ReactWidget.create(<Report text={text} trans={trans} />),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Close') }),
      Dialog.okButton({ label: trans.__('Copy') })
    ]
  });
  if (button.accept) {
    Clipboard.copyToSystem(await text);
    Notification.success(trans.__('The report was copied.'), {
      autoClose: TOLD
    });
  }
}

function Report({
  text,
  trans
}: {
  readonly text: Promise<string>;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [shown, setShown] = useState('');
  useEffect(() => {
    void text.then(setShown);
  }, [text]);
  return (
    <div className="jp-CellwayHelp">
      <p>
        {trans.__(
          'Send this text to whoever looks after Cellway for you, and say what happened. It holds versions and states; no paths, names or code of yours.'
        )}
      </p>
      <textarea
        className="jp-CellwayHelp-report jp-mod-styled"
        aria-label={trans.__('Text of the report')}
        aria-busy={shown === ''}
        readOnly
        rows={16}
        value={shown === '' ? trans.__('Looking at what works here…') : shown}
      />
    </div>
  );
}
