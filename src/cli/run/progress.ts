import { styleText } from 'node:util';
import type { RunEvent } from '../../runs/run-event';
import { describeSeconds } from '../durations';
import { describeStatus } from '../statuses';

/** How often the time of running steps is shown anew, in ms. */
const TICK = 200;

/** Where progress is written to: standard output, or what a test makes. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Shows the steps of a run: on a terminal a line for each that runs, which
 * becomes its result; elsewhere a line when it begins and one when it ends.
 */
export class Progress {
  /** Steps that run, with the time of their beginning. */
  private readonly _running = new Map<string, number>();
  private _width = 0;
  /** Lines on the terminal that are written over next time. */
  private _live = 0;
  private _timer: NodeJS.Timeout | undefined;

  constructor(private readonly _screen: Screen) {}

  show(event: RunEvent): void {
    if (event.type === 'start') {
      const longest = Math.max(0, ...event.steps.map(each => each.length));
      this._width = Math.min(longest, this._room);
      if (this._screen.isTTY) {
        this._timer ??= setInterval(() => this._draw([]), TICK).unref();
      }
    } else if (event.type === 'step' && event.status === 'running') {
      this._running.set(event.step, performance.now());
      this._draw(this._screen.isTTY ? [] : [this._line(event)]);
    } else if (event.type === 'step') {
      this._running.delete(event.step);
      this._draw([this._line(event)]);
    } else if (event.type === 'run') {
      this.stop();
    }
  }

  /** Shows a text that stays, above the steps that run. */
  note(text: string): void {
    this._draw(text.split('\n'));
  }

  /** Shows nothing that moves any more. */
  stop(): void {
    clearInterval(this._timer);
    this._timer = undefined;
    this._running.clear();
    this._draw([]);
  }

  /** Writes lines that stay, and below them the steps that run. */
  private _draw(lines: readonly string[]): void {
    const live = this._screen.isTTY ? this._liveLines() : [];
    if (lines.length + live.length + this._live === 0) {
      return;
    }
    // Up to the first live line, and clear from there.
    const back = this._live > 0 ? `\x1b[${this._live}A\x1b[J` : '';
    this._live = live.length;
    this._screen.write(
      back + [...lines, ...live].map(line => `${line}\n`).join('')
    );
  }

  /** How long a step's name may be, for its line not to be broken into two. */
  private get _room(): number {
    return Math.max(8, (this._screen.columns || 80) - 28);
  }

  private _liveLines(): string[] {
    const now = performance.now();
    return [...this._running].map(([step, begun]) =>
      this._line({
        step: step.slice(0, this._room),
        status: 'running',
        seconds: (now - begun) / 1000
      })
    );
  }

  private _line({
    step,
    status,
    seconds
  }: Pick<
    Extract<RunEvent, { type: 'step' }>,
    'step' | 'status' | 'seconds'
  >): string {
    const name = styleText('bold', step.padEnd(this._width));
    const time = seconds === undefined ? '' : `  ${describeSeconds(seconds)}`;
    return `${describeStatus(status, 9)}  ${name}${time}`;
  }
}
