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

/** Words for graphs; the same objects for the same, however the graph was made. */
export class FlowWords {
  private _kept: ReadonlyMap<
    string,
    { readonly key: string; readonly texts: FlowTexts }
  > = new Map();

  constructor(private readonly _trans: TranslationBundle) {}

  /** Of each step, by its id. */
  of({ nodes, edges }: StepGraph): ReadonlyMap<string, FlowTexts> {
    const coming = grouped(edges, edge => edge.to);
    const going = grouped(edges, edge => edge.from);
    this._kept = new Map(
      nodes.map(node => {
        const near = {
          node,
          coming: coming.get(node.id) ?? [],
          going: going.get(node.id) ?? []
        };
        const key = JSON.stringify([node.parameters, near.coming, near.going]);
        const kept = this._kept.get(node.id);
        return [
          node.id,
          kept?.key === key
            ? kept
            : { key, texts: describeFlows(near, this._trans) }
        ];
      })
    );
    return new Map([...this._kept].map(([id, { texts }]) => [id, texts]));
  }
}

function grouped(
  edges: readonly GraphEdge[],
  keyOf: (edge: GraphEdge) => string
): ReadonlyMap<string, readonly GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const group = groups.get(keyOf(edge));
    if (group) {
      group.push(edge);
    } else {
      groups.set(keyOf(edge), [edge]);
    }
  }
  return groups;
}

/** A step with the edges that come from others, and those that go to others. */
interface NearNode {
  readonly node: GraphNode;
  readonly coming: readonly GraphEdge[];
  readonly going: readonly GraphEdge[];
}

function describeFlows(
  { node: { parameters }, coming, going }: NearNode,
  trans: TranslationBundle
): FlowTexts {
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
