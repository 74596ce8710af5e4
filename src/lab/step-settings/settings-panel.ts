import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Panel, Widget } from '@lumino/widgets';
import { tuneIcon } from '../icons/icons';
import type { IService } from '../api/service';
import type { IClusters } from '../clusters/clusters';
import type { ISessions } from '../sessions/sessions';
import type { SettingsModel } from './settings-model';

export interface SettingsPanelParts {
  readonly sessions: ISessions;
  readonly service: IService | null;
  readonly clusters: IClusters | null;
  readonly trans: TranslationBundle;
}

/**
 * The settings of steps in the sidebar: beside the notebook, so that it stays
 * in sight, and apart from the list of steps. What it shows is loaded when it
 * is first shown.
 */
export class SettingsPanel extends Panel {
  private _body: Promise<Widget> | undefined;

  constructor(private readonly _parts: SettingsPanelParts) {
    super();
    const { trans } = _parts;
    this.id = 'cellway-step-settings';
    this.addClass('jp-CellwayPanel');
    this.title.icon = tuneIcon;
    this.title.caption = trans.__('Cellway: settings of steps');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Settings of steps'));
  }

  /** The model of the notebook in front, once it is loaded. */
  async load(): Promise<SettingsModel | undefined> {
    await this._load();
    return this._modelOf();
  }

  /** Puts the focus into the form. */
  async focus(): Promise<void> {
    (await this._load()).activate();
  }

  protected override onBeforeShow(message: Message): void {
    super.onBeforeShow(message);
    void this._load();
  }

  protected override onActivateRequest(message: Message): void {
    super.onActivateRequest(message);
    void this.focus();
  }

  private _modelOf: () => SettingsModel | undefined = () => undefined;

  private _load(): Promise<Widget> {
    this._body ??= this._make();
    return this._body;
  }

  private async _make(): Promise<Widget> {
    try {
      const { makeSettings } = await import(
        /* webpackChunkName: "step-settings" */ './make-settings'
      );
      const { body, modelOf } = makeSettings(this._parts);
      this._modelOf = modelOf;
      this.addWidget(body);
      return body;
    } catch (error) {
      this._body = undefined;
      const message = new Widget();
      message.addClass('jp-CellwayPanel-broken');
      message.node.textContent = String(error);
      this.addWidget(message);
      return message;
    }
  }
}
