import type { TranslationBundle } from '@jupyterlab/translation';
import React, { memo } from 'react';
import { colourClass } from '../../colours/step-colours';
import { StatusIcon } from '../../panel/statuses';
import { useStepDuration } from '../../panel/use-duration';
import type { Box } from '../layout/layout';
import { describeNode } from '../model/describe';
import type { GraphNode } from '../model/graph';
import { MarkIcon } from './mark-icon';

export interface NodeProps {
  readonly node: GraphNode;
  readonly box: Box;
  /** What it takes and gives, in words. */
  readonly description: string;
  readonly isTabStop: boolean;
  /** Whether it holds the active cell of the notebook. */
  readonly isActive: boolean;
  /** Whether another step is pointed at with which it has nothing to do. */
  readonly isDim: boolean;
  readonly isLit: boolean;
  readonly actions: NodeActions;
  readonly trans: TranslationBundle;
}

export interface NodeActions {
  /** @param focus - whether the keyboard goes there too */
  readonly go: (node: GraphNode, focus: boolean) => void;
  /** @param id - undefined: nothing is pointed at */
  readonly pointAt: (id: string | undefined) => void;
}

/** A step: its state, name, size and time; what it uses; what is to be told of it. */
export const Node = memo(function Node({
  node,
  box,
  description,
  isTabStop,
  isActive,
  isDim,
  isLit,
  actions,
  trans
}: NodeProps): React.JSX.Element {
  const { id, colour, status, cells, parameters, marks } = node;
  const { x, y, width, height } = box;
  const classes = [
    'jp-CellwayGraph-node',
    colourClass(colour),
    `jp-mod-${status}`,
    isActive && 'jp-mod-active',
    isDim && 'jp-mod-dim',
    isLit && 'jp-mod-lit'
  ];
  return (
    <li
      className={classes.filter(Boolean).join(' ')}
      style={{ insetInlineStart: x, insetBlockStart: y, width, height }}
    >
      <button
        data-step={id}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`${id}: ${describeNode(node, trans)}`}
        aria-current={isActive}
        title={[id, description].join('\n')}
        // A key has no pointer: it means to go there.
        onClick={event => actions.go(node, event.detail === 0)}
        onMouseEnter={() => actions.pointAt(id)}
        onMouseLeave={() => actions.pointAt(undefined)}
        onFocus={event => {
          if (event.currentTarget.matches(':focus-visible')) {
            actions.pointAt(id);
          }
        }}
        onBlur={() => actions.pointAt(undefined)}
      >
        <span className="jp-CellwayGraph-head">
          <StatusIcon status={status} trans={trans} />
          <span className="jp-CellwayGraph-name">{id}</span>
          {marks.length > 0 && <MarkIcon marks={marks} trans={trans} />}
        </span>
        <span className="jp-CellwayGraph-meta">
          <span>
            {trans._n('%1 cell', '%1 cells', cells.length, cells.length)}
          </span>
          <Duration node={node} />
          <Chips names={parameters} />
        </span>
      </button>
      <span className="jp-Cellway-spoken">{description}</span>
    </li>
  );
}, isSame);

/** Nodes are made anew with the graph; most are as they were. */
function isSame(one: NodeProps, other: NodeProps): boolean {
  return (Object.keys({ ...one, ...other }) as (keyof NodeProps)[]).every(
    key =>
      one[key] === other[key] ||
      ((key === 'node' || key === 'box') &&
        JSON.stringify(one[key]) === JSON.stringify(other[key]))
  );
}

function Duration({ node }: Pick<NodeProps, 'node'>): React.JSX.Element | null {
  const text = useStepDuration(node.status, node);
  return text ? <span className="jp-CellwayGraph-time">{text}</span> : null;
}

function Chips({
  names
}: {
  readonly names: readonly string[];
}): React.JSX.Element | null {
  const [first, ...rest] = names;
  return first === undefined ? null : (
    <span className="jp-CellwayGraph-chips">
      <span className="jp-CellwayGraph-chip">{first}</span>
      {rest.length > 0 && (
        <span className="jp-CellwayGraph-more">+{rest.length}</span>
      )}
    </span>
  );
}
