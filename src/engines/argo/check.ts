import type { NotebookSettings, StepSettings } from '../../notebook/settings';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline, Step } from '../../pipeline/model';
import { checkUnused, type EngineWords } from '../unused-settings';

const WORDS: EngineWords = {
  engine: 'argo',
  code: 'not-used-on-argo',
  subject: 'a run on Argo'
};

/** Says of a notebook which of its settings cannot be had on Argo Workflows. */
export function checkForArgo(
  { steps }: Pipeline,
  settings: NotebookSettings
): Diagnostic[] {
  return [
    ...steps.flatMap(step => [
      ...checkUnused(step, WORDS),
      ...checkBraces(step)
    ]),
    ...(settings.volumes ?? [])
      .filter(each => each.snapshot)
      .map(({ name }): Diagnostic => ({
        severity: 'warning',
        code: 'not-used-on-argo',
        message: `Volume ${name} asks for a snapshot after each run; a run on Argo does without`,
        fixes: []
      }))
  ];
}

/** Argo would put something else in the place of what stands in double braces. */
function checkBraces({ id, cells, settings }: Step): Diagnostic[] {
  const written = inTemplate(settings);
  return written.some(text => text.includes('{{'))
    ? [
        {
          severity: 'error',
          code: 'braces-in-settings',
          message: `The settings of step '${id}' hold {{, which Argo would replace. Write them without it.`,
          cell: cells[0]?.cell,
          fixes: []
        }
      ]
    : [];
}

/** The texts of a step's settings that come to stand in the workflow itself. */
function inTemplate({
  image = '',
  labels = {},
  annotations = {},
  secrets = [],
  resources = {}
}: StepSettings): string[] {
  return [
    image,
    ...[labels, annotations, resources.limits ?? {}].flatMap(each =>
      Object.entries(each).flat()
    ),
    ...secrets.flatMap(each => [each.env, each.secret, each.key])
  ];
}
