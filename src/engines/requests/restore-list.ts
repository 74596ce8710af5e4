/** What a step has to find made when it begins, in the order of the notebook. */
import type { CellView } from '../../notebook/cell';
import type { Definition, Pipeline, Step } from '../../pipeline/model';
import type { RestoredItem } from '../../runs/step-request';
import type { StepResult } from '../../runs/step-result';

/** What the pipeline's steps have left so far, by the step's id. */
export type Results = ReadonlyMap<string, StepResult>;

/** What things are restored from, beside the results of steps. */
export interface Origins {
  readonly pipeline: Pipeline;
  /** The ids of the pipeline's definitions, in their order. */
  readonly ids: readonly string[];
  readonly cells: readonly CellView[];
  /** The number of each cell that Run All runs. */
  readonly counts: ReadonlyMap<number, number>;
  /** The value of every parameter, as a Python literal. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Where in the notebook something is made: the cell, then the offset in its source. */
type Place = readonly [cell: number, offset: number];

interface Placed {
  readonly item: RestoredItem;
  readonly place: Place;
}

/**
 * Definitions stand where they are written, values and states at the end of
 * the step that left them. A variable that a step did not make after all is
 * not in the list: the step that reads it fails as Run All would.
 */
export function restoreList(
  origins: Origins,
  step: Step,
  results: Results
): RestoredItem[] {
  const placed = [
    ...definitions(origins, step, results),
    ...givenParameters(origins, step),
    ...values(origins.pipeline, step, results),
    ...states(origins.pipeline, step, results)
  ];
  // The sort is stable: what ends at the same place keeps this order.
  return placed.sort(inNotebookOrder).map(each => each.item);
}

/**
 * Those of the step, and those that the values refer to which it takes: a
 * variable comes with the others that it shares something with.
 */
function definitions(
  { pipeline, ids, cells, counts }: Origins,
  step: Step,
  results: Results
): Placed[] {
  const needed = new Set(step.definitions);
  for (const { name, from } of step.reads) {
    for (const id of storedWith(name, results.get(from))?.definitions ?? []) {
      addNeeded(needed, ids.indexOf(id), pipeline);
    }
  }
  return [...needed].map(index => {
    const definition = pipeline.definitions[index];
    const { cell, span } = definition;
    const written = writtenDefinition(definition, cells[cell].source);
    return {
      place: [cell, span.start],
      item: {
        kind: 'definition',
        id: ids[index],
        cell,
        ...written,
        count: counts.get(cell)
      }
    };
  });
}

/**
 * A definition as it stands in the notebook.
 *
 * @param source - of its cell
 */
export function writtenDefinition(
  { names, span }: Definition,
  source: string
): {
  readonly names: string[];
  readonly line: number;
  readonly source: string;
} {
  return {
    names: [...names],
    line: source.slice(0, span.start).split('\n').length,
    source: source.slice(span.start, span.end)
  };
}

function givenParameters(
  { pipeline, parameters }: Origins,
  step: Step
): Placed[] {
  return pipeline.parameters
    .filter(each => step.parameters.includes(each.name))
    .map(({ name, cell, span, default: standard }) => ({
      place: [cell, span.start],
      item: { kind: 'parameter', name, source: parameters[name] ?? standard }
    }));
}

/** Adds a definition and all that it needs in turn. */
function addNeeded(
  needed: Set<number>,
  index: number,
  pipeline: Pipeline
): void {
  if (index >= 0 && !needed.has(index)) {
    needed.add(index);
    pipeline.definitions[index].needs.forEach(each =>
      addNeeded(needed, each, pipeline)
    );
  }
}

/** The object in which a step has stored a variable. */
function storedWith(
  name: string,
  result: StepResult | undefined
): StepResult['objects'][number] | undefined {
  return result?.objects.find(each => Object.hasOwn(each.values, name));
}

/**
 * Variables that came in the same object stay together, since they share
 * something; it is restored where the last step that left it ends.
 */
function values(pipeline: Pipeline, step: Step, results: Results): Placed[] {
  const objects = new Map<string, { names: string[]; place: Place }>();
  for (const { name, from } of step.reads) {
    const found = storedWith(name, results.get(from));
    if (found) {
      const place = endOf(pipeline, from);
      const known = objects.get(found.hash);
      objects.set(found.hash, {
        names: [...(known?.names ?? []), name],
        place: known && inOrder(place, known.place) < 0 ? known.place : place
      });
    }
  }
  return [...objects].map(([object, { names, place }]) => ({
    place,
    item: { kind: 'value', object, names }
  }));
}

function states(pipeline: Pipeline, step: Step, results: Results): Placed[] {
  return step.states.flatMap(({ state, from }): Placed[] => {
    const stored = results.get(from)?.states;
    return stored && Object.hasOwn(stored, state)
      ? [
          {
            place: endOf(pipeline, from),
            item: { kind: 'state', state, object: stored[state].hash }
          }
        ]
      : [];
  });
}

/** Behind all that the last cell of a step defines. */
function endOf(pipeline: Pipeline, id: string): Place {
  const step = pipeline.steps.find(each => each.id === id);
  const last = Math.max(-1, ...(step?.cells ?? []).map(each => each.cell));
  return [last, Infinity];
}

function inNotebookOrder(a: Placed, b: Placed): number {
  return inOrder(a.place, b.place);
}

function inOrder([cell, offset]: Place, [cell2, offset2]: Place): number {
  // Not a difference: that of two infinities is no number.
  return cell - cell2 || (offset < offset2 ? -1 : offset > offset2 ? 1 : 0);
}
