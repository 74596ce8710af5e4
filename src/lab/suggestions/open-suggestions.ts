/** The preview of suggested steps, to be loaded when it is asked for. */
import { MainAreaWidget, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { pipelineIcon } from '../icons/icons';
import { recordChange } from '../pipelines/take-back';
import type { NotebookSession } from '../sessions/notebook-session';
import { SuggestionDraft } from './suggestion-draft';
import { SuggestionsView } from './suggestions-view';

const UNDO_TIME = 10_000;

/** Where the preview stands, and how to come back from there. */
export interface SuggestionsPlace {
  readonly trans: TranslationBundle;
  /** Shows a widget beside the notebook with this id. */
  readonly show: (widget: MainAreaWidget, beside: string) => void;
  readonly activate: (id: string) => void;
}

const open = new WeakMap<NotebookSession, MainAreaWidget>();

/** Opens the preview for a notebook, or brings it to the front. */
export async function openSuggestions(
  session: NotebookSession,
  place: SuggestionsPlace
): Promise<void> {
  const { panel, pipeline } = session;
  await panel.context.ready;
  await pipeline.update();
  const { analysis } = pipeline;
  const before = open.get(session);
  if (before && !before.isDisposed) {
    place.activate(before.id);
    return;
  }
  if (!analysis || !pipeline.shown || panel.isDisposed) {
    return;
  }
  const { trans } = place;
  const draft = new SuggestionDraft(session, analysis);
  const view = new SuggestionsView(draft, {
    trans,
    goTo: id => {
      const cell = pipeline.shown?.notebook.ids.indexOf(id) ?? -1;
      place.activate(panel.id);
      void session.goToPipelineCell(cell);
    },
    accept: () => void accept(),
    cancel: () => close()
  });
  const widget = new MainAreaWidget({ content: view });
  widget.id = `cellway-suggestions-${panel.id}`;
  widget.title.label = trans.__('Steps for %1', session.name);
  widget.title.caption = trans.__('Suggested steps for %1', session.name);
  widget.title.icon = pipelineIcon;
  widget.title.closable = true;
  widget.toolbar.hide();

  const close = (): void => {
    widget.dispose();
    place.activate(panel.id);
  };
  const accept = async (): Promise<void> => {
    let takeBack: () => void;
    try {
      // Others may edit the notebook while the editing is loaded.
      await session.prepareEditing();
      await pipeline.update();
      if (draft.isTaken) {
        return;
      }
      let edited: Promise<void> | undefined;
      takeBack = recordChange(panel.context.model, () => {
        edited = session.edit(draft.edits());
      });
      await edited;
    } catch (error) {
      Notification.error(
        error instanceof Error ? error.message : String(error)
      );
      return;
    }
    close();
    const { steps = [] } = pipeline.shown?.pipeline ?? {};
    Notification.success(
      trans._n(
        'The notebook has %1 step.',
        'The notebook has %1 steps.',
        steps.length
      ),
      {
        autoClose: UNDO_TIME,
        actions: [{ label: trans.__('Undo'), callback: takeBack }]
      }
    );
  };
  const onGone = (): void => widget.dispose();
  panel.disposed.connect(onGone);
  widget.disposed.connect(() => {
    panel.disposed.disconnect(onGone);
    draft.dispose();
  });
  open.set(session, widget);
  place.show(widget, panel.id);
}
