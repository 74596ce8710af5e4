import * as z from 'zod';
import { bucketOptions } from '../pods/storage/bucket-options';

/** How runs are to be made on a cluster, whatever the notebook says. */
export const argoOptions = z.strictObject({
  /** The context of the kubeconfig that leads to the cluster; the current one if absent. */
  context: z.string().optional(),
  /** The program that the context logs in with, as the person has agreed to it. */
  program: z.string().optional(),
  /** Where the objects are made; that of the connection if absent. */
  namespace: z.string().optional(),
  /** What steps run in that name no image. It has to have Python 3.9 or newer. */
  image: z.string().default('python:3.12-slim'),
  imagePullPolicy: z.enum(['Always', 'IfNotPresent', 'Never']).optional(),
  /** Names of secrets with which images are pulled. */
  imagePullSecrets: z.array(z.string()).default([]),
  serviceAccount: z.string().optional(),
  /** What the results of steps are stored on. */
  storage: z
    .strictObject({
      /** A claim that is there; if absent, each run gets one of its own. */
      claim: z.string().optional(),
      /** A bucket instead, in which results outlive runs. */
      s3: bucketOptions.optional(),
      size: z.string().default('10Gi'),
      storageClass: z.string().optional(),
      /** With `ReadWriteOnce` all pods of a run are on one node. */
      accessMode: z
        .enum(['ReadWriteMany', 'ReadWriteOnce'])
        .default('ReadWriteOnce')
    })
    .refine(
      each => each.claim === undefined || each.s3 === undefined,
      'results go to a claim or to a bucket: leave out claim or s3'
    )
    .prefault({}),
  /** As which user steps run; images may have to know it. */
  user: z.int().positive().default(1000),
  priorityClass: z.string().optional(),
  nodeSelector: z.record(z.string(), z.string()).optional(),
  /** As in a pod's spec. */
  tolerations: z.array(z.looseObject({})).optional(),
  affinity: z.looseObject({}).optional(),
  /** Whether steps that were short last time share pods. */
  packing: z.boolean().default(true),
  /** How a run was made whose results outlive it: Cellway's own note in the books. */
  made: z
    .strictObject({
      /**
       * The uid of the claim: another one of its name holds nothing of earlier
       * runs. Or which bucket it is.
       */
      claim: z.string(),
      /** SHA-256 of the program that runs steps. */
      runner: z.string()
    })
    .optional(),
  /** How long a run's objects stay when it has ended, in seconds. */
  keep: z
    .int()
    .nonnegative()
    .default(7 * 24 * 3600)
});

export type ArgoOptions = z.infer<typeof argoOptions>;
