import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownIcon } from '@jupyterlab/ui-components';
import React, { memo, useId, useState } from 'react';
import type { GraphNode } from '../../graph/model/graph';
import { MarkIcon } from '../../graph/view/mark-icon';
import type { CellTarget } from '../panel-body';
import { StatusIcon } from '../statuses';
import { useStepDuration } from '../use-duration';
import { ROW_FOCUS } from '../use-row-focus';
import { describeRow } from './describe-row';
import { LanesView, widthOf } from './lanes-view';
import { StepButtons } from './step-buttons';
import { StepDetails } from './step-details';
import { StepFlows } from './step-flows';
import { StepNews } from './step-news';
import type { StepPart } from './step-parts';
import type { StepRow } from './step-rows';

export interface StepActions {
  /** Goes to one cell. */
  readonly goTo: (target: CellTarget) => void;
  /**
   * Selects all cells of a step.
   *
   * @param focus - whether the keyboard goes there too
   */
  readonly go: (node: GraphNode, focus: boolean) => void;
  /** @param step - its id; undefined: nothing is pointed at */
  readonly pointAt: (step: string | undefined) => void;
  /** Undefined while nothing can be run. */
  readonly runFrom: ((step: string) => void) | undefined;
  /** Shows what is set for a step, by its name. */
  readonly openSettings: ((step: string) => void) | undefined;
  /** Shows what it found and left; undefined where nothing can. */
  readonly inspect: ((step: string) => void) | undefined;
  /** Loads what it began with into the kernel; undefined where nothing can. */
  readonly loadInputs: ((step: string) => void) | undefined;
}

interface StepProps {
  readonly row: StepRow;
  /** Undefined where the notebook no longer has the step of a run. */
  readonly node: GraphNode | undefined;
  readonly part: StepPart;
  /** How many lanes stand beside the rows. */
  readonly laneCount: number;
  /** The edges on the way from and to the step that is pointed at; undefined where none goes by here. */
  readonly lit: ReadonlySet<number> | undefined;
  /** Whether this step is one of those on the way. */
  readonly isLit: boolean;
  /** Whether it holds the active cell of the notebook. */
  readonly isActive: boolean;
  /** Whether the Tab key stops here. */
  readonly isTabStop: boolean;
  readonly actions: StepActions;
  readonly trans: TranslationBundle;
}

/**
 * A step: its place in the graph, state, name and time; below it what it takes
 * and gives, how far it is or why it failed; unfolded, all that is known of it.
 */
export const Step = memo(function Step({
  row,
  node,
  part,
  laneCount,
  lit,
  isLit,
  isActive,
  isTabStop,
  actions,
  trans
}: StepProps): React.JSX.Element {
  const [isUnfolded, setUnfolded] = useState(false);
  const spoken = useId();
  const { flows, settings, lane, colour } = part;
  const { id, target, error, runStatus = 'idle' } = row;
  const tabIndex = isTabStop ? 0 : -1;
  // Why it failed is told below.
  const isNews = (text: string): boolean => text !== error?.message;
  const marks = (node?.marks ?? []).filter(({ message }) => isNews(message));
  return (
    <li
      className={`jp-Cellway-step jp-mod-${runStatus} ${isActive ? 'jp-mod-active' : ''}`}
      role="listitem"
      style={{ paddingInlineStart: widthOf(laneCount) }}
      onMouseEnter={() => actions.pointAt(id)}
      onMouseLeave={() => actions.pointAt(undefined)}
    >
      <LanesView
        row={lane}
        count={laneCount}
        colour={colour}
        lit={lit}
        isLit={isLit}
      />
      <div className="jp-Cellway-line">
        <StatusIcon status={runStatus} trans={trans} />
        <button
          className={`jp-Cellway-name ${ROW_FOCUS}`}
          data-step={id}
          tabIndex={tabIndex}
          aria-current={isActive}
          aria-describedby={spoken}
          title={trans.__('%1: select its cells', id)}
          onClick={event => {
            if (node && !error) {
              // A key has no pointer: it means to go there.
              actions.go(node, event.detail === 0);
            } else if (target) {
              actions.goTo(target);
            }
          }}
          onFocus={event => {
            if (event.currentTarget.matches(':focus-visible')) {
              actions.pointAt(id);
            }
          }}
          onBlur={() => actions.pointAt(undefined)}
          onKeyDown={event => {
            if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
              setUnfolded(event.key === 'ArrowRight');
              event.preventDefault();
            }
          }}
        >
          {id}
        </button>
        <StepButtons
          row={row}
          actions={actions}
          tabIndex={tabIndex}
          trans={trans}
        />
        {marks.length > 0 && <MarkIcon marks={marks} trans={trans} />}
        <Progress row={row} trans={trans} />
        <Duration row={row} />
        <button
          className="jp-Cellway-unfold"
          tabIndex={tabIndex}
          aria-expanded={isUnfolded}
          aria-label={trans.__('Details of %1', id)}
          title={trans.__('What it takes, gives and printed')}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          <caretDownIcon.react tag={null} />
        </button>
      </div>
      <span id={spoken} className="jp-Cellway-spoken">
        {describeRow(row, node, part, trans)}
      </span>
      <StepFlows
        flows={flows}
        news={marks.map(mark => mark.message)}
        marks={settings}
      />
      <StepNews
        row={row}
        goTo={actions.goTo}
        loadInputs={actions.loadInputs}
        tabIndex={tabIndex}
        trans={trans}
      />
      {isUnfolded && (
        <StepDetails
          row={row}
          sentences={[...flows.sentences, ...marks.map(mark => mark.message)]}
          marks={settings}
          trans={trans}
        />
      )}
    </li>
  );
}, isSame);

/** Rows and nodes are made anew each time; what they hold is mostly as it was. */
function isSame(one: StepProps, other: StepProps): boolean {
  const { row, node, part, lit, ...rest } = one;
  return (
    part === other.part &&
    isSameNode(node, other.node) &&
    row.log === other.row.log &&
    row.runStatus === other.row.runStatus &&
    row.name === other.row.name &&
    row.error === other.row.error &&
    row.seconds === other.row.seconds &&
    row.started === other.row.started &&
    row.progress.done === other.row.progress.done &&
    row.progress.all === other.row.progress.all &&
    row.target?.of === other.row.target?.of &&
    row.target?.cell === other.row.target?.cell &&
    lit === other.lit &&
    rest.isLit === other.isLit &&
    rest.laneCount === other.laneCount &&
    rest.isActive === other.isActive &&
    rest.isTabStop === other.isTabStop &&
    rest.actions === other.actions
  );
}

function isSameNode(
  one: GraphNode | undefined,
  other: GraphNode | undefined
): boolean {
  return (
    one === other ||
    (one !== undefined &&
      other !== undefined &&
      one.status === other.status &&
      one.started === other.started &&
      one.seconds === other.seconds &&
      one.cells.join() === other.cells.join() &&
      one.marks.length === other.marks.length &&
      one.marks.every(
        ({ severity, message }, i) =>
          severity === other.marks[i].severity &&
          message === other.marks[i].message
      ))
  );
}

/** Which of its cells a running step is at. */
function Progress({
  row: { progress, runStatus },
  trans
}: Pick<StepProps, 'row' | 'trans'>): React.JSX.Element | null {
  const { done, all } = progress;
  return runStatus === 'running' && all > 1 ? (
    <span
      className="jp-Cellway-progress"
      title={trans.__('%1 of %2 cells have run', done, all)}
    >
      {trans.__('%1/%2', done, all)}
    </span>
  ) : null;
}

function Duration({ row }: Pick<StepProps, 'row'>): React.JSX.Element {
  return (
    <span className="jp-Cellway-time">
      {useStepDuration(row.runStatus, row)}
    </span>
  );
}
