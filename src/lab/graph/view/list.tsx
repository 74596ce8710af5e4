import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { colourClass } from '../../colours/step-colours';
import { StatusIcon } from '../../panel/statuses';
import { ROW_FOCUS, useRowFocus } from '../../panel/use-row-focus';
import { describeNode } from '../model/describe';
import type { StepGraph } from '../model/graph';
import { MarkIcon } from './mark-icon';
import type { NodeActions } from './node';
import { useFlowWords } from './use-flow-words';

/** The graph in words: each step with what it takes, gives and waits for. */
export function GraphList({
  graph,
  active,
  actions,
  trans
}: {
  readonly graph: StepGraph;
  readonly active: string | undefined;
  readonly actions: NodeActions;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const focus = useRowFocus(graph.nodes.length);
  const texts = useFlowWords(graph, trans);
  return (
    <ol
      className="jp-CellwayGraph-list jp-Cellway-list"
      role="list"
      aria-label={trans.__('Steps and what goes between them')}
      {...focus.list}
    >
      {graph.nodes.map((node, index) => {
        const { id, colour, status, marks } = node;
        const isActive = id === active;
        return (
          <li
            key={id}
            role="listitem"
            className={`${colourClass(colour)}${isActive ? ' jp-mod-active' : ''}`}
          >
            <button
              className={ROW_FOCUS}
              data-step={id}
              tabIndex={index === focus.active ? 0 : -1}
              aria-current={isActive}
              aria-label={`${id}: ${describeNode(node, trans)}`}
              onClick={event => actions.go(node, event.detail === 0)}
              onMouseEnter={() => actions.pointAt(id)}
              onMouseLeave={() => actions.pointAt(undefined)}
              onFocus={() => actions.pointAt(id)}
              onBlur={() => actions.pointAt(undefined)}
            >
              <StatusIcon status={status} trans={trans} />
              <span className="jp-CellwayGraph-name">{id}</span>
              {marks.length > 0 && <MarkIcon marks={marks} trans={trans} />}
            </button>
            <ul role="list">
              {[
                describeNode(node, trans),
                ...(texts.get(id)?.sentences ?? []),
                ...marks.map(mark => mark.message)
              ].map(sentence => (
                <li key={sentence} role="listitem">
                  {sentence}
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}
