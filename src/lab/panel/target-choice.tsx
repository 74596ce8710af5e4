import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect, settingsIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import React, { useId } from 'react';
import type { RunTarget, Where } from '../clusters/run-target';
import { CommandIDs } from '../commands';
import { nameOfCluster } from '../runs/run-place';
import { useChanged } from './use-changed';

/** Where runs are made; not there for who has no cluster. */
export function TargetChoice({
  target,
  commands,
  trans
}: {
  readonly target: RunTarget;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element | null {
  useChanged(target.changed);
  const id = useId();
  if (!target.isOffered) {
    return null;
  }
  const setUp = (): void => void commands.execute(CommandIDs.setUpCluster);
  const { context } = target.settings;
  const { namespace, kind, kubeflow } = target;
  const ofCluster = { system: 'Argo', context, namespace } as const;
  const name = nameOfCluster(ofCluster, trans);
  const ofKubeflow = kubeflow && nameOfCluster(kubeflow, trans);
  return (
    <div className="jp-Cellway-target">
      <label htmlFor={id}>{trans.__('Run on')}</label>
      <HTMLSelect
        id={id}
        value={kind}
        title={{ here: undefined, cluster: name, kubeflow: ofKubeflow }[kind]}
        onChange={({ target: { value } }) =>
          value === 'cluster' && !target.hasCluster
            ? setUp()
            : target.choose(value as Where)
        }
      >
        <option value="here">{trans.__('This machine')}</option>
        <option value="cluster">
          {target.hasCluster ? name : trans.__('A cluster…')}
        </option>
        {ofKubeflow && <option value="kubeflow">{ofKubeflow}</option>}
      </HTMLSelect>
      {target.hasCluster && (
        <button
          className="jp-Cellway-iconButton"
          title={trans.__('Set up the cluster…')}
          aria-label={trans.__('Set up the cluster')}
          onClick={setUp}
        >
          <settingsIcon.react tag={null} />
        </button>
      )}
    </div>
  );
}
