import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import React, { useId } from 'react';
import { ACCESS_MODES, type AccessMode } from '../../notebook/settings';
import { useAtOnce } from '../shell/use-at-once';
import type { NewVolumeFields, NewVolumeModel } from './new-volume-model';

interface Props {
  readonly model: NewVolumeModel;
  readonly trans: TranslationBundle;
}

/** What a new volume is to be, and what the cluster says to that. */
export function NewVolumeView({ model, trans }: Props): React.JSX.Element {
  useAtOnce(model.changed);
  const { known, problem, isMaking, fields } = model;
  const { classes, namespace = '' } = known.found ?? {};
  const chosen = classes?.find(({ name, isDefault }) =>
    fields.storageClass === '' ? isDefault : name === fields.storageClass
  );
  const id = useId();
  return (
    <div className="jp-CellwayDialog-body">
      <p>
        {trans.__(
          'A claim in the namespace %1, which stays until somebody deletes it.',
          namespace
        )}
      </p>
      <div className="jp-CellwayClusters-form">
        <Text
          model={model}
          name="name"
          label={trans.__('Name')}
          placeholder={trans.__('e.g. %1', 'churn-data')}
        />
        <Text
          model={model}
          name="size"
          label={trans.__('Size')}
          placeholder={trans.__('e.g. %1', '10Gi')}
          hint={
            chosen &&
            (chosen.canGrow
              ? trans.__('It can be made larger later.')
              : trans.__('It cannot be made larger later.'))
          }
        />
        <Text
          model={model}
          name="storageClass"
          label={trans.__('Storage class')}
          placeholder={
            classes?.find(each => each.isDefault)?.name ??
            trans.__('that of the cluster')
          }
          suggestions={classes?.map(each => each.name)}
          hint={
            chosen?.waitsForPod
              ? trans.__('Storage is made once a step wants it, where it runs.')
              : undefined
          }
        />
        <label htmlFor={`${id}-mode`}>{trans.__('Access')}</label>
        <HTMLSelect
          id={`${id}-mode`}
          className="jp-CellwayVolumes-mode"
          value={fields.accessMode}
          onChange={({ target: { value } }) =>
            model.set({ accessMode: value as AccessMode })
          }
        >
          {ACCESS_MODES.map(mode => (
            <option key={mode} value={mode}>
              {nameOfMode(mode, trans)}
            </option>
          ))}
        </HTMLSelect>
      </div>
      <div role="status">
        {isMaking && <p>{trans.__('The cluster makes it…')}</p>}
        {problem && (
          <p className="jp-CellwayHelp-warning">
            {problem.message}
            <span className="jp-CellwayHelp-hint">{problem.hint}</span>
          </p>
        )}
      </div>
    </div>
  );
}

/** An access mode, with what it means. */
function nameOfMode(mode: AccessMode, trans: TranslationBundle): string {
  switch (mode) {
    case 'ReadWriteOnce':
      return trans.__('From one node at a time (ReadWriteOnce)');
    case 'ReadOnlyMany':
      return trans.__('From many nodes, to read (ReadOnlyMany)');
    case 'ReadWriteMany':
      return trans.__('From many nodes (ReadWriteMany)');
    case 'ReadWriteOncePod':
      return trans.__('From one pod at a time (ReadWriteOncePod)');
  }
}

function Text({
  model,
  name,
  label,
  placeholder,
  suggestions = [],
  hint
}: {
  readonly model: NewVolumeModel;
  readonly name: Exclude<keyof NewVolumeFields, 'accessMode'>;
  readonly label: string;
  readonly placeholder: string;
  readonly suggestions?: readonly string[];
  readonly hint?: string;
}): React.JSX.Element {
  const id = useId();
  const { [name]: fault } = model.faults;
  const told = fault ? `${fault.message}. ${fault.suggestion}` : hint;
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div>
        <input
          id={id}
          className="jp-mod-styled"
          value={model.fields[name]}
          placeholder={placeholder}
          list={`${id}-list`}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={fault ? true : undefined}
          aria-describedby={told === undefined ? undefined : `${id}-hint`}
          onChange={event => model.set({ [name]: event.target.value.trim() })}
        />
        <datalist id={`${id}-list`}>
          {suggestions.map(each => (
            <option key={each} value={each} />
          ))}
        </datalist>
        {told !== undefined && (
          <span
            id={`${id}-hint`}
            className={fault ? 'jp-Cellway-error' : 'jp-CellwayHelp-hint'}
            role={fault ? 'alert' : undefined}
          >
            {told}
          </span>
        )}
      </div>
    </>
  );
}
