import '../../../style/states.css';
import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownEmptyThinIcon } from '@jupyterlab/ui-components';
import React, { memo, useMemo } from 'react';
import { SEVERITY_ICONS } from '../icons/state-icons';
import { StatusIcon } from '../panel/statuses';
import { useStepDuration } from '../panel/use-duration';
import type { BadgePlan, BadgeProblem } from './cell-plans';
import { onBadgeKey } from './badge-keys';
import { labelOf, originOf, titleOf, tooltipOf } from './badge-texts';
import type { BadgeRow, StepNews } from './cell-rows';

/** What can be done with a badge. */
export interface BadgeActions {
  /** Shows what can be done with a step, below the button. */
  readonly openMenu: (plan: BadgePlan, button: HTMLElement) => void;
  /** Shows what is wrong with the tags of a cell, and the ways out. */
  readonly openProblems: (plan: BadgePlan, button: HTMLElement) => void;
  /** Goes to the next badge, downward or upward. */
  readonly goTo: (direction: 1 | -1) => void;
  /** Goes back to the cell. */
  readonly leave: () => void;
}

interface BadgeProps {
  readonly row: BadgeRow;
  readonly actions: BadgeActions;
  /** Whether the Tab key stops here. */
  readonly isTabStop: boolean;
  readonly trans: TranslationBundle;
}

/** The row above a cell: which step begins here, what goes in and out, how it is doing. */
export function BadgeView({
  row: { plan, news, content },
  actions,
  isTabStop,
  trans
}: BadgeProps): React.JSX.Element {
  const tabIndex = isTabStop ? 0 : -1;
  const origin = originOf(plan, trans);
  const tooltip = useMemo(() => tooltipOf(plan, trans), [plan, trans]);
  const isQuiet = plan.kind !== 'step' || plan.origin !== 'tag';
  return (
    <div
      className={`jp-CellwayBadge-row ${isQuiet ? 'jp-mod-quiet' : ''}`}
      role="group"
      aria-label={labelOf(plan, trans)}
      onKeyDown={event => onBadgeKey(event, actions)}
    >
      {plan.kind !== 'problem' && (
        <button
          className="jp-CellwayBadge-name"
          tabIndex={tabIndex}
          // Else Enter would edit the cell, and D D delete it.
          data-lm-suppress-shortcuts="true"
          aria-haspopup="menu"
          aria-label={labelOf(plan, trans)}
          title={tooltip}
          onClick={event => actions.openMenu(plan, event.currentTarget)}
        >
          <span className="jp-CellwayBadge-title">{titleOf(plan, trans)}</span>
          <caretDownEmptyThinIcon.react
            className="jp-CellwayBadge-caret"
            tag="span"
          />
        </button>
      )}
      {plan.problems.length > 0 && (
        <Problems
          problems={plan.problems}
          tabIndex={tabIndex}
          onClick={button => actions.openProblems(plan, button)}
        />
      )}
      {origin !== '' && (
        <span className="jp-CellwayBadge-origin">{origin}</span>
      )}
      {plan.kind !== 'more' && content === 'state' && (
        <News news={news} trans={trans} />
      )}
      {content !== 'name' && (
        <Flows plan={plan} tooltip={tooltip} trans={trans} />
      )}
    </div>
  );
}

/** What is wrong with the tags of the cell: errors in words, the rest as a sign. */
function Problems({
  problems,
  tabIndex,
  onClick
}: {
  readonly problems: readonly BadgeProblem[];
  readonly tabIndex: number;
  readonly onClick: (button: HTMLElement) => void;
}): React.JSX.Element {
  const worst =
    problems.find(each => each.severity === 'error') ??
    problems.find(each => each.severity === 'warning') ??
    problems[0];
  const all = problems.map(each => each.message).join('\n');
  const icon = SEVERITY_ICONS[worst.severity];
  return (
    <button
      className={`jp-CellwayBadge-problem jp-mod-${worst.severity}`}
      tabIndex={tabIndex}
      data-lm-suppress-shortcuts="true"
      aria-haspopup="menu"
      aria-label={all}
      title={all}
      onClick={event => onClick(event.currentTarget)}
    >
      <icon.react
        className={`jp-Cellway-severity jp-mod-${worst.severity}`}
        tag="span"
      />
      <span className="jp-CellwayBadge-problemText">{worst.message}</span>
    </button>
  );
}

/** The state of the step in the last run; nothing where it was in none. */
function News({
  news,
  trans
}: {
  readonly news: StepNews;
  readonly trans: TranslationBundle;
}): React.JSX.Element | null {
  const { status, done, all } = news;
  const isRunning = status === 'running';
  const time = useStepDuration(status, news);
  if (status === 'idle') {
    return null;
  }
  return (
    <span className={`jp-CellwayBadge-news jp-mod-${status}`}>
      <StatusIcon status={status} trans={trans} />
      {time && <span className="jp-CellwayBadge-time">{time}</span>}
      {isRunning && all > 1 && (
        <span
          className="jp-CellwayBadge-progress"
          title={trans.__('%1 of %2 cells have run', done, all)}
        >
          {trans.__('%1/%2', done, all)}
        </span>
      )}
    </span>
  );
}

/** The variables that go in and come out: `df, model →`. */
const Flows = memo(function Flows({
  plan,
  tooltip,
  trans
}: {
  readonly plan: BadgePlan;
  readonly tooltip: string;
  readonly trans: TranslationBundle;
}): React.JSX.Element | null {
  const { takes, gives } = plan;
  if (takes.length === 0 && gives.length === 0) {
    return null;
  }
  const taken = takes.map(flow => flow.name).join(', ');
  const given = gives.join(', ');
  return (
    <span className="jp-CellwayBadge-flows" title={tooltip}>
      <span className="jp-Cellway-spoken">
        {[
          taken && trans.__('Takes %1.', taken),
          given && trans.__('Gives %1.', given)
        ].join(' ')}
      </span>
      <span aria-hidden="true">{`${taken} → ${given}`.trim()}</span>
    </span>
  );
});
