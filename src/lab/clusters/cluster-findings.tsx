import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { CheckedCluster } from '../../service/api/clusters';
import { FindingsList } from '../help/findings-list';
import { RoleToGive } from './role-to-give';

/** What a cluster can do, what is missing, and what gives it. */
export function ClusterFindings({
  checked: { canRun, findings, namespace, role },
  trans
}: {
  readonly checked: CheckedCluster;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <>
      <p>
        {canRun
          ? trans.__('Notebooks can run in the namespace %1.', namespace)
          : trans.__('Notebooks cannot run in the namespace %1.', namespace)}
      </p>
      <FindingsList findings={findings} trans={trans} />
      {role !== '' && <RoleToGive role={role} trans={trans} />}
    </>
  );
}
