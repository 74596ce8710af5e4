import '../../../style/clusters.css';
import '../../../style/help.css';
import '../../../style/volumes.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import { addIcon, refreshIcon } from '@jupyterlab/ui-components';
import React, { useEffect } from 'react';
import type { VolumeForm } from '../../notebook/settings/form/volume-fields';
import type { ClusterVolumes as Found } from '../../service/api/volumes';
import { RoleToGive } from '../clusters/role-to-give';
import { Problem } from '../panel/problem';
import { Section } from '../panel/section';
import { useChanged } from '../panel/use-changed';
import { describeState, describeVolume } from './describe-volume';
import type { KnownVolumes } from './known-volumes';
import { makeNewVolume } from './new-volume';
import { isUsed, rowOfClaim, rowOfMount } from './volume-rows';

interface Props {
  readonly known: KnownVolumes;
  /** The notebook's volumes, as they stand in the form. */
  readonly rows: readonly VolumeForm[];
  readonly isReadOnly: boolean;
  readonly trans: TranslationBundle;
  readonly onAdd: (row: VolumeForm) => void;
}

/** What the cluster has of volumes, to be made volumes of the notebook; the cluster is asked once it is unfolded. */
export function ClusterVolumes(props: Props): React.JSX.Element | null {
  const { known, rows, trans, isReadOnly, onAdd } = props;
  useChanged(known.changed);
  const hasClaims = rows.some(each => each.kind === 'claim');
  useEffect(() => {
    // What the claims of the notebook are is told beside them.
    if (hasClaims && known.target.hasCluster) {
      void known.ask();
    }
  }, [hasClaims, known, known.target.hasCluster]);
  if (!known.target.hasCluster) {
    return null;
  }
  const create = async (): Promise<void> => {
    const made = await makeNewVolume(known, trans);
    if (made !== undefined) {
      onAdd(rowOfClaim(made, rows));
    }
  };
  return (
    <Section
      title={trans.__('Volumes of the cluster')}
      count={known.found?.volumes?.length}
      startsFolded
      action={
        <>
          <button
            type="button"
            className="jp-Cellway-iconButton"
            title={trans.__('Look again')}
            aria-label={trans.__('Look again for volumes of the cluster')}
            disabled={known.isAsking}
            onClick={() => void known.askAgain()}
          >
            <refreshIcon.react tag={null} />
          </button>
          <button
            type="button"
            className="jp-Cellway-iconButton"
            title={trans.__('New volume…')}
            aria-label={trans.__('New volume…')}
            disabled={isReadOnly}
            onClick={() => void create()}
          >
            <addIcon.react tag={null} />
          </button>
        </>
      }
    >
      <Content {...props} />
    </Section>
  );
}

function Content(props: Props): React.JSX.Element {
  const { known, trans } = props;
  const { found, problem, isAsking } = known;
  useEffect(() => void known.ask(), [known]);
  return (
    <div className="jp-CellwayVolumes">
      <div role="status">
        {isAsking && !found && (
          <p className="jp-Cellway-hint">
            {trans.__('The cluster is being asked…')}
          </p>
        )}
      </div>
      {problem && (
        <Problem
          message={problem.message}
          hint={problem.hint}
          retry={() => void known.askAgain()}
          trans={trans}
        />
      )}
      {found && <FoundVolumes {...props} found={found} />}
    </div>
  );
}

function FoundVolumes({
  found: { namespace, volumes, own, lacks, role },
  rows,
  isReadOnly,
  trans,
  onAdd
}: Props & { readonly found: Found }): React.JSX.Element {
  return (
    <>
      {own?.mounts.map(mount => (
        <Row
          key={mount.path}
          name={mount.claim}
          told={[
            trans.__('Yours: %1 of this notebook', mount.path),
            mount.subPath ? trans.__('its folder %1', mount.subPath) : ''
          ]}
          isUsed={isUsed(mount, rows)}
          isUsable={!isReadOnly}
          trans={trans}
          onAdd={() => onAdd(rowOfMount(mount, rows))}
        />
      ))}
      {volumes?.map(volume => (
        <Row
          key={`claim ${volume.name}`}
          name={volume.name}
          told={[describeVolume(volume), describeState(volume, trans)]}
          isUsed={isUsed({ claim: volume.name }, rows)}
          isUsable={
            !isReadOnly && !volume.isBeingDeleted && volume.phase !== 'Lost'
          }
          trans={trans}
          onAdd={() => onAdd(rowOfClaim(volume.name, rows))}
        />
      ))}
      {volumes?.length === 0 && (
        <p className="jp-Cellway-hint">
          {trans.__('The namespace %1 has no claims yet.', namespace)}
        </p>
      )}
      {lacks.map(({ right, without }) => (
        <p key={right} className="jp-Cellway-hint">
          {trans.__('You may not %1: %2.', right, without)}
        </p>
      ))}
      {role !== '' && <RoleToGive role={role} trans={trans} />}
    </>
  );
}

function Row({
  name,
  told,
  isUsed,
  isUsable,
  trans,
  onAdd
}: {
  readonly name: string;
  readonly told: readonly string[];
  readonly isUsed: boolean;
  /** Whether it can be made a volume of the notebook. */
  readonly isUsable: boolean;
  readonly trans: TranslationBundle;
  readonly onAdd: () => void;
}): React.JSX.Element {
  return (
    <div className="jp-CellwayVolumes-row">
      <div>
        <strong>{name}</strong>
        {told
          .filter(each => each !== '')
          .map(each => (
            <span key={each}>{each}</span>
          ))}
      </div>
      {isUsed && (
        <span className="jp-CellwayVolumes-used">{trans.__('in use')}</span>
      )}
      {!isUsed && isUsable && (
        <button
          type="button"
          className="jp-Cellway-link"
          aria-label={trans.__('Use %1', name)}
          onClick={onAdd}
        >
          {trans.__('Use')}
        </button>
      )}
    </div>
  );
}
