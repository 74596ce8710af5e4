import { MainAreaWidget } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { pipelineIcon } from '../icons/icons';
import type { NotebookSession } from '../sessions/notebook-session';
import { focusFirst } from '../shell/focus';
import type { GraphSettings } from './graph-settings';
import { GraphFrame, type GraphAction } from './view/graph-frame';
import type { GraphContext } from './view/graph-view';

/** The graph of one notebook in a tab of its own; it is closed with its notebook. */
export class GraphWidget extends MainAreaWidget<ReactWidget> {
  readonly panel: NotebookPanel;
  private readonly _trans: TranslationBundle;

  constructor(
    session: NotebookSession,
    context: GraphContext,
    settings: GraphSettings,
    actions: readonly GraphAction[]
  ) {
    const content = ReactWidget.create(
      <GraphFrame
        session={session}
        context={context}
        settings={settings}
        actions={actions}
      />
    );
    content.addClass('jp-CellwayGraph-widget');
    super({ content });
    this.panel = session.panel;
    this.id = `cellway-graph-${session.panel.id}`;
    this.node.dataset.notebook = session.panel.id;
    this.toolbar.hide();
    this.title.icon = pipelineIcon;
    this.title.closable = true;
    this._trans = context.trans;
    this._rename();
    session.panel.context.pathChanged.connect(this._rename, this);
    session.panel.disposed.connect(this.dispose, this);
  }

  protected override onActivateRequest(): void {
    focusFirst(this.content.node, '[data-step][tabindex="0"]');
  }

  private _rename(): void {
    const { localPath } = this.panel.context;
    this.title.caption = this._trans.__('Graph of %1', localPath);
    this.title.label = this._trans.__(
      'Graph of %1',
      PathExt.basename(localPath)
    );
  }
}
