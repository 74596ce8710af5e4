import * as z from 'zod';

/** How runs are to be made with Kubeflow Pipelines, whatever the notebook says. */
export const kubeflowOptions = z.strictObject({
  /** What steps run in that name no image. It has to have Python 3.9 or newer. */
  image: z.string().default('python:3.12-slim'),
  imagePullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).optional(),
  /** Names of secrets with which images are pulled. */
  imagePullSecrets: z.array(z.string()).default([]),
  /** Whether steps may come from Kubeflow's cache that do not say so themselves. */
  cache: z.boolean().default(false),
  /** The class of volumes that name none; Kubeflow takes one called `standard` otherwise. */
  storageClass: z.string().optional(),
  /** As which user steps run, from 2.16; that of the image or of Kubeflow if absent. */
  user: z.int().positive().optional(),
  nodeSelector: z.record(z.string(), z.string()).optional(),
  tolerations: z
    .array(
      z.strictObject({
        key: z.string().optional(),
        operator: z.enum(['Exists', 'Equal']).optional(),
        value: z.string().optional(),
        effect: z
          .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
          .optional(),
        tolerationSeconds: z.int().optional()
      })
    )
    .optional()
});

export type KubeflowOptions = z.infer<typeof kubeflowOptions>;
