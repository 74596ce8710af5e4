import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline, Step } from '../../pipeline/model';
import { excess, gpusWanted } from './resources/demand';
import type { Machine } from './resources/machine';

/** What a step may ask for that has no meaning, or not yet one, on this machine. */
const ONLY_ON_CLUSTERS = {
  image: 'a container image',
  secrets: 'secrets of Kubernetes',
  volumes: 'volumes',
  labels: 'labels',
  annotations: 'annotations',
  report: 'a report'
} as const;

/** Settings without which the code may do something else. */
const MATTERS: ReadonlySet<string> = new Set(['secrets', 'volumes']);

/** Says of each step which of its settings this engine does not use, or cannot meet. */
export function checkLocally(
  { steps }: Pipeline,
  machine: Machine
): Diagnostic[] {
  return steps.flatMap(step => [
    ...checkIgnored(step),
    ...checkExcess(step, machine)
  ]);
}

function checkIgnored(step: Step): Diagnostic[] {
  const ignored = Object.keys(ONLY_ON_CLUSTERS).filter(key =>
    isGiven(step, key as keyof typeof ONLY_ON_CLUSTERS)
  ) as (keyof typeof ONLY_ON_CLUSTERS)[];
  const what = [
    ...ignored.map(key => ONLY_ON_CLUSTERS[key]),
    ...ignoredResources(step)
  ].join(', ');
  return what === ''
    ? []
    : [
        {
          severity: ignored.some(key => MATTERS.has(key)) ? 'warning' : 'info',
          code: 'not-used-locally',
          message: `Step '${step.id}' asks for ${what}; a run on this machine does without`,
          cell: step.cells[0]?.cell,
          fixes: []
        }
      ];
}

function ignoredResources(step: Step): string[] {
  const { gpu, limits = {} } = step.settings.resources ?? {};
  return [
    ...(gpu && gpu.count > 0 && gpusWanted(step) === 0
      ? [`GPUs of ${gpu.vendor}`]
      : []),
    ...Object.keys(limits)
  ];
}

function checkExcess(step: Step, machine: Machine): Diagnostic[] {
  const what = excess(step, machine).join(', ');
  return what === ''
    ? []
    : [
        {
          severity: 'warning',
          code: 'more-than-machine',
          message: `Step '${step.id}' asks for ${what}: it runs alone, with what there is`,
          cell: step.cells[0]?.cell,
          fixes: []
        }
      ];
}

function isGiven(step: Step, key: keyof typeof ONLY_ON_CLUSTERS): boolean {
  const value = step.settings[key];
  if (value === undefined || value === 'disabled') {
    return false;
  }
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
