import '../../../style/panel.css';
import '../../../style/diagnostics.css';
import '../../../style/lists.css';
import '../../../style/parameters.css';
import '../../../style/steps.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import React from 'react';
import type { IService } from '../api/service';
import type { RunTarget } from '../clusters/run-target';
import type { NotebookSession } from '../sessions/notebook-session';
import type { ISessions } from '../sessions/sessions';
import { tellCellGone } from '../sessions/tell-cell-gone';
import { keepFocus } from '../shell/focus';
import type { PanelOptions } from './cellway-panel';
import { NoNotebook } from './no-notebook';
import { PanelLook } from './panel-look';
import { SessionView } from './session-view';
import { useChanged } from './use-changed';
import { ROW_FOCUS } from './use-row-focus';

/** What the views of the panel have in common. */
export interface PanelContext {
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
  readonly service: IService;
  readonly look: PanelLook;
  /** Where runs are made; on this machine where it is not there. */
  readonly target: RunTarget | undefined;
  /** Brings a widget of the shell to the front. */
  readonly activate: (id: string) => void;
  /** Goes to a cell of the notebook, or says that it is no longer there. */
  readonly goTo: (session: NotebookSession, target: CellTarget) => void;
}

/** A cell, by its index in the notebook that the shown run was made of, or in the shown pipeline. */
export interface CellTarget {
  readonly of: 'run' | 'pipeline';
  readonly cell: number;
  /** From 1. */
  readonly line?: number;
}

/** The content of the panel; draws itself anew once a frame where anything changes. */
export class PanelBody extends ReactWidget {
  private readonly _context: PanelContext;

  constructor(
    private readonly _options: PanelOptions,
    look: PanelLook,
    target: RunTarget | undefined
  ) {
    super();
    const { commands, translator, service, activate } = _options;
    const trans = translator.load('cellway');
    this.addClass('jp-CellwayPanel-body');
    keepFocus(this.node, `.${ROW_FOCUS}[tabindex="0"]`);
    this._context = {
      commands,
      trans,
      service,
      look,
      target,
      activate,
      goTo: (session, target) => {
        void goTo(session, target, _options, trans);
      }
    };
  }

  /** Gives the focus to the row of a step, by its id, where there is one. */
  async goToStep(step: string): Promise<void> {
    await this.renderPromise;
    const { look } = this._context;
    if (look.isFolded('steps')) {
      look.fold('steps', false);
      // It is drawn anew in the next frame.
      await new Promise(resolve => requestAnimationFrame(resolve));
      await new Promise(resolve => setTimeout(resolve));
    }
    this.node
      .querySelector<HTMLElement>(`[data-step="${CSS.escape(step)}"]`)
      ?.focus();
  }

  protected override render(): React.JSX.Element {
    return <Body sessions={this._options.sessions} context={this._context} />;
  }
}

/** The content of the panel as it was left. */
export async function createPanelBody(
  options: PanelOptions
): Promise<PanelBody> {
  const [look, target] = await Promise.all([
    PanelLook.restore(options.state),
    // The panel is of use without it.
    options.clusters?.target().catch(() => undefined)
  ]);
  return new PanelBody(options, look, target);
}

function Body({
  sessions,
  context
}: {
  readonly sessions: ISessions;
  readonly context: PanelContext;
}): React.JSX.Element {
  useChanged(sessions.changed);
  useChanged(context.look.changed);
  const { current, currentPanel } = sessions;
  return current ? (
    <SessionView key={current.panel.id} session={current} context={context} />
  ) : (
    <NoNotebook executed={currentPanel} context={context} />
  );
}

async function goTo(
  session: NotebookSession,
  { of, cell, line }: CellTarget,
  { activate }: PanelOptions,
  trans: TranslationBundle
): Promise<void> {
  activate(session.panel.id);
  const found =
    of === 'run'
      ? await session.goToRunCell(cell, line)
      : await session.goToPipelineCell(cell, line);
  if (!found) {
    tellCellGone(cell, trans);
  }
}
