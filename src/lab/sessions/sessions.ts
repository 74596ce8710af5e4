import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Token } from '@lumino/coreutils';
import { MessageLoop, type Message } from '@lumino/messaging';
import { Signal, type ISignal } from '@lumino/signaling';
import { NotebookSession, type SessionParts } from './notebook-session';
import { isExecuted } from './read-only';

/** The open notebooks, as Cellway sees them. */
export interface ISessions {
  /** Of the notebook in front; undefined where there is none. Makes it where it is not there yet. */
  readonly current: NotebookSession | undefined;

  /** The notebook in front, also where it is one that was executed by a run. */
  readonly currentPanel: NotebookPanel | undefined;

  /** The current session where somebody has needed it before. */
  readonly existing: NotebookSession | undefined;

  /** Of a notebook, in front or not; undefined where it can only be read. Makes it where it is not there yet. */
  of(panel: NotebookPanel): NotebookSession | undefined;

  /** Emitted when another notebook comes in front. */
  readonly currentChanged: ISignal<ISessions, void>;

  /** Emitted when anything in the current session has changed. */
  readonly changed: ISignal<ISessions, void>;
}

export const ISessions = new Token<ISessions>(
  'cellway:ISessions',
  'The open notebooks with their pipelines and runs.'
);

export class Sessions implements ISessions {
  private readonly _sessions = new Map<NotebookPanel, NotebookSession>();
  private readonly _currentChanged = new Signal<this, void>(this);
  private readonly _changed = new Signal<this, void>(this);

  constructor(
    private readonly _tracker: INotebookTracker,
    private readonly _parts: SessionParts
  ) {
    _tracker.currentChanged.connect(this._onCurrentChanged, this);
  }

  get currentPanel(): NotebookPanel | undefined {
    return this._tracker.currentWidget ?? undefined;
  }

  get current(): NotebookSession | undefined {
    const panel = this.currentPanel;
    return panel && this.of(panel);
  }

  of(panel: NotebookPanel): NotebookSession | undefined {
    return isExecuted(panel) ? undefined : this._make(panel);
  }

  get existing(): NotebookSession | undefined {
    const panel = this.currentPanel;
    return panel && this._sessions.get(panel);
  }

  get currentChanged(): ISignal<this, void> {
    return this._currentChanged;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  dispose(): void {
    this._sessions.forEach((session, panel) => {
      MessageLoop.removeMessageHook(panel, this._onPanelMessage);
      session.dispose();
    });
    this._sessions.clear();
    Signal.clearData(this);
  }

  private _make(panel: NotebookPanel): NotebookSession {
    let session = this._sessions.get(panel);
    if (!session) {
      session = new NotebookSession(panel, this._parts);
      this._sessions.set(panel, session);
      session.changed.connect(this._onSessionChanged, this);
      panel.disposed.connect(this._onPanelDisposed, this);
      MessageLoop.installMessageHook(panel, this._onPanelMessage);
      void session.load();
    }
    return session;
  }

  /** Listens only to what is seen, in front or beside it; the rest catches up when it is seen. */
  private _listen(): void {
    const { existing } = this;
    this._sessions.forEach(session => {
      if (session === existing || session.panel.isVisible) {
        void session.runs.goOn();
      } else {
        session.runs.pause();
      }
    });
  }

  /** A notebook may come into sight without coming in front. */
  private readonly _onPanelMessage = (_: unknown, { type }: Message): true => {
    if (type === 'after-show' || type === 'after-hide') {
      this._listen();
    }
    return true;
  };

  private _onCurrentChanged(): void {
    this._listen();
    this._currentChanged.emit();
    this._changed.emit();
  }

  private _onSessionChanged(session: NotebookSession): void {
    if (session === this.existing) {
      this._changed.emit();
    }
  }

  private _onPanelDisposed(panel: NotebookPanel): void {
    this._sessions.get(panel)?.dispose();
    this._sessions.delete(panel);
  }
}
