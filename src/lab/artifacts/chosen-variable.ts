import { InputDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { artifactsOf } from '../api/artifacts';
import type { IService } from '../api/service';
import type { ChosenStep } from './chosen-step';

/**
 * Asks which of the variables that a step has left is meant.
 *
 * @param title - what is going to be done with it
 * @returns undefined where none is
 * @throws ServiceError
 */
export async function askVariable(
  { place, step }: ChosenStep,
  title: string,
  { service, trans }: { service: IService; trans: TranslationBundle }
): Promise<string | undefined> {
  const found = await artifactsOf(service).list(place);
  const outputs = found.find(each => each.step === step)?.outputs ?? [];
  if (outputs.length === 0) {
    throw new Error(trans.__('The step %1 has left no variables.', step));
  }
  const { value } = await InputDialog.getItem({
    title,
    label: trans.__('Variable of the step %1', step),
    items: outputs.map(each => each.name)
  });
  return value ?? undefined;
}
