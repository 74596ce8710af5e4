import '../../../style/text-to-copy.css';
import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

/** Text that a person takes elsewhere, with a button that copies it. */
export function TextToCopy({
  what,
  label,
  text,
  trans
}: {
  /** What to do with it, as a sentence. */
  readonly what: string;
  /** What it is, for who cannot see it. */
  readonly label: string;
  readonly text: string;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <p className="jp-CellwayToCopy">
        {what}
        <button
          type="button"
          className="jp-Dialog-button jp-mod-styled jp-mod-reject"
          onClick={() => {
            Clipboard.copyToSystem(text);
            setCopied(true);
          }}
        >
          {isCopied ? trans.__('Copied') : trans.__('Copy')}
        </button>
      </p>
      <pre className="jp-CellwayToCopy-text" tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </>
  );
}
