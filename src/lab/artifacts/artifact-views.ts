import { MainAreaWidget } from '@jupyterlab/apputils';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IService } from '../api/service';
import { pipelineIcon } from '../icons/icons';
import type { NotebookSession } from '../sessions/notebook-session';
import { RunArtifacts } from './run-artifacts';
import type { ArtifactsContext } from './step-artifacts';
import { StepView } from './step-view';

export interface ViewParts {
  readonly service: IService;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
  /** Adds a widget beside the one with this id, and shows it. */
  readonly show: (widget: MainAreaWidget<StepView>, beside: string) => void;
  /** Called when a view shows another step, or its notebook has another path. */
  readonly changed: (widget: MainAreaWidget<StepView>) => void;
}

/** The views of steps, one for each notebook at most. */
export class ArtifactViews {
  readonly context: ArtifactsContext;
  private readonly _views = new Map<
    NotebookSession,
    MainAreaWidget<StepView>
  >();

  constructor(private readonly _parts: ViewParts) {
    const { service, rendermime, trans } = _parts;
    this.context = {
      service,
      rendermime,
      trans,
      known: new RunArtifacts(service)
    };
  }

  /** Shows a step, in the view that there is or in a new one. */
  show(session: NotebookSession, step: string | undefined): void {
    const view = this._views.get(session) ?? this._make(session);
    view.content.showStep(step);
    this._parts.show(view, session.panel.id);
  }

  private _make(session: NotebookSession): MainAreaWidget<StepView> {
    const { trans, changed } = this._parts;
    const content = new StepView(session, this.context);
    const view = new MainAreaWidget({ content });
    view.id = `cellway-artifacts-${session.panel.id}`;
    view.title.icon = pipelineIcon;
    view.title.label = trans.__('Values of %1', session.name);
    view.title.caption = trans.__('What the steps of a run found and left');
    view.title.closable = true;
    view.toolbar.hide();
    this._views.set(session, view);
    view.disposed.connect(() => this._views.delete(session));
    content.stepChanged.connect(() => changed(view));
    // By the view as their receiver, they end with it.
    session.panel.disposed.connect(() => view.dispose(), view);
    session.panel.context.pathChanged.connect(() => changed(view), view);
    return view;
  }
}
