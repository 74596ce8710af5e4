import type { TranslationBundle } from '@jupyterlab/translation';
import React, { memo, useMemo } from 'react';
import type { RunRecord } from '../../service/api/runs';
import { colourClass, stepColours } from '../colours/step-colours';
import { StatusIcon } from '../panel/statuses';
import { useNow } from '../panel/use-changed';
import { useStepDuration } from '../panel/use-duration';
import { ROW_FOCUS, useRowFocus } from '../panel/use-row-focus';
import { describeElapsed, describeSeconds } from '../runs/durations';
import type { RunState, StepState } from '../runs/run-state';
import { isEnded } from '../runs/statuses';
import type { LoopProgress } from './progress-line';
import type { RunDetails } from './run-details';
import { growingLength, ticks, timeLine, type TimeRow } from './time-line';

/** How often the bars of what runs grow, in ms. */
const PACE = 500;

/** The steps of a run, and what each did when; the arrow keys go from one to the next. */
export function TimeLineView({
  state,
  record,
  details,
  chosen,
  choose,
  trans
}: {
  readonly state: RunState;
  readonly record: RunRecord;
  readonly details: RunDetails;
  /** The step that is shown. */
  readonly chosen: string | undefined;
  readonly choose: (step: string) => void;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const { steps } = record.pipeline;
  const after = useMemo(
    () => new Map(steps.map(each => [each.id, each.after])),
    [steps]
  );
  const colours = useMemo(
    () => stepColours(steps.map(each => each.name)),
    [steps]
  );
  const isLive = !isEnded(state.status);
  const now = useNow(isLive, PACE);
  const line = useMemo(
    () => timeLine(state, after, step => details.of(step).ended),
    [state, after, details]
  );
  const elapsed = isLive ? Math.max(0, now - line.begin) : 0;
  const length = isLive
    ? growingLength(Math.max(line.length, elapsed))
    : line.length;
  const focus = useRowFocus(state.steps.length);
  const style = {
    '--jp-private-cellway-length': length
  } as React.CSSProperties;
  const end = isLive ? elapsed : line.length;
  return (
    <section
      className="jp-CellwayRun-timeLine"
      aria-label={trans.__('Time line')}
      style={style}
    >
      <div className="jp-CellwayRun-axis" aria-hidden="true">
        <div className="jp-CellwayRun-track">
          {ticks(length).map(at => (
            <span
              key={at}
              className="jp-CellwayRun-tick"
              style={stretch(at, at)}
            >
              {describeTick(at)}
            </span>
          ))}
        </div>
      </div>
      <ul className="jp-Cellway-list" role="list" {...focus.list}>
        {state.steps.map((step, index) => (
          <Row
            key={step.step}
            step={step}
            row={line.rows[index]}
            now={goesOn(line.rows[index]) ? end : undefined}
            progress={details.of(step.step).progress}
            colour={colours.get(step.name) ?? 0}
            isChosen={step.step === chosen}
            isTabStop={index === focus.active}
            choose={choose}
            trans={trans}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly step: StepState;
  readonly row: TimeRow;
  /** Where its last bar ends, which goes on, in ms since the run began; undefined where none does. */
  readonly now: number | undefined;
  readonly progress: LoopProgress | undefined;
  readonly colour: number;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly choose: (step: string) => void;
  readonly trans: TranslationBundle;
}

const Row = memo(function Row({
  step,
  row,
  now,
  progress,
  colour,
  isChosen,
  isTabStop,
  choose,
  trans
}: RowProps): React.JSX.Element {
  const { queue, work, mark } = row;
  return (
    <li
      className={`jp-CellwayRun-row jp-mod-${step.status} ${colourClass(colour)}`}
      role="listitem"
      style={
        now === undefined
          ? undefined
          : ({ '--jp-private-cellway-now': now } as React.CSSProperties)
      }
    >
      <button
        className={`jp-CellwayRun-rowButton ${ROW_FOCUS}`}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isChosen}
        onClick={() => choose(step.step)}
      >
        <StatusIcon status={step.status} trans={trans} />
        <span className="jp-CellwayRun-name" title={step.step}>
          {step.step}
        </span>
        <HowFar step={step} progress={progress} trans={trans} />
        <span className="jp-CellwayRun-track" title={describeRow(row, trans)}>
          {queue && (
            <span
              className="jp-CellwayRun-queue"
              style={stretch(queue.from, queue.to)}
            />
          )}
          {work && (
            <span
              className="jp-CellwayRun-work"
              style={stretch(work.from, work.to)}
            />
          )}
          {mark !== undefined && (
            <span className="jp-CellwayRun-mark" style={stretch(mark, mark)} />
          )}
        </span>
        <Duration step={step} />
      </button>
    </li>
  );
}, isSame);

/** Rows of the time line are made anew each time; what they say is not. */
function isSame(one: RowProps, other: RowProps): boolean {
  return (
    one.step.status === other.step.status &&
    one.step.seconds === other.step.seconds &&
    one.step.started === other.step.started &&
    one.step.cellsDone === other.step.cellsDone &&
    one.now === other.now &&
    one.progress === other.progress &&
    one.isChosen === other.isChosen &&
    one.isTabStop === other.isTabStop &&
    one.choose === other.choose &&
    JSON.stringify(one.row) === JSON.stringify(other.row)
  );
}

/** Whether one of its bars has no end yet. */
function goesOn({ queue, work }: TimeRow): boolean {
  return [queue, work].some(each => each && each.to === undefined);
}

/** The cells that have run, or the loop that a bar shows. */
function HowFar({
  step: { status, cells, cellsDone },
  progress,
  trans
}: Pick<RowProps, 'step' | 'progress' | 'trans'>): React.JSX.Element | null {
  if (status !== 'running' || (!progress && cells.length < 2)) {
    return null;
  }
  const { done, all } = progress ?? { done: cellsDone, all: cells.length };
  return (
    <span
      className="jp-Cellway-progress"
      title={
        progress
          ? trans.__('%1 of %2 rounds', done, all)
          : trans.__('%1 of %2 cells have run', done, all)
      }
    >
      {progress
        ? trans.__('%1 %', Math.floor((100 * done) / all))
        : trans.__('%1/%2', done, all)}
    </span>
  );
}

function Duration({ step }: Pick<RowProps, 'step'>): React.JSX.Element {
  return (
    <span className="jp-Cellway-time">
      {useStepDuration(step.status, step)}
    </span>
  );
}

function describeTick(at: number): string {
  if (at === 0) {
    return '0';
  }
  return at % 1000 === 0
    ? describeElapsed(at / 1000)
    : describeSeconds(at / 1000);
}

/** Where a bar begins and ends; what has no end goes on until now. */
function stretch(from: number, to?: number): React.CSSProperties {
  return {
    '--jp-private-cellway-from': from,
    '--jp-private-cellway-to': to ?? 'var(--jp-private-cellway-now)'
  } as React.CSSProperties;
}

function describeRow(
  { queue, work, mark }: TimeRow,
  trans: TranslationBundle
): string {
  const seconds = (time: number): string => describeSeconds(time / 1000);
  return [
    queue?.to !== undefined &&
      trans.__('Waited %1 for its turn', seconds(queue.to - queue.from)),
    work &&
      trans.__('Began %1 after the beginning of the run', seconds(work.from)),
    work?.to !== undefined && trans.__('Took %1', seconds(work.to - work.from)),
    mark !== undefined &&
      trans.__('Settled %1 after the beginning of the run', seconds(mark))
  ]
    .filter(Boolean)
    .join('\n');
}
