import { setTimeout } from 'node:timers/promises';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { podLog } from '../../../kubernetes/client/pod-log';
import type { LogLine } from '../../../kubernetes/client/seen-lines';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import { runEventOf } from '../../../runs/read-step-event';
import type { RunEvent } from '../../../runs/run-event';
import { ShownOutputs } from '../../../runs/shown-outputs';
import type { StepEvent } from '../../../runs/step-event';
import { MARK, PodLogReader, type PodLogPart } from '../pod-log';

/** The container in which a step runs. */
export const MAIN = 'main';

/**
 * What Argo's executor writes into the log when the step's process has ended,
 * as text or, from version 4 on, as JSON. The rest is Argo's.
 */
const EXITED =
  /(time="[^"]*" level=\w+ |\{[^{}]*)"?msg"?[=:] *"sub-process exited"/;

/** Whether a line of a log says that nothing of ours comes behind it. */
export function hasExited(text: string): boolean {
  return EXITED.test(text);
}

/** How many lines are kept of what the runner itself says. */
const SAID = 20;

export interface StepLogOptions {
  /** The step's id. */
  readonly step: string;
  readonly signal: AbortSignal;
  onEvents(events: readonly RunEvent[]): void;
}

/** How long the last of a log may take to come when its pod has ended, in ms. */
const PATIENCE = 20_000;

/** Resolves when a log has ended, or has been waited for for long enough. */
export async function waitForEnd({
  ended
}: {
  readonly ended: Promise<void>;
}): Promise<void> {
  const patience = setTimeout(PATIENCE, undefined, { ref: false });
  await Promise.race([ended, patience]);
}

/** The log of a pod from its beginning to its end. */
export function followPod(
  client: KubernetesClient,
  at: {
    readonly namespace: string;
    readonly pod: string;
    readonly signal: AbortSignal;
    /** Aborted when what is in the pod has ended. */
    readonly hurry: AbortSignal;
  }
): AsyncIterable<LogLine> {
  return podLog(client, { ...at, container: MAIN, follow: true });
}

/** What one try of a step prints, from its beginning to its end. */
export class StepLog {
  readonly shown = new ShownOutputs();
  /** Resolves when nothing more comes. */
  readonly ended: Promise<void>;
  private _result: string | undefined;
  private _isWithheld = false;
  private readonly _said: string[] = [];

  constructor(
    lines: AsyncIterable<LogLine>,
    private readonly _options: StepLogOptions
  ) {
    this.ended = this._follow(lines);
  }

  /** The text of the step's result, where it has come whole. */
  get result(): string | undefined {
    return this._result;
  }

  /** Whether it has a result that is too large for a log. */
  get isWithheld(): boolean {
    return this._isWithheld;
  }

  /** What the runner itself said last, outside of any cell. */
  get said(): string {
    return this._said.join('\n');
  }

  /** A log that cannot be read is one that says nothing: the pod tells how the step ends. */
  private async _follow(lines: AsyncIterable<LogLine>): Promise<void> {
    const reader = new PodLogReader();
    try {
      for await (const { time, text } of lines) {
        const end = text.search(EXITED);
        const printed = end < 0 ? `${text}\n` : text.slice(0, end);
        const said = printed.split(MARK)[0].trimEnd();
        if (this.shown.running === undefined && said !== '') {
          this._said.push(said);
          this._said.splice(0, this._said.length - SAID);
        }
        this._tell(reader.read(printed), time);
        if (end >= 0) {
          return;
        }
      }
    } catch (error) {
      if (
        !(error instanceof KubernetesError) &&
        !this._options.signal.aborted
      ) {
        throw error;
      }
    }
  }

  private _tell(parts: readonly PodLogPart[], logged: string): void {
    const time = new Date(logged).toISOString();
    const events: RunEvent[] = [];
    for (const part of parts) {
      if ('result' in part) {
        this._result = part.result;
      } else if ('withheld' in part) {
        this._isWithheld = true;
      } else {
        const event = this._event(part, time);
        this.shown.add(event);
        events.push(event);
      }
    }
    if (events.length > 0) {
      this._options.onEvents(events);
    }
  }

  /** Text is given only while a cell runs. */
  private _event(
    part: StepEvent | { readonly text: string },
    time: string
  ): RunEvent {
    const { step } = this._options;
    if ('event' in part) {
      return runEventOf(part, step, time);
    }
    const cell = this.shown.running ?? 0;
    const output = { output_type: 'stream', name: 'stdout', text: part.text };
    return { type: 'output', time, step, cell, output };
  }
}
