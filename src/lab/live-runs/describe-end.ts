import { PathExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { RunRecord, StepFailure } from '../../service/api/runs';
import { describeSeconds } from '../runs/durations';
import type { LiveRun } from './live-runs';

/** JupyterLab cuts off what is longer. */
const LIMIT = 140;

/** What a notification says of a run. */
export interface EndOfRun {
  readonly message: string;
  readonly type: 'success' | 'error' | 'warning';
  /** What failed first. */
  readonly failure?: StepFailure;
}

/** The name of a run as people know it: its own, else that of its notebook. */
export function nameOfRun({ place, record }: LiveRun): string {
  return record.marks?.name ?? PathExt.basename(place.notebook);
}

/** @returns undefined where there is nothing to tell: who has cancelled a run knows */
export function describeEnd(
  run: LiveRun,
  trans: TranslationBundle
): EndOfRun | undefined {
  const { record } = run;
  const name = nameOfRun(run);
  const time = describeSeconds(record.seconds ?? 0);
  switch (record.status) {
    case 'succeeded':
    case 'cached':
      return {
        message: short(trans.__('%1 succeeded in %2', name, time)),
        type: 'success'
      };
    case 'failed': {
      const { step, failure } = firstFailure(record);
      return {
        message: short(
          failure
            ? trans.__('%1: %2 failed: %3', name, step, textOf(failure))
            : trans.__('%1 failed: %2', name, record.error ?? '')
        ),
        type: 'error',
        ...(failure && { failure })
      };
    }
    case 'interrupted':
      return {
        message: short(trans.__('%1 was interrupted; it can be resumed', name)),
        type: 'warning'
      };
    default:
      return undefined;
  }
}

function firstFailure({ steps }: RunRecord): {
  step: string;
  failure?: StepFailure;
} {
  const failed = steps.find(each => each.status === 'failed');
  return {
    step: failed?.step ?? '',
    ...(failed?.error && { failure: failed.error })
  };
}

function textOf({ name, message }: StepFailure): string {
  const [first = ''] = message.split('\n');
  return name && !first.startsWith(name) ? `${name}: ${first}` : first;
}

function short(text: string): string {
  return text.length > LIMIT ? `${text.slice(0, LIMIT - 1)}…` : text;
}
