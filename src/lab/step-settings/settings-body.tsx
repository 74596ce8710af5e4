import '../../../style/panel.css';
import '../../../style/parameters.css';
import '../../../style/step-settings.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Signal } from '@lumino/signaling';
import React, { memo, useEffect, useRef } from 'react';
import type { NotebookForm } from '../../notebook/settings/form/notebook-fields';
import { colourClass, stepColours } from '../colours/step-colours';
import { useChanged } from '../panel/use-changed';
import type { ISessions } from '../sessions/sessions';
import { ClusterVolumes } from '../volumes/cluster-volumes';
import type { KnownVolumes } from '../volumes/known-volumes';
import {
  useKnownVolumes,
  type VolumeParts
} from '../volumes/use-known-volumes';
import type { ClusterOffers } from './cluster-offers';
import { SettingsForm } from './form/settings-form';
import type { Notice, SettingsModel } from './settings-model';
import type { ShownForm } from './shown-form';

export interface SettingsBodyOptions {
  readonly sessions: ISessions;
  readonly modelOf: ModelOf;
  readonly offers: ClusterOffers;
  /** What tells of volumes of a cluster; undefined where nothing does. */
  readonly volumes?: VolumeParts;
  readonly trans: TranslationBundle;
}

/** Gives the model of the notebook in front. */
export type ModelOf = () => SettingsModel | undefined;

/** The settings of the notebook in front; draws itself anew once a frame where anything changes. */
export class SettingsBody extends ReactWidget {
  constructor(private readonly _options: SettingsBodyOptions) {
    super();
    this.addClass('jp-CellwayPanel-body');
    this.addClass('jp-CellwaySettings-body');
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    this._focus.isWanted = true;
    this.update();
  }

  protected override render(): React.JSX.Element {
    return <Body {...this._options} focus={this._focus} />;
  }

  /** It may be asked for before there is anything to have it. */
  private readonly _focus: Focus = { isWanted: false };
}

function Body({
  sessions,
  modelOf,
  offers,
  volumes,
  focus,
  trans
}: SettingsBodyOptions & { readonly focus: Focus }): React.JSX.Element {
  useChanged(sessions.changed);
  const known = useKnownVolumes(volumes);
  useEffect(() => offers.load(), [offers]);
  const model = modelOf();
  return model ? (
    <Settings
      key={model.session.panel.id}
      model={model}
      offers={offers}
      known={known}
      focus={focus}
      isFocusWanted={focus.isWanted}
      trans={trans}
    />
  ) : (
    <p className="jp-Cellway-hint">
      {trans.__('Open a notebook to see what is set for its steps.')}
    </p>
  );
}

interface Focus {
  isWanted: boolean;
}

interface SettingsProps {
  readonly model: SettingsModel;
  readonly trans: TranslationBundle;
}

/** Drawn anew where the settings, and not where a run has changed. */
const Settings = memo(function Settings({
  model,
  offers,
  known,
  focus,
  trans
}: SettingsProps & {
  readonly offers: ClusterOffers;
  readonly known: KnownVolumes | undefined;
  readonly focus: Focus;
  readonly isFocusWanted: boolean;
}): React.JSX.Element {
  useChanged(model.changed);
  useChanged(offers.changed);
  useChanged(known?.changed ?? NEVER);
  const { session, step, forms } = model;
  const { shown, problem } = session.pipeline;
  const offered = offers.current;
  const engine = offered.engine ?? shown?.tagged.settings.engine ?? 'local';
  const typing = useRef(false);
  if (!shown) {
    return (
      <p className="jp-Cellway-hint">
        {problem
          ? trans.__('The notebook could not be read.')
          : trans.__('Reading the notebook…')}
      </p>
    );
  }
  return (
    <div
      className="jp-CellwaySettings"
      onInputCapture={({ target }) => {
        typing.current = isText(target);
      }}
      onClickCapture={({ target }) => {
        typing.current = isText(target);
      }}
      onKeyDown={event => {
        if (event.key === 'Enter' && isText(event.target)) {
          model.commit();
        } else if (event.key === 'Escape') {
          model.commit();
          session.panel.content.activate();
        }
      }}
    >
      <Header model={model} focus={focus} trans={trans} />
      <div className="jp-Cellway-sections">
        <Notes model={model} trans={trans} />
        {forms.length === 0 && (
          <p className="jp-Cellway-hint">
            {trans.__('There is no step: the notebook has no code yet.')}
          </p>
        )}
        {forms.map(form => (
          <React.Fragment key={form.kind}>
            {form.kind === 'defaults' && (
              <p className="jp-CellwaySettings-title">
                {trans.__('For all steps that do not say otherwise')}
              </p>
            )}
            <SettingsForm
              form={form}
              volumes={known?.found}
              offers={offered}
              engine={engine}
              isReadOnly={session.isReadOnly}
              trans={trans}
              onChange={content => {
                model.take(form, content);
                if (!typing.current) {
                  model.commit();
                }
              }}
              onCommit={() => model.commit()}
            />
            {form.kind === 'notebook' && known && (
              <VolumesToAdd
                model={model}
                form={form}
                known={known}
                trans={trans}
              />
            )}
          </React.Fragment>
        ))}
      </div>
      <p className="jp-Cellway-spoken" role="status">
        {step && trans.__('Settings of step %1', step.name)}
      </p>
    </div>
  );
});

/** Of where nothing is known of volumes. */
const NEVER = new Signal<object, void>({});

/** The volumes of the cluster, each of which can be made one of the notebook's. */
function VolumesToAdd({
  model,
  form,
  known,
  trans
}: SettingsProps & {
  readonly form: ShownForm;
  readonly known: KnownVolumes;
}): React.JSX.Element {
  const content = form.edited.content as NotebookForm;
  return (
    <ClusterVolumes
      known={known}
      rows={content.volumes}
      isReadOnly={model.session.isReadOnly}
      trans={trans}
      onAdd={row => {
        const now = form.edited.content as NotebookForm;
        model.take(form, { ...now, volumes: [...now.volumes, row] });
        model.commit();
      }}
    />
  );
}

const NOTEBOOK = '/';

/** Says whose settings are shown, and lets another step be chosen. */
function Header({
  model,
  focus,
  trans
}: SettingsProps & { readonly focus: Focus }): React.JSX.Element {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (focus.isWanted) {
      focus.isWanted = false;
      select.current?.focus();
    }
  });
  const { steps, step, subject } = model;
  const names = steps.map(({ name }) => name);
  const colour = step && stepColours(names).get(step.name);
  return (
    <div
      className={`jp-CellwaySettings-header ${
        colour === undefined ? '' : colourClass(colour)
      }`}
    >
      <select
        ref={select}
        aria-label={trans.__('Settings of')}
        value={subject?.kind === 'notebook' ? NOTEBOOK : (step?.name ?? '')}
        onChange={({ target: { value } }) =>
          value === NOTEBOOK ? model.showNotebook() : model.showStep(value)
        }
      >
        <option value={NOTEBOOK}>{trans.__('The notebook')}</option>
        <optgroup label={trans.__('Steps')}>
          {names.map(name => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  );
}

/** What there is to know before a setting is changed, and after. */
function Notes({ model, trans }: SettingsProps): React.JSX.Element | null {
  const { notice, step } = model;
  const text = notice
    ? textOf(notice, trans)
    : model.session.isReadOnly
      ? trans.__('The notebook can only be read: nothing can be set.')
      : step && step.origin !== 'tag'
        ? trans.__(
            'No tag names this step yet. The first setting gives the steps tags, so that it stays with its step.'
          )
        : undefined;
  return text === undefined ? null : (
    <p
      className={`jp-CellwaySettings-note ${
        notice?.kind === 'refused' ? 'jp-mod-error' : ''
      }`}
      role="status"
    >
      {text}
    </p>
  );
}

function textOf(notice: Notice, trans: TranslationBundle): string {
  switch (notice.kind) {
    case 'tagged':
      return trans.__(
        'The steps have tags now, so that the setting stays with its step. Undo takes back both.'
      );
    case 'no-step':
      return trans.__(
        'Nothing can be set for "%1" alone: no cell is a step of that name. What is set for all steps holds for it.',
        notice.name
      );
    case 'refused':
      return notice.message;
  }
}

function isText(target: EventTarget): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type === 'text')
  );
}
