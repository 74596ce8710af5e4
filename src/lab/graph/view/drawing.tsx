import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useRef, useState } from 'react';
import type { Layout } from '../layout/layout';
import type { StepGraph } from '../model/graph';
import type { Lines } from '../model/lines';
import { litBy } from '../model/lit';
import { Edges } from './edges';
import { Node, type NodeActions } from './node';
import { useFlowWords } from './use-flow-words';
import { useReveal } from './use-reveal';
import { walk } from './walk';

export interface DrawingProps {
  readonly graph: StepGraph;
  readonly layout: Layout;
  readonly lines: Lines;
  /** The step of the notebook's active cell. */
  readonly active: string | undefined;
  /** The step that is pointed at. */
  readonly pointed: string | undefined;
  readonly actions: NodeActions;
  readonly trans: TranslationBundle;
}

/**
 * The graph itself. To the keyboard it is one stop of the Tab key, in which
 * arrow keys go from step to step; to a screen reader, the list of steps in the
 * order of the notebook.
 */
export function Drawing({
  graph,
  layout,
  lines,
  active,
  pointed,
  actions,
  trans
}: DrawingProps): React.JSX.Element {
  const [focused, setFocused] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const texts = useFlowWords(graph, trans);
  const { nodes } = graph;
  const isThere = (id: string | undefined): boolean =>
    nodes.some(node => node.id === id);
  const stop = [focused, active].find(isThere) ?? nodes[0]?.id;
  const lit =
    pointed !== undefined && isThere(pointed)
      ? litBy(pointed, lines)
      : undefined;
  useReveal(list, active ?? nodes[0]?.id);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const from = (event.target as HTMLElement).dataset['step'];
    const to = from && walk(layout, lines, from, event.key);
    if (to) {
      const selector = `[data-step="${CSS.escape(to)}"]`;
      list.current?.querySelector<HTMLElement>(selector)?.focus();
    }
    if (from && (to || /^(Arrow|Home|End)/.test(event.key))) {
      event.preventDefault();
    }
  };
  return (
    <div
      className="jp-CellwayGraph-drawing"
      style={{ width: layout.width, height: layout.height }}
    >
      <Edges graph={graph} layout={layout} lit={lit} trans={trans} />
      <ul
        ref={list}
        role="list"
        aria-label={trans.__('Steps; the arrow keys go along the graph')}
        onKeyDown={onKeyDown}
        onFocus={event => {
          setFocused((event.target as HTMLElement).dataset['step']);
        }}
      >
        {nodes.map(node => {
          const { id, marks } = node;
          const box = layout.boxes.get(id);
          const flows = texts.get(id);
          return (
            box &&
            flows && (
              <Node
                key={id}
                node={node}
                box={box}
                description={[
                  ...flows.sentences,
                  ...marks.map(mark => mark.message)
                ].join('\n')}
                isTabStop={id === stop}
                isActive={id === active}
                isDim={lit !== undefined && !lit.hasNode(id)}
                isLit={id === pointed}
                actions={actions}
                trans={trans}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
