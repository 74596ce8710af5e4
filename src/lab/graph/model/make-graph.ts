import type { Artifact } from '../../../service/api/artifacts';
import type { Diagnostic, Severity } from '../../../pipeline/diagnostic';
import type { Pipeline, Step } from '../../../pipeline/model';
import { stepColours } from '../../colours/step-colours';
import type { RunState, StepState } from '../../runs/run-state';
import type { GraphEdge, GraphNode, Mark, Reason, StepGraph } from './graph';
import { withoutDetours } from './implied';

/** What a step of the shown run has left under a name, where that is known. */
export type ValueOf = (step: string, name: string) => Artifact | undefined;

export interface GraphSource {
  readonly pipeline: Pipeline;
  readonly diagnostics: readonly Diagnostic[];
  /** The shown run. */
  readonly run?: RunState;
  readonly valueFrom?: ValueOf;
}

const SEVERITIES: Readonly<Record<Severity, number>> = {
  error: 0,
  warning: 1,
  info: 2
};

export function makeGraph(source: GraphSource): StepGraph {
  const { steps } = source.pipeline;
  const known = new Set(steps.map(step => step.id));
  const edges = steps
    .flatMap(step => edgesTo(step, source))
    .filter(edge => known.has(edge.from) && edge.from !== edge.to);
  return { nodes: makeNodes(source), edges: withoutDetours(edges) };
}

/** The steps with what became of them: a run changes nothing else of a graph while it goes on. */
export function makeNodes(source: GraphSource): readonly GraphNode[] {
  const {
    pipeline: { steps },
    run
  } = source;
  const colours = stepColours(steps.map(step => step.name));
  const states = new Map(run?.steps.map(state => [state.step, state]));
  return steps.map((step): GraphNode => {
    const { id, name, parameters } = step;
    const state = states.get(id);
    const cells = step.cells.map(each => each.cell);
    return {
      id,
      name,
      colour: colours.get(name) ?? 0,
      cells,
      status: state?.status ?? 'idle',
      ...(state?.started !== undefined && { started: state.started }),
      ...(state?.seconds !== undefined && { seconds: state.seconds }),
      parameters,
      marks: marksOf(cells, state, source)
    };
  });
}

function marksOf(
  cells: readonly number[],
  state: StepState | undefined,
  { diagnostics, run }: GraphSource
): Mark[] {
  const now = diagnostics.filter(
    ({ cell }) => cell !== undefined && cells.includes(cell)
  );
  // Its cells were elsewhere, if the notebook was edited since.
  const then = (run?.diagnostics ?? []).filter(
    ({ cell }) => cell !== undefined && state?.cells.includes(cell)
  );
  const marks = new Map<string, Mark>();
  for (const { severity, message } of [...now, ...then]) {
    marks.set(`${severity} ${message}`, { severity, message });
  }
  if (state?.error) {
    const { message } = state.error;
    marks.set(message, { severity: 'error', message });
  }
  return [...marks.values()].sort(
    (one, other) => SEVERITIES[one.severity] - SEVERITIES[other.severity]
  );
}

/** One edge for each step that it waits for, with all that comes from there. */
function edgesTo(step: Step, { valueFrom }: GraphSource): GraphEdge[] {
  const { id: to, reads, states, orders, after } = step;
  const froms = new Set([
    ...[...reads, ...states, ...orders].map(each => each.from),
    ...after
  ]);
  return [...froms].map(from => ({
    from,
    to,
    variables: reads
      .filter(flow => flow.from === from)
      .map(({ name }) => {
        const value = valueFrom?.(from, name);
        return { name, ...(value && { value }) };
      }),
    reasons: [
      ...orders
        .filter(order => order.from === from)
        .map(({ reason, subject }): Reason => ({
          kind: reason,
          ...(subject !== undefined && { subject })
        })),
      ...states
        .filter(flow => flow.from === from)
        .map(({ state }): Reason => ({ kind: 'state', subject: state }))
    ],
    isImplied: false
  }));
}
