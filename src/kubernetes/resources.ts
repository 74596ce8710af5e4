/** What can be done to a resource; the words are those of a Role. */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete';

interface ResourceEntry {
  /** The API group; '' is the core one. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
  readonly verbs: readonly Verb[];
}

const READ = ['get', 'list', 'watch'] as const;
const ALL = [...READ, 'create', 'patch', 'delete'] as const;

/**
 * All of a cluster that Cellway ever asks for, and what it may do with it. No
 * path comes from anywhere else, so nobody who can call Cellway can reach more.
 * Of Secrets it reads the names only (client/secret-names.ts).
 */
export const RESOURCES = {
  pods: core('Pod', [...READ, 'create', 'delete']),
  events: core('Event', READ),
  configmaps: core('ConfigMap', ALL),
  persistentvolumeclaims: core('PersistentVolumeClaim', ALL),
  resourcequotas: core('ResourceQuota', ['get', 'list']),
  limitranges: core('LimitRange', ['get', 'list']),
  workflows: {
    group: 'argoproj.io',
    version: 'v1alpha1',
    kind: 'Workflow',
    isNamespaced: true,
    verbs: ALL
  },
  volumesnapshots: {
    group: 'snapshot.storage.k8s.io',
    version: 'v1',
    kind: 'VolumeSnapshot',
    isNamespaced: true,
    verbs: ALL
  },
  nodes: { ...core('Node', ['get', 'list']), isNamespaced: false },
  persistentvolumes: {
    ...core('PersistentVolume', ['get']),
    isNamespaced: false
  },
  namespaces: { ...core('Namespace', ['get', 'list']), isNamespaced: false },
  storageclasses: {
    group: 'storage.k8s.io',
    version: 'v1',
    kind: 'StorageClass',
    isNamespaced: false,
    verbs: ['get', 'list']
  },
  volumesnapshotclasses: {
    group: 'snapshot.storage.k8s.io',
    version: 'v1',
    kind: 'VolumeSnapshotClass',
    isNamespaced: false,
    verbs: ['get', 'list']
  }
} as const satisfies Record<string, ResourceEntry>;

export type Resource = keyof typeof RESOURCES;

/** The resources to which something can be done. */
export type ResourceTo<V extends Verb> = {
  [R in Resource]: V extends (typeof RESOURCES)[R]['verbs'][number] ? R : never;
}[Resource];

function core<const V extends readonly Verb[]>(kind: string, verbs: V) {
  return { group: '', version: 'v1', kind, isNamespaced: true, verbs } as const;
}
