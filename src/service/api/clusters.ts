import * as z from 'zod';
import { finding } from './surroundings';

/**
 * The routes that tell of clusters. None passes a path of Kubernetes through.
 *
 * | Route                | Body          | Answer                                                        |
 * | -------------------- | ------------- | ------------------------------------------------------------- |
 * | GET /clusters        |               | `clusters`: reads the kubeconfig; sends nothing to any        |
 * | POST /clusters/check | `clusterCall` | `checkedCluster`: what one can do for us; changes nothing     |
 * | POST /clusters/offers | `offersCall` | `clusterOffers`: what steps can ask for; changes nothing       |
 *
 * What a cluster refuses is answered with 424, and one that does not answer
 * with 502.
 */
export const clusters = z.array(
  z.object({
    /** Of the context in the kubeconfig, or `in-cluster`. */
    name: z.string(),
    /** The address of the API server. */
    server: z.string(),
    /** The namespace that is meant where none is named. */
    namespace: z.string(),
    /** Whether kubectl would take this one. */
    isCurrent: z.boolean(),
    /** What connecting to it runs: the person has to see it and to agree to it before. */
    program: z.string().optional()
  })
);

/** A JSON object, of which an engine says what it may hold. */
export const engineOptions = z.record(z.string(), z.json());

export const clusterCall = z.object({
  context: z.string().min(1),
  /** That of the context where it is not given. */
  namespace: z.string().min(1).optional(),
  /** The program of the context, as the person has agreed to it. */
  program: z.string().optional(),
  /** How runs are to be made there: those of the engine `argo`. */
  options: engineOptions.default({})
});

/** The GPUs of all nodes, whether they are in use or not. */
export const clusterGpus = z.array(
  z.object({
    /** `nvidia.com/gpu`, `nvidia.com/mig-1g.5gb` */
    resource: z.string(),
    products: z.array(z.string()),
    /** How many the best node has. */
    most: z.number(),
    total: z.number(),
    nodes: z.number()
  })
);

export const offersCall = clusterCall.pick({ context: true, program: true });

/** What steps can ask for; absent where nobody may know. */
export const clusterOffers = z.object({
  gpus: clusterGpus.optional(),
  /** Of the pod of this notebook, where it runs in the cluster. */
  image: z.string().optional()
});

/** What a namespace has to choose from; absent where it may not be listed. */
export const clusterChoices = z.object({
  namespaces: z.array(z.string()).optional(),
  claims: z
    .array(
      z.object({
        name: z.string(),
        size: z.string().optional(),
        accessModes: z.array(z.string())
      })
    )
    .optional(),
  storageClasses: z
    .array(z.object({ name: z.string(), isDefault: z.boolean() }))
    .optional(),
  gpus: clusterGpus.optional(),
  /** Of the pod of this notebook, where it runs in the cluster. */
  image: z.string().optional()
});

export const checkedCluster = z.object({
  /** The one that was looked at. */
  namespace: z.string(),
  /** Whether nothing is missing that runs need. */
  canRun: z.boolean(),
  findings: z.array(finding),
  choices: clusterChoices,
  /** YAML that gives the rights that are missing, for who may apply it; '' where none is. */
  role: z.string()
});

export type ClusterContext = z.infer<typeof clusters>[number];
export type ClusterCall = z.input<typeof clusterCall>;
export type ClusterChoices = z.infer<typeof clusterChoices>;
export type ClusterOffers = z.infer<typeof clusterOffers>;
export type OffersCall = z.input<typeof offersCall>;
export type CheckedCluster = z.infer<typeof checkedCluster>;
export type EngineOptions = z.infer<typeof engineOptions>;
