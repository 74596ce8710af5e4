import type { BuiltPipeline } from '../../pipeline/build';

/** Whether somebody has made steps of the cells of a notebook: then nothing is suggested. */
export function hasSteps({ tagged }: Pick<BuiltPipeline, 'tagged'>): boolean {
  return tagged.blocks.some(
    ({ kind, origin }) =>
      kind === 'notebook' || (kind === 'step' && origin === 'tag')
  );
}
