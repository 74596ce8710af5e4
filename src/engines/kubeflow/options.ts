import * as z from 'zod';

/** How runs are to be made with Kubeflow Pipelines, whatever the notebook says. */
export const kubeflowOptions = z.strictObject({
  /** Where Kubeflow's API is: `https://ADDRESS/pipeline`; found as its own SDK does if absent. */
  host: z.string().optional(),
  /** The file of a token, which somebody renews. */
  tokenFile: z.string().optional(),
  /** Where runs are made, on a Kubeflow of several people. */
  namespace: z.string().optional(),
  /** What runs are grouped under, where the notebook does not say. */
  experiment: z.string().optional(),
  serviceAccount: z.string().optional(),
  /** Where Kubeflow stores artifacts: `s3://BUCKET/PATH`; as it is set up if absent. */
  pipelineRoot: z.string().optional(),
  /** The context of the kubeconfig that leads to its cluster, for logs, outputs and reasons. */
  context: z.string().optional(),
  /** The program that the context logs in with, as the person has agreed to it. */
  program: z.string().optional(),
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
        operator: z.string().optional(),
        value: z.string().optional(),
        effect: z.string().optional(),
        tolerationSeconds: z.int().optional()
      })
    )
    .optional(),
  /** Where a run was made: Cellway's own note in the books. */
  made: z
    .strictObject({
      /** The address that it was submitted to. */
      host: z.string(),
      /** Its name on the server. */
      name: z.string(),
      experiment: z.string().optional(),
      /** Its id there; absent while it is being submitted. */
      run: z.string().optional(),
      /** The names of the tasks of steps, by the steps' ids. */
      tasks: z.record(z.string(), z.string())
    })
    .optional()
});

export type KubeflowOptions = z.infer<typeof kubeflowOptions>;
