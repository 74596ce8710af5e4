import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';

/** The role that gives rights that are missing, to be handed to who may give them. */
export function RoleToGive({
  role,
  trans
}: {
  readonly role: string;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <p className="jp-CellwayClusters-give">
        {trans.__(
          'Whoever looks after the cluster can give the missing rights with kubectl apply:'
        )}
        <button
          type="button"
          className="jp-Dialog-button jp-mod-styled jp-mod-reject"
          onClick={() => {
            Clipboard.copyToSystem(role);
            setCopied(true);
          }}
        >
          {isCopied ? trans.__('Copied') : trans.__('Copy')}
        </button>
      </p>
      <pre
        className="jp-CellwayClusters-role"
        tabIndex={0}
        aria-label={trans.__('The role that gives the missing rights')}
      >
        {role}
      </pre>
    </>
  );
}
