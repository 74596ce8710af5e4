import type { ClaimFacts } from '../../../data/volumes/kubernetes/read-claims';
import type { VolumeSettings } from '../../../notebook/settings';
import { volumesOfStep } from '../../../notebook/settings/volumes-of-step';
import type { Fix } from '../../../pipeline/diagnostic';
import type { Step } from '../../../pipeline/model';

/** A claim that is there, and that steps of a notebook are to have. */
export interface ClaimUse {
  readonly claim: string;
  /** Undefined for the claim that results are stored on. */
  readonly volume?: VolumeSettings;
  readonly steps: readonly Step[];
}

/** A claim that is there, with what is known of it. */
export type KnownUse = ClaimUse & {
  readonly facts: ClaimFacts & Required<Pick<ClaimFacts, 'volume'>>;
};

/** @param results - the claim that results are stored on, where it is there before */
export function claimUses(
  steps: readonly Step[],
  volumes: readonly VolumeSettings[],
  results: string | undefined
): ClaimUse[] {
  const uses = [
    ...(results === undefined ? [] : [{ claim: results, steps }]),
    ...volumes.flatMap(volume =>
      volume.source?.kind === 'claim'
        ? [
            {
              claim: volume.source.name,
              volume,
              steps: steps.filter(
                each => volumesOfStep([volume], each).length > 0
              )
            }
          ]
        : []
    )
  ];
  return uses.filter(each => each.steps.length > 0);
}

/** `The volume 'data' (claim 'churn-data')` */
export function nameOfUse({ claim, volume }: ClaimUse): string {
  if (!volume) {
    return `The claim for results '${claim}'`;
  }
  const { name } = volume;
  return `The volume '${name}'${name === claim ? '' : ` (claim '${claim}')`}`;
}

/** Whether runs can have copies of it, as far as the cluster tells. */
export function canBeCopied({ volume, facts }: KnownUse): boolean {
  return volume !== undefined && facts.hasDriver !== false;
}

/** Gives each run a copy of its own, which goes with it. */
export function copyFix(use: KnownUse): Fix[] {
  const { volume, claim, facts } = use;
  const { size, storageClass } = facts.volume;
  return volume && canBeCopied(use)
    ? [
        {
          title: `Copy the claim '${claim}' for each run`,
          edits: [
            {
              kind: 'set-volume',
              volume: volume.name,
              change: {
                source: { kind: 'clone', name: claim },
                ...(size !== undefined && { size }),
                ...(storageClass !== undefined && { storageClass })
              }
            }
          ]
        }
      ]
    : [];
}
