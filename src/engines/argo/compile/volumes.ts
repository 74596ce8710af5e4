import type { VolumeSettings } from '../../../notebook/settings';
import { runClaim, type Claim } from './claims';
import { slug } from '../../pods/names';

export interface ClaimVolume {
  readonly name: string;
  readonly persistentVolumeClaim: {
    readonly claimName: string;
    readonly readOnly?: true;
  };
}

/** A volume of the notebook as it is on a cluster. */
export interface BoundVolume {
  readonly settings: VolumeSettings;
  readonly volume: ClaimVolume;
  /** Where it is made for this run. */
  readonly claim?: Claim;
}

/** The notebook's volumes: claims that are there, or made for the run. */
export function bindVolumes(
  run: string,
  volumes: readonly VolumeSettings[],
  namespace: string | undefined
): BoundVolume[] {
  return volumes.map((settings, index) => {
    const { source, readOnly } = settings;
    // Some drivers let nodes share what all of them only read.
    const way = readOnly && { readOnly: true as const };
    // Numbered, so that it is none of ours and no other.
    const name = `volume-${index + 1}`;
    if (source?.kind === 'claim') {
      const persistentVolumeClaim = { claimName: source.name, ...way };
      return { settings, volume: { name, persistentVolumeClaim } };
    }
    const claimName = `cellway-${run}-${slug(settings.name) || name}-${index + 1}`;
    return {
      settings,
      volume: { name, persistentVolumeClaim: { claimName, ...way } },
      claim: runClaim(run, { ...settings, name: claimName }, namespace)
    };
  });
}
