import type { TranslationBundle } from '@jupyterlab/translation';
import { describeReason, describeVariables } from './describe';
import type { GraphEdge, GraphNode, StepGraph } from './graph';

/** What a step takes, gives, waits for and uses, in words: all that holds whatever runs. */
export interface FlowTexts {
  readonly sentences: readonly string[];
  /** The names of the variables that it takes, and of those that it gives. */
  readonly taken: readonly string[];
  readonly given: readonly string[];
}

/** Of each step, by its id. */
export function describeAllFlows(
  graph: StepGraph,
  trans: TranslationBundle
): ReadonlyMap<string, FlowTexts> {
  return new Map(
    graph.nodes.map(node => [node.id, describeFlows(graph, node, trans)])
  );
}

function describeFlows(
  graph: StepGraph,
  node: GraphNode,
  trans: TranslationBundle
): FlowTexts {
  const { id, parameters } = node;
  const coming = graph.edges.filter(edge => edge.to === id);
  const going = graph.edges.filter(edge => edge.from === id);
  const sentences = [
    ...coming
      .filter(isFlow)
      .map(({ variables, from }) =>
        trans.__('Takes %1 from %2.', describeVariables(variables), from)
      ),
    ...given(going).map(([variables, steps]) =>
      trans.__('Gives %1 to %2.', variables, steps.join(', '))
    ),
    ...coming
      .filter(edge => !isFlow(edge))
      .map(({ from, reasons }) =>
        trans.__(
          'Waits for %1 (%2).',
          from,
          reasons.map(each => describeReason(each, trans)).join(', ')
        )
      ),
    ...(parameters.length > 0
      ? [
          trans._n(
            'Uses the parameter %2.',
            'Uses the parameters %2.',
            parameters.length,
            parameters.join(', ')
          )
        ]
      : [])
  ];
  return { sentences, taken: namesOf(coming), given: namesOf(going) };
}

function namesOf(edges: readonly GraphEdge[]): readonly string[] {
  const names = edges.flatMap(({ variables }) =>
    variables.map(each => each.name)
  );
  return [...new Set(names)];
}

/** What goes to several is said once, with the ids of all that it goes to. */
function given(
  edges: readonly GraphEdge[]
): (readonly [string, readonly string[]])[] {
  const steps = new Map<string, string[]>();
  for (const { variables, to } of edges.filter(isFlow)) {
    const text = describeVariables(variables);
    steps.set(text, [...(steps.get(text) ?? []), to]);
  }
  return [...steps];
}

export function isFlow({ variables }: GraphEdge): boolean {
  return variables.length > 0;
}
