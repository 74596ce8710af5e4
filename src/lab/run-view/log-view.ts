import {
  MimeModel,
  type IRenderMime,
  type IRenderMimeRegistry
} from '@jupyterlab/rendermime';
import { textOf, type LogBlock, type StepLog } from './step-log';

/** Text of a terminal, as JupyterLab shows it: colours and links. */
const TERMINAL = 'application/vnd.jupyter.stdout';

/** How near to the end, in px, counts as being there. */
const NEAR = 8;

interface DrawnBlock {
  readonly renderer: IRenderMime.IRenderer;
  version: number;
}

/**
 * Draws a log block by block: what is whole is drawn once, and the browser
 * passes over what is out of sight. The end stays in sight while it is.
 */
export class LogView {
  private _log: StepLog | undefined;
  private readonly _drawn = new Map<LogBlock, DrawnBlock>();
  private _isAtEnd = true;
  private _frame = 0;

  constructor(
    /** What scrolls. */
    private readonly _node: HTMLElement,
    private readonly _rendermime: IRenderMimeRegistry,
    /** Called when the end comes in sight, or goes out of it. */
    private readonly _onFollow: (isFollowing: boolean) => void
  ) {}

  /** Draws what is new of a log. */
  update(log: StepLog): void {
    if (log !== this._log) {
      this._clear();
      this._log = log;
      this._setAtEnd(true);
    }
    const wanted = new Set(log.blocks);
    this._drawn.forEach((drawn, block) => {
      if (!wanted.has(block)) {
        drawn.renderer.dispose();
        this._drawn.delete(block);
      }
    });
    log.blocks.forEach(block => this._draw(block));
    // The text is there a moment later; and the page is measured once a frame.
    this._frame ||= requestAnimationFrame(() => {
      this._frame = 0;
      if (this._isAtEnd) {
        this.scrollToEnd();
      }
    });
  }

  scrollToEnd(): void {
    this._node.scrollTop = this._node.scrollHeight;
    this._setAtEnd(true);
  }

  /** To be called when the node was scrolled. */
  onScroll(): void {
    const { scrollHeight, scrollTop, clientHeight } = this._node;
    this._setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR);
  }

  dispose(): void {
    cancelAnimationFrame(this._frame);
    this._clear();
  }

  private _draw(block: LogBlock): void {
    const drawn = this._drawn.get(block) ?? this._add(block);
    if (drawn.version !== block.version) {
      drawn.version = block.version;
      const data = { [TERMINAL]: block.colours + textOf(block) };
      void drawn.renderer.renderModel(new MimeModel({ data }));
    }
  }

  private _add(block: LogBlock): DrawnBlock {
    const drawn = {
      renderer: this._rendermime.createRenderer(TERMINAL),
      version: -1
    };
    drawn.renderer.addClass('jp-Cellway-logBlock');
    this._node.append(drawn.renderer.node);
    this._drawn.set(block, drawn);
    return drawn;
  }

  private _setAtEnd(isAtEnd: boolean): void {
    if (isAtEnd !== this._isAtEnd) {
      this._isAtEnd = isAtEnd;
      this._onFollow(isAtEnd);
    }
  }

  private _clear(): void {
    this._drawn.forEach(each => each.renderer.dispose());
    this._drawn.clear();
    this._node.replaceChildren();
  }
}
