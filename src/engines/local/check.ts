import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline, Step } from '../../pipeline/model';

/** What a step may ask for that has no meaning, or not yet one, on this machine. */
const ONLY_ON_CLUSTERS = {
  image: 'a container image',
  resources: 'resources',
  secrets: 'secrets of Kubernetes',
  volumes: 'volumes',
  labels: 'labels',
  annotations: 'annotations',
  report: 'a report'
} as const;

/** Settings without which the code may do something else. */
const MATTERS: ReadonlySet<string> = new Set(['secrets', 'volumes']);

/** Says of each step which of its settings this engine does not use. */
export function checkLocally({ steps }: Pipeline): Diagnostic[] {
  return steps.flatMap(step => {
    const ignored = Object.keys(ONLY_ON_CLUSTERS).filter(key =>
      isGiven(step, key as keyof typeof ONLY_ON_CLUSTERS)
    ) as (keyof typeof ONLY_ON_CLUSTERS)[];
    if (ignored.length === 0) {
      return [];
    }
    const what = ignored.map(key => ONLY_ON_CLUSTERS[key]).join(', ');
    return [
      {
        severity: ignored.some(key => MATTERS.has(key)) ? 'warning' : 'info',
        code: 'not-used-locally',
        message: `Step '${step.id}' asks for ${what}; a run on this machine does without`,
        cell: step.cells[0]?.cell,
        fixes: []
      }
    ];
  });
}

function isGiven(step: Step, key: keyof typeof ONLY_ON_CLUSTERS): boolean {
  const value = step.settings[key];
  if (value === undefined || value === 'disabled') {
    return false;
  }
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
