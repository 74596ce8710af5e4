import {
  permissions,
  type Permissions
} from '../../kubernetes/access/permissions';
import { EngineError } from '../../engines/engine-error';
import { findBucket } from '../../engines/argo/find-bucket';
import {
  namedBucket,
  type BucketOptions
} from '../../engines/pods/storage/bucket-options';
import type { CallOptions } from '../../kubernetes/client/call';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { detect, type Detected } from '../../kubernetes/detection/detect';
import { KubernetesError } from '../../kubernetes/kubernetes-error';
import { describeRule, type Rule } from '../../kubernetes/rule';
import type { CheckedCluster, ClusterChoices } from '../api/clusters';
import { lacking, missing, well, type Finding } from '../doctor/finding';
import { findChoices } from './choices';
import { imageOfNotebook } from './offers';
import { wantedRights, type Right } from './rights';

/** What of the options of runs decides what a cluster has to have. */
export interface WantedStorage {
  /** A claim that is to be there. */
  readonly claim?: string;
  readonly storageClass?: string;
  readonly s3?: BucketOptions;
}

/**
 * Finds out what a namespace of a cluster can do for Cellway. Makes nothing there.
 *
 * @throws KubernetesError where the cluster does not answer, or does not know us
 */
export async function examineCluster(
  client: KubernetesClient,
  namespace: string,
  storage: WantedStorage,
  options: CallOptions
): Promise<CheckedCluster> {
  const { claim, s3 } = storage;
  const rights = wantedRights(
    s3 ? 'bucket' : claim === undefined ? 'made' : 'claim'
  );
  const rules = rights.flatMap(each => each.rules);
  // First alone: it finds out whether anybody answers, and logs in once.
  const detected = await detect(client, options);
  const [choices, image, permitted, there] = await Promise.all([
    findChoices(client, namespace, options),
    imageOfNotebook(client, client.channel.context, options),
    permissions(client, namespace, rules, options),
    isThere(client, namespace, options)
  ]);
  const findings = [
    describeServer(client, detected, permitted),
    describeNamespace(namespace, there),
    describeArgo(detected),
    ...describeRights(rights, permitted),
    ...(s3
      ? [await describeBucket(client, s3, namespace)]
      : describeStorage(choices, storage)),
    ...describeGpus(choices)
  ];
  return {
    namespace,
    canRun: findings.every(each => each.state !== 'missing'),
    findings,
    choices: { ...choices, ...(image !== undefined && { image }) },
    role: permitted.manifest
  };
}

/** Undefined where that may not be known. */
async function isThere(
  client: KubernetesClient,
  namespace: string,
  options: CallOptions
): Promise<boolean | undefined> {
  try {
    await client.get('namespaces', namespace, options);
    return true;
  } catch (error) {
    if (error instanceof KubernetesError) {
      const { code } = error;
      if (code === 'not-found' || code === 'forbidden') {
        return code === 'forbidden' ? undefined : false;
      }
    }
    throw error;
  }
}

function describeServer(
  { channel }: KubernetesClient,
  { server }: Detected,
  { user }: Permissions
): Finding {
  const version = server ?? 'of an unknown version';
  const whom = user === undefined ? '' : `, which knows you as ${user}`;
  return well('Kubernetes', `${version} at ${channel.server}${whom}`);
}

function describeNamespace(
  namespace: string,
  isThere: boolean | undefined
): Finding {
  return isThere === false
    ? missing(
        'Namespace',
        `${namespace} is not there`,
        'Choose another one, or have it made.'
      )
    : well('Namespace', namespace);
}

function describeArgo({ systems }: Detected): Finding {
  if (!('argo' in systems)) {
    return lacking(
      'Argo Workflows',
      'the cluster does not tell whether it is installed',
      'Try a run.'
    );
  }
  const [version] = systems.argo ?? [];
  return version === undefined
    ? missing(
        'Argo Workflows',
        'is not installed in the cluster',
        'Have it installed, version 3.7 or newer: https://argo-workflows.readthedocs.io'
      )
    : well('Argo Workflows', `installed (argoproj.io/${version})`);
}

function describeRights(
  rights: readonly Right[],
  { missing: absent }: Permissions
): Finding[] {
  const findings = rights.flatMap(({ rules, without, isNeeded }) => {
    const some = rules.filter(rule => absent.includes(rule));
    if (some.length === 0) {
      return [];
    }
    const text = `you may not ${describeRules(some)}: ${without}`;
    const hint = 'The role below gives it.';
    return [(isNeeded ? missing : lacking)('Rights', text, hint)];
  });
  return findings.length > 0
    ? findings
    : [well('Rights', 'all that Cellway makes use of')];
}

/** `get, list workflows.argoproj.io and create configmaps`. */
function describeRules(rules: readonly Rule[]): string {
  const verbs = new Map<string, string[]>();
  for (const rule of rules) {
    const what = describeRule({ ...rule, verb: '' }).trim();
    verbs.set(what, [...(verbs.get(what) ?? []), rule.verb]);
  }
  return [...verbs]
    .map(([what, own]) => `${own.join(', ')} ${what}`)
    .join(' and ');
}

/** Whether it answers, only the pods can tell: Cellway itself never has its keys. */
async function describeBucket(
  client: KubernetesClient,
  wanted: BucketOptions,
  namespace: string
): Promise<Finding> {
  const subject = 'Storage';
  try {
    const found = namedBucket(
      await findBucket(client, wanted, namespace),
      namespace
    );
    return well(
      subject,
      `the bucket ${found?.bucket} at ${found?.endpoint}, with the keys of the secret ${found?.secret}`
    );
  } catch (error) {
    if (error instanceof EngineError || error instanceof KubernetesError) {
      return missing(subject, error.message, error.hint);
    }
    throw error;
  }
}

function describeStorage(
  { claims, storageClasses }: ClusterChoices,
  { claim, storageClass }: WantedStorage
): Finding[] {
  const subject = 'Storage';
  if (claim !== undefined) {
    return claims?.every(({ name }) => name !== claim)
      ? [
          missing(
            subject,
            `there is no claim ${claim}`,
            'Choose another one, or none: then each run gets one of its own.'
          )
        ]
      : [well(subject, `the claim ${claim}`)];
  }
  if (storageClasses === undefined) {
    return [
      lacking(
        subject,
        'storage classes may not be listed: whether claims get a volume is found out by trying',
        'Name a class in the settings where there is none that is taken by default.'
      )
    ];
  }
  const wanted = storageClasses.find(({ name, isDefault }) =>
    storageClass === undefined ? isDefault : name === storageClass
  );
  if (wanted) {
    return [well(subject, `claims of the class ${wanted.name}`)];
  }
  const others = storageClasses.map(({ name }) => name).join(', ');
  return [
    missing(
      subject,
      storageClass === undefined
        ? 'the cluster takes no storage class by default'
        : `there is no storage class ${storageClass}`,
      others === ''
        ? 'Have one made, or name a claim that is there.'
        : `Set one of those that are there: ${others}.`
    )
  ];
}

/** Nothing where nodes may not be listed: the rights say so. */
function describeGpus({ gpus }: ClusterChoices): Finding[] {
  const kinds = gpus?.map(({ resource, products, most, total, nodes }) => {
    const where =
      nodes === 1 ? 'on one node' : `on ${nodes} nodes, at most ${most} on one`;
    const which = products.length > 0 ? ` (${products.join(', ')})` : '';
    return `${total} ${resource} ${where}${which}`;
  });
  return kinds
    ? [well('GPUs', kinds.length === 0 ? 'none' : kinds.join('; '))]
    : [];
}
