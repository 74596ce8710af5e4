import * as z from 'zod';
import { isQuantity, isSubdomain } from '../../notebook/dialect/kubernetes';
import { ACCESS_MODES } from '../../notebook/settings';
import { clusterCall } from './clusters';

/**
 * The routes that tell of volumes on a cluster.
 *
 * | Route                      | Body              | Answer                                                |
 * | -------------------------- | ----------------- | ----------------------------------------------------- |
 * | POST /clusters/volumes     | `volumesCall`     | `clusterVolumes`: what there is; changes nothing      |
 * | POST /clusters/volumes/new | `newVolumeCall`   | 201 `clusterVolume`, as made, or as it would be       |
 */
export const volumesCall = clusterCall.pick({
  context: true,
  namespace: true,
  program: true
});

export const newVolumeCall = volumesCall.extend({
  volume: z.strictObject({
    name: z.string().refine(isSubdomain, 'is no name in Kubernetes'),
    size: z.string().refine(isQuantity, 'is no size'),
    /** That of the cluster where it is not given. */
    storageClass: z.string().min(1).optional(),
    accessMode: z.enum(ACCESS_MODES)
  }),
  /** Only lets the cluster check it. */
  isRehearsal: z.boolean().default(false)
});

export const clusterVolume = z.object({
  name: z.string(),
  size: z.string().optional(),
  storageClass: z.string().optional(),
  accessModes: z.array(z.string()),
  phase: z.enum(['Pending', 'Bound', 'Lost']),
  isBeingDeleted: z.boolean(),
  /** The pods that have it; absent where they may not be listed. */
  users: z
    .array(
      z.object({
        pod: z.string(),
        /** Whether it is of a run of Cellway. */
        isOurs: z.boolean(),
        node: z.string().optional()
      })
    )
    .optional()
});

export const clusterVolumes = z.object({
  /** The one that was looked at. */
  namespace: z.string(),
  /** Absent where they may not be listed. */
  volumes: z.array(clusterVolume).optional(),
  classes: z
    .array(
      z.object({
        name: z.string(),
        isDefault: z.boolean(),
        /** Whether a volume is made only once a pod wants it. */
        waitsForPod: z.boolean(),
        canGrow: z.boolean()
      })
    )
    .optional(),
  /** Where the notebook is a pod of this cluster. */
  own: z
    .object({
      name: z.string(),
      node: z.string().optional(),
      mounts: z.array(
        z.object({
          claim: z.string(),
          path: z.string(),
          subPath: z.string().optional(),
          isReadOnly: z.boolean()
        })
      )
    })
    .optional(),
  /** What does not work for want of a right: `list pods`. */
  lacks: z.array(z.object({ right: z.string(), without: z.string() })),
  /** YAML that gives the missing rights; '' where none is missing. */
  role: z.string()
});

export type VolumesCall = z.input<typeof volumesCall>;
export type NewVolumeCall = z.input<typeof newVolumeCall>;
export type ClusterVolume = z.infer<typeof clusterVolume>;
export type ClusterVolumes = z.infer<typeof clusterVolumes>;
