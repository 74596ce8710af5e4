import type { IStateDB } from '@jupyterlab/statedb';
import type { ITranslator } from '@jupyterlab/translation';
import {
  CommandToolbarButton,
  redoIcon,
  runIcon,
  SidePanel,
  stopIcon
} from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { Panel, Widget } from '@lumino/widgets';
import type { IService } from '../api/service';
import type { IClusters } from '../clusters/clusters';
import { CommandIDs } from '../commands';
import { pipelineIcon } from '../icons/icons';
import type { PanelBody } from './panel-body';
import type { ISessions } from '../sessions/sessions';
import { focusFirst, keepFocus } from '../shell/focus';

export interface PanelOptions {
  readonly sessions: ISessions;
  readonly service: IService;
  readonly commands: CommandRegistry;
  readonly translator: ITranslator;
  /** Where it is kept how the panel was left. */
  readonly state: IStateDB | null;
  /** Where notebooks run; on this machine where it is not there. */
  readonly clusters: IClusters | null;
  /** Brings a widget of the shell to the front. */
  readonly activate: (id: string) => void;
}

/**
 * JupyterLab's palette gives the focus back to the notebook after a command:
 * in the next frame to its widget, which hands it to the cell in the one after.
 */
const PALETTE_FRAMES = 3;

const ENABLED_BUTTON = 'jp-button:not([aria-disabled="true"])';

/**
 * The panel in the sidebar. What it shows is loaded when it is first shown:
 * most people who start JupyterLab do not open it.
 */
export class CellwayPanel extends SidePanel {
  private _body: Promise<PanelBody | undefined> | undefined;

  constructor(private readonly _options: PanelOptions) {
    super({ content: new Panel(), translator: _options.translator });
    const trans = _options.translator.load('cellway');
    this.id = 'cellway-panel';
    this.addClass('jp-CellwayPanel');
    this.title.icon = pipelineIcon;
    this.title.caption = trans.__('Cellway: run notebooks as pipelines');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Cellway'));
    this.node.addEventListener('keydown', event => this._onKeyDown(event));
    keepFocus(this.node, ENABLED_BUTTON);
    this.content.addClass('jp-CellwayPanel-content');
    this._addButton('run', CommandIDs.run, trans.__('Run'), runIcon);
    this._addButton('cancel', CommandIDs.cancel, trans.__('Cancel'), stopIcon);
    this._addButton('resume', CommandIDs.resume, trans.__('Resume'), redoIcon);
  }

  /** Gives the focus to the button that runs the notebook; Escape gives it back. */
  async focus(): Promise<void> {
    for (let frame = 0; frame < PALETTE_FRAMES; frame++) {
      await new Promise(requestAnimationFrame);
    }
    focusFirst(this.node, ENABLED_BUTTON);
  }

  /** Gives the focus to the row of a step, by its id, where there is one. */
  async goToStep(step: string): Promise<void> {
    await (await this._body)?.goToStep(step);
  }

  protected override onBeforeShow(): void {
    this._body ??= this._load();
  }

  private _onKeyDown(event: KeyboardEvent): void {
    const { sessions, activate } = this._options;
    const panel = sessions.currentPanel;
    if (event.key === 'Escape' && panel && !event.defaultPrevented) {
      activate(panel.id);
      event.preventDefault();
    }
  }

  private _addButton(
    name: string,
    id: string,
    label: string,
    icon: typeof runIcon
  ): void {
    const { commands } = this._options;
    const button = new CommandToolbarButton({ commands, id, label, icon });
    this.toolbar.addItem(name, button);
  }

  private async _load(): Promise<PanelBody | undefined> {
    try {
      const { createPanelBody } = await import(
        /* webpackChunkName: "panel" */ './panel-body'
      );
      const body = await createPanelBody(this._options);
      this.content.addWidget(body);
      return body;
    } catch (error) {
      this._body = undefined;
      const message = new Widget();
      message.addClass('jp-CellwayPanel-broken');
      message.node.textContent = String(error);
      this.content.addWidget(message);
      return undefined;
    }
  }
}
