import type { Pipeline, Step } from '../../../pipeline/model';
import type { GraphEdge, GraphNode, StepGraph } from '../model/graph';

type Given = Partial<Omit<Step, 'cells'>> & { readonly cells?: number[] };

/** Steps of a pipeline by their ids, which are their names too. */
export function pipelineOf(steps: Readonly<Record<string, Given>>): Pipeline {
  const all = Object.entries(steps).map(
    ([id, { cells = [], ...rest }]): Step => {
      const step: Step = {
        id,
        name: id,
        cells: cells.map(cell => ({ cell, omit: [], code: '' })),
        reads: [],
        changes: [],
        writes: [],
        parameters: [],
        states: [],
        generators: {},
        orders: [],
        definitions: [],
        after: [],
        settings: {},
        ...rest
      };
      const after = [...step.reads, ...step.orders, ...step.states];
      return { ...step, after: [...new Set(after.map(each => each.from))] };
    }
  );
  return { steps: all, parameters: [], metrics: [], definitions: [] };
}

/** Edges are written `a>b`, or `a>b: x, y` with variables; all others are orders. */
export function graphOf(names: string, ...lines: string[]): StepGraph {
  const nodes = names.split(' ').map((id, index): GraphNode => ({
    id,
    name: id,
    colour: index,
    cells: [index],
    status: 'idle',
    parameters: [],
    marks: []
  }));
  const edges = lines.map((line): GraphEdge => {
    const [ends, variables] = line.split(': ');
    const [from, to] = ends.split('>');
    return {
      from,
      to,
      variables: variables?.split(', ').map(name => ({ name })) ?? [],
      reasons: variables ? [] : [{ kind: 'prev' }],
      isImplied: false
    };
  });
  return { nodes, edges };
}
