import type {
  NotebookSettings,
  StepSettings,
  VolumeSettings
} from '../../notebook/settings';
import { gpuResource } from '../../notebook/settings/gpu';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline, Step } from '../../pipeline/model';
import {
  checkUnused,
  checkUnusedOfNotebook,
  type EngineWords
} from '../unused-settings';
import { findContradictions } from '../pods/contradictions';
import { refuseBraces } from '../pods/refuse-braces';
import { GATE_FOLDER } from '../pods/storage/gate';
import { CODE, DATA, SHARED_MEMORY } from './compile/container';

const WORDS: EngineWords = {
  engine: 'argo',
  code: 'not-used-on-argo',
  subject: 'a run on Argo'
};

const OWN_PATHS = [CODE, DATA, GATE_FOLDER, SHARED_MEMORY];

/**
 * Says of a notebook which of its settings cannot be had on Argo Workflows.
 *
 * @param keepsResults - whether later runs find there what this one leaves
 */
export function checkForArgo(
  { steps }: Pipeline,
  settings: NotebookSettings,
  keepsResults = false
): Diagnostic[] {
  return [
    ...steps.flatMap(step => [
      ...checkUnused(keepsResults ? withoutCache(step) : step, WORDS),
      ...refuseBraces(
        `settings of step '${step.id}'`,
        inTemplate(step.settings),
        'Argo',
        step.cells[0]?.cell
      ),
      ...findContradictions(step, settings.volumes ?? [], OWN_PATHS)
    ]),
    ...checkUnusedOfNotebook(settings, WORDS),
    ...(settings.volumes ?? []).flatMap(checkVolume)
  ];
}

/** A step of which `cache` is no setting that is not used. */
function withoutCache(step: Step): Step {
  return { ...step, settings: { ...step.settings, cache: undefined } };
}

function checkVolume({
  name,
  path,
  env = '',
  subPath = '',
  source
}: VolumeSettings): Diagnostic[] {
  const claim = source?.kind === 'claim' ? source.name : '';
  const written = [path, env, subPath, claim];
  return refuseBraces(`settings of volume '${name}'`, written, 'Argo');
}

/** The texts of a step's settings that come to stand in the workflow itself. */
function inTemplate({
  image = '',
  nodeSelector = {},
  labels = {},
  annotations = {},
  secrets = [],
  resources = {}
}: StepSettings): string[] {
  return [
    image,
    resources.gpu ? gpuResource(resources.gpu) : '',
    resources.gpu?.product ?? '',
    ...[nodeSelector, labels, annotations, resources.limits ?? {}].flatMap(
      each => Object.entries(each).flat()
    ),
    ...secrets.flatMap(each => [each.env, each.secret, each.key])
  ];
}
