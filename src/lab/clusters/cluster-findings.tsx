import { Clipboard } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';
import type { CheckedCluster } from '../../service/api/clusters';
import { FindingsList } from '../help/findings-list';

/** What a cluster can do, what is missing, and what gives it. */
export function ClusterFindings({
  checked: { canRun, findings, namespace, role },
  trans
}: {
  readonly checked: CheckedCluster;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <p>
        {canRun
          ? trans.__('Notebooks can run in the namespace %1.', namespace)
          : trans.__('Notebooks cannot run in the namespace %1.', namespace)}
      </p>
      <FindingsList findings={findings} trans={trans} />
      {role !== '' && (
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
      )}
    </>
  );
}
