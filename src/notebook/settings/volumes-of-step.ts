import type { StepSettings, VolumeSettings } from '../settings';

/** The notebook's volumes that a step has: those that are for it, and that it does not do without. */
export function volumesOfStep(
  volumes: readonly VolumeSettings[],
  step: { readonly name: string; readonly settings: StepSettings }
): VolumeSettings[] {
  const { volumes: wanted } = step.settings;
  return volumes.filter(
    ({ name, steps }) =>
      (steps?.includes(step.name) ?? true) && (wanted?.includes(name) ?? true)
  );
}
