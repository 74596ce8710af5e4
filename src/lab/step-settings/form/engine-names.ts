import type { TranslationBundle } from '@jupyterlab/translation';
import {
  usesSetting,
  type EngineSetting
} from '../../../notebook/settings/engine-support';

/** What people call an engine; the empty word is for none in particular. */
export function nameOfEngine(name: string, trans: TranslationBundle): string {
  switch (name) {
    case '':
      return trans.__('By default');
    case 'local':
      return trans.__('This computer');
    case 'argo':
      return trans.__('Argo Workflows');
    case 'kubeflow':
      return trans.__('Kubeflow');
    default:
      return name;
  }
}

/** Said of a setting of which an engine makes no use. */
export function markOf(
  setting: EngineSetting,
  engine: string,
  trans: TranslationBundle
): string | undefined {
  return usesSetting(engine, setting) ? undefined : notOn(engine, trans);
}

export function notOn(engine: string, trans: TranslationBundle): string {
  return engine === 'local'
    ? trans.__('not on this computer')
    : trans.__('not on %1', nameOfEngine(engine, trans));
}
