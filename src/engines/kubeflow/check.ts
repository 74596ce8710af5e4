import type {
  NotebookSettings,
  StepSettings,
  VolumeSettings
} from '../../notebook/settings';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline, Step } from '../../pipeline/model';
import { findContradictions } from '../pods/contradictions';
import { refuseBraces } from '../pods/refuse-braces';
import {
  checkUnused,
  checkUnusedOfNotebook,
  type EngineWords
} from '../unused-settings';
import { deviceOf } from './compile/container';
import { SHARED_MEMORY_PATH } from './compile/executor-config';

const WORDS: EngineWords = {
  engine: 'kubeflow',
  code: 'not-used-on-kubeflow',
  subject: 'a run on Kubeflow'
};

/** Says of a notebook which of its settings cannot be had with Kubeflow Pipelines. */
export function checkForKubeflow(
  { steps }: Pipeline,
  settings: NotebookSettings
): Diagnostic[] {
  const { volumes = [] } = settings;
  return [
    ...steps.flatMap(step => [
      ...checkUnused(step, WORDS),
      ...checkLimits(step),
      ...refuseBraces(
        `settings of step '${step.id}'`,
        inPipeline(step.settings),
        'Kubeflow',
        step.cells[0]?.cell
      ),
      ...findContradictions(step, volumes, [SHARED_MEMORY_PATH])
    ]),
    ...checkUnusedOfNotebook(settings, WORDS),
    ...volumes.flatMap(volume =>
      refuseBraces(
        `settings of volume '${volume.name}'`,
        inPipeline(volume),
        'Kubeflow'
      )
    )
  ];
}

/** Kubeflow has limits of CPU and memory, and of one kind of device. */
function checkLimits({ id, cells, settings }: Step): Diagnostic[] {
  const had = ['cpu', 'memory', deviceOf(settings)?.name];
  const others = Object.keys(settings.resources?.limits ?? {}).filter(
    each => !had.includes(each)
  );
  return others.length === 0
    ? []
    : [
        {
          severity: 'warning',
          code: WORDS.code,
          message: `Step '${id}' has a limit of ${others.join(', ')}; ${WORDS.subject} does without: Kubeflow knows those of cpu, memory, and one kind of device`,
          cell: cells[0]?.cell,
          fixes: []
        }
      ];
}

/**
 * The settings as they stand in the pipeline itself, where Kubeflow, and Argo
 * below it, put something else in the place of what stands in double braces.
 */
function inPipeline(settings: StepSettings | VolumeSettings): string[] {
  // These are not, but packed in the code.
  const packed = { after: [], exclude: [], environment: {} };
  return [JSON.stringify({ ...settings, ...packed })];
}
