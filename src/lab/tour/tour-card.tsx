import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { Message } from '@lumino/messaging';
import React from 'react';
import { announce } from '../announce';
import { findAnchor, scrollToAnchor } from './anchors';
import { placeCard } from './place-card';
import type { TourModel } from './tour-model';

/** How often it is looked whether what is spoken of has moved, in ms. */
const PACE = 100;

/** Between the ring and what it is around, in px. */
const AROUND = 4;

/** Where a key has a meaning of its own. */
const KEEPS_ESCAPE =
  'input, textarea, select, [contenteditable="true"], .jp-Dialog, .lm-Menu';

/**
 * The card of the tour, beside what it speaks of. It is no modal dialog: all
 * else can be used meanwhile. F6 leads to it and back, Escape ends it.
 */
export class TourCard extends ReactWidget {
  private readonly _ring = document.createElement('div');
  private _timer = 0;
  private _before: HTMLElement | undefined;

  constructor(
    private readonly _model: TourModel,
    private readonly _commands: CommandRegistry,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.id = 'cellway-tour';
    this.addClass('jp-CellwayTour');
    this.addClass('jp-ThemedContainer');
    this.node.setAttribute('role', 'dialog');
    this.node.setAttribute('aria-labelledby', 'cellway-tour-title');
    this.node.setAttribute('aria-describedby', 'cellway-tour-text');
    this._ring.className = 'jp-CellwayTour-ring';
    this._ring.setAttribute('aria-hidden', 'true');
    this._model.changed.connect(this._onChanged, this);
    this._model.ended.connect(this.dispose, this);
  }

  /** Gives it the focus, and remembers where that was. */
  async takeFocus(): Promise<void> {
    await this.renderPromise;
    const { activeElement } = document;
    // The body has it where a button of ours that had it is gone.
    if (
      activeElement instanceof HTMLElement &&
      activeElement !== document.body &&
      !this.node.contains(activeElement)
    ) {
      this._before = activeElement;
    }
    this.node
      .querySelector<HTMLElement>('.jp-CellwayTour-next')
      ?.focus({ preventScroll: true });
  }

  /** Says what it shows to those who do not see it, and how to get to it. */
  say(): void {
    const { title, text } = this._model.step;
    announce(
      this._trans.__(
        'Tour of Cellway. %1. %2 F6 leads to it, Escape ends it.',
        title,
        text
      )
    );
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this._giveFocusBack();
      this._model.dispose();
      super.dispose();
    }
  }

  handleEvent(event: Event): void {
    if (event.type === 'keydown') {
      this._onKey(event as KeyboardEvent);
    } else {
      this._place();
    }
  }

  protected override render(): React.JSX.Element {
    return (
      <UseSignal signal={this._model.changed}>
        {() => (
          <Content
            model={this._model}
            commands={this._commands}
            trans={this._trans}
          />
        )}
      </UseSignal>
    );
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    document.body.append(this._ring);
    document.addEventListener('keydown', this);
    window.addEventListener('resize', this);
    window.addEventListener('scroll', this, true);
    this._timer = window.setInterval(() => {
      this._model.pass();
      this._place();
    }, PACE);
    void this._bringInSight();
  }

  protected override onBeforeDetach(message: Message): void {
    clearInterval(this._timer);
    document.removeEventListener('keydown', this);
    window.removeEventListener('resize', this);
    window.removeEventListener('scroll', this, true);
    this._ring.remove();
    super.onBeforeDetach(message);
  }

  private _onChanged(): void {
    const { title, text } = this._model.step;
    announce(`${title}. ${text}`);
    void this._bringInSight();
  }

  /** Shows what is spoken of, and stays where the focus is. */
  private async _bringInSight(): Promise<void> {
    const { anchor, show } = this._model.step;
    const hadFocus = this.node.contains(document.activeElement);
    if (!findAnchor(anchor)) {
      if (show !== undefined) {
        await this._commands.execute(show);
      }
      scrollToAnchor(anchor);
    }
    await this.renderPromise;
    if (hadFocus) {
      await this.takeFocus();
    }
    this._place();
  }

  private _place(): void {
    if (this.isDisposed || !this.isAttached) {
      return;
    }
    const anchor = findAnchor(this._model.step.anchor);
    const box = anchor?.getBoundingClientRect();
    const { left, top } = placeCard(box, this.node.getBoundingClientRect(), {
      width: innerWidth,
      height: innerHeight
    });
    setStyle(this.node, { left, top });
    this._ring.hidden = !box;
    if (box) {
      setStyle(this._ring, {
        left: box.left - AROUND,
        top: box.top - AROUND,
        width: box.width + 2 * AROUND,
        height: box.height + 2 * AROUND
      });
    }
  }

  private _onKey(event: KeyboardEvent): void {
    const { key, target } = event;
    if (event.defaultPrevented) {
      return;
    }
    const isInside = target instanceof Node && this.node.contains(target);
    if (key === 'F6') {
      event.preventDefault();
      if (isInside) {
        this._giveFocusBack();
      } else {
        void this.takeFocus();
      }
    } else if (key === 'Escape') {
      const isKept =
        target instanceof Element && target.closest(KEEPS_ESCAPE) !== null;
      if (!isKept) {
        this._model.end();
      }
    }
  }

  private _giveFocusBack(): void {
    if (this.node.contains(document.activeElement)) {
      this._before?.focus({ preventScroll: true });
    }
  }
}

function Content({
  model,
  commands,
  trans
}: {
  readonly model: TourModel;
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const { title, text, action } = model.step;
  return (
    <>
      <h2 id="cellway-tour-title">{title}</h2>
      <p id="cellway-tour-text">{text}</p>
      {action && (
        <button
          className="jp-CellwayTour-action jp-mod-styled"
          onClick={() => void commands.execute(action.command)}
        >
          {action.label}
        </button>
      )}
      <div className="jp-CellwayTour-foot">
        <span className="jp-CellwayTour-count">
          {trans.__('%1 of %2', model.number, model.count)}
        </span>
        {!model.isLast && (
          <button className="jp-CellwayTour-plain" onClick={() => model.end()}>
            {trans.__('Skip Tour')}
          </button>
        )}
        {!model.isFirst && (
          <button className="jp-CellwayTour-plain" onClick={() => model.back()}>
            {trans.__('Back')}
          </button>
        )}
        <button
          key="next"
          className="jp-CellwayTour-next jp-mod-styled jp-mod-accept"
          onClick={() => model.next()}
        >
          {model.isLast ? trans.__('Done') : trans.__('Next')}
        </button>
      </div>
    </>
  );
}

/** Writes only what is other than before: it is asked for many times a second. */
function setStyle(
  { style }: HTMLElement,
  values: Readonly<Record<string, number>>
): void {
  for (const [name, value] of Object.entries(values)) {
    const text = `${Math.round(value)}px`;
    if (style.getPropertyValue(name) !== text) {
      style.setProperty(name, text);
    }
  }
}
