import type { TranslationBundle } from '@jupyterlab/translation';
import { describeNode } from '../../graph/model/describe';
import type { GraphNode } from '../../graph/model/graph';
import { nameOfStatus } from '../statuses';
import type { StepPart } from './step-parts';
import type { StepRow } from './step-rows';

/** What is said of a step after its name: all that its row shows. */
export function describeRow(
  { runStatus }: StepRow,
  node: GraphNode | undefined,
  { flows: { taken, given }, settings }: StepPart,
  trans: TranslationBundle
): string {
  const marks = node?.marks.map(mark => mark.message) ?? [];
  const state = node
    ? describeNode(node, trans)
    : nameOfStatus(runStatus ?? 'idle', trans);
  return [
    `${state}.`,
    ...(taken.length > 0 ? [trans.__('Takes %1.', taken.join(', '))] : []),
    ...(given.length > 0 ? [trans.__('Gives %1.', given.join(', '))] : []),
    ...(settings.length > 0
      ? [trans.__('Set: %1.', settings.map(mark => mark.full).join('; '))]
      : []),
    ...marks
  ].join(' ');
}
