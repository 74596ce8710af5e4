import type { Block } from '../../notebook/tagged-notebook';
import type { ShownPipeline } from '../pipelines/pipeline-model';

/** What the settings on show are those of. */
export type Subject =
  | { readonly kind: 'notebook' }
  | {
      readonly kind: 'step';
      /** The id of a cell of the step. */
      readonly cell: string;
      readonly name: string;
    };

/** A block that is a step. */
export type StepBlock = Block & { readonly name: string };

export function stepsOf({ tagged }: ShownPipeline): readonly StepBlock[] {
  return tagged.blocks.filter(
    (block): block is StepBlock =>
      block.kind === 'step' && block.name !== undefined
  );
}

/** The step that a cell belongs to. */
export function stepOfCell(
  shown: ShownPipeline,
  id: string | undefined
): StepBlock | undefined {
  const index = shown.notebook.ids.indexOf(id ?? '');
  return stepsOf(shown).find(({ cells }) => cells.includes(index));
}

/** The step as it is now; it may have been moved or renamed, or have lost a cell. */
export function findStep(
  shown: ShownPipeline,
  { cell, name }: Extract<Subject, { kind: 'step' }>
): StepBlock | undefined {
  return (
    stepOfCell(shown, cell) ?? stepsOf(shown).find(step => step.name === name)
  );
}

export function subjectOf(shown: ShownPipeline, step: StepBlock): Subject {
  const cell = shown.notebook.ids[step.head] ?? '';
  return { kind: 'step', cell, name: step.name };
}
