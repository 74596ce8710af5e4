import type { TranslationBundle } from '@jupyterlab/translation';
import { describeReason, describeVariables } from './describe';
import type { GraphEdge, GraphNode, StepGraph } from './graph';

/** What a step takes, gives, waits for and uses, in words. */
export interface FlowTexts {
  readonly sentences: readonly string[];
  /** The variables that it takes, as short as can be. */
  readonly taken: string;
}

export function describeFlows(
  graph: StepGraph,
  node: GraphNode,
  trans: TranslationBundle
): FlowTexts {
  const { id, parameters, marks } = node;
  const nameOf = (step: string): string =>
    graph.nodes.find(each => each.id === step)?.name ?? step;
  const coming = graph.edges.filter(edge => edge.to === id);
  const going = graph.edges.filter(edge => edge.from === id);
  const sentences = [
    ...coming
      .filter(isFlow)
      .map(({ variables, from }) =>
        trans.__(
          'Takes %1 from %2.',
          describeVariables(variables),
          nameOf(from)
        )
      ),
    ...going
      .filter(isFlow)
      .map(({ variables, to }) =>
        trans.__('Gives %1 to %2.', describeVariables(variables), nameOf(to))
      ),
    ...coming
      .filter(edge => !isFlow(edge))
      .map(({ from, reasons }) =>
        trans.__(
          'Waits for %1 (%2).',
          nameOf(from),
          reasons.map(each => describeReason(each, trans)).join(', ')
        )
      ),
    ...(parameters.length > 0
      ? [trans.__('Uses the parameters %1.', parameters.join(', '))]
      : []),
    ...marks.map(mark => mark.message)
  ];
  const taken = new Set(
    coming.flatMap(({ variables }) => variables.map(each => each.name))
  );
  return { sentences, taken: [...taken].join(', ') };
}

export function isFlow({ variables }: GraphEdge): boolean {
  return variables.length > 0;
}
