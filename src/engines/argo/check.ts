import type { NotebookSettings, StepSettings } from '../../notebook/settings';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline, Step } from '../../pipeline/model';
import { describeUnused } from '../unused-settings';

/** The engine's name in the table of what engines use. */
const ENGINE = 'argo';

/** Says of a notebook which of its settings cannot be had on Argo Workflows. */
export function checkForArgo(
  { steps }: Pipeline,
  settings: NotebookSettings
): Diagnostic[] {
  return [
    ...steps.flatMap(step => [...checkUnused(step), ...checkBraces(step)]),
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

function checkUnused({ id, cells, settings }: Step): Diagnostic[] {
  const unused = describeUnused(ENGINE, settings);
  return unused === undefined
    ? []
    : [
        {
          severity: unused.matters ? 'warning' : 'info',
          code: 'not-used-on-argo',
          message: `Step '${id}' asks for ${unused.what}; a run on Argo does without`,
          cell: cells[0]?.cell,
          fixes: []
        }
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
