import { load } from 'js-yaml';
import * as z from 'zod';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { secretNames } from '../../kubernetes/client/secret-names';
import { KubernetesError } from '../../kubernetes/kubernetes-error';
import { EngineError } from '../engine-error';
import {
  bucketOptions,
  type BucketOptions
} from '../pods/storage/bucket-options';

/** Says which repository of a ConfigMap is its default. */
const DEFAULT = 'workflows.argoproj.io/default-artifact-repository';

const reference = z.object({ name: z.string(), key: z.string() });

/** What we read of an artifact repository of Argo (`S3ArtifactRepository`). */
const repository = z.object({
  s3: z.object({
    bucket: z.string(),
    /** Without a scheme. */
    endpoint: z.string(),
    insecure: z.boolean().default(false),
    region: z.string().optional(),
    accessKeySecret: reference.optional(),
    secretKeySecret: reference.optional(),
    sessionTokenSecret: reference.optional(),
    caSecret: reference.optional(),
    useSDKCreds: z.boolean().optional(),
    roleARN: z.string().optional(),
    encryptionOptions: z
      .object({ enableEncryption: z.boolean().optional() })
      .optional()
  })
});

/**
 * The bucket that options mean, with all that the cluster has to say of it.
 *
 * @throws EngineError `no-bucket`; KubernetesError
 */
export async function findBucket(
  client: KubernetesClient,
  options: BucketOptions,
  namespace: string
): Promise<BucketOptions> {
  const found = options.repository
    ? await readRepository(client, options, namespace)
    : options;
  await checkSecret(client, found.secret ?? '', namespace);
  return found;
}

async function readRepository(
  client: KubernetesClient,
  { repository: named, ...rest }: BucketOptions,
  namespace: string
): Promise<BucketOptions> {
  const { configMap = '', key: wanted } = named ?? {};
  const where = `the ConfigMap '${configMap}' in namespace '${namespace}'`;
  const { metadata, data = {} } = await client
    .get('configmaps', configMap, { namespace })
    .catch((error: unknown) => {
      if (error instanceof KubernetesError && error.code === 'not-found') {
        throw unusable(`there is no ConfigMap '${configMap}'`, namespace);
      }
      throw error;
    });
  const key = wanted ?? metadata.annotations?.[DEFAULT];
  if (key === undefined || !Object.hasOwn(data, key)) {
    throw unusable(
      key === undefined
        ? `${where} names none as its default`
        : `${where} has no '${key}'`,
      namespace
    );
  }
  const what = `'${key}' of ${where}`;
  const read = repository.safeParse(parse(data[key])).data?.s3;
  if (!read) {
    throw unusable(`${what} describes no S3 repository`, namespace);
  }
  const { accessKeySecret, secretKeySecret, sessionTokenSecret } = read;
  if (!accessKeySecret || !secretKeySecret) {
    throw unusable(`${what} names no secret with keys`, namespace);
  }
  const secrets = [accessKeySecret, secretKeySecret, sessionTokenSecret];
  if (secrets.some(each => each && each.name !== accessKeySecret.name)) {
    throw unusable(`${what} takes its keys from several secrets`, namespace);
  }
  const isEncrypted = read.encryptionOptions?.enableEncryption ?? false;
  if (read.roleARN !== undefined || isEncrypted) {
    throw unusable(
      `${what} asks for ${isEncrypted ? 'encryption by its own settings' : 'a role to be taken on'}`,
      namespace
    );
  }
  const described = {
    ...rest,
    bucket: read.bucket,
    endpoint: `http${read.insecure ? '' : 's'}://${read.endpoint}`,
    region: read.region,
    secret: accessKeySecret.name,
    accessKey: accessKeySecret.key,
    secretKey: secretKeySecret.key,
    sessionToken: sessionTokenSecret?.key,
    ...(read.caSecret && {
      certificates: { secret: read.caSecret.name, key: read.caSecret.key }
    })
  };
  const checked = bucketOptions.safeParse(described);
  if (!checked.success) {
    throw unusable(`${what}: ${checked.error.issues[0].message}`, namespace);
  }
  return checked.data;
}

/** Where names of secrets may be read, one that is missing is told before anything is made. */
async function checkSecret(
  client: KubernetesClient,
  secret: string,
  namespace: string
): Promise<void> {
  let names: readonly string[];
  try {
    names = await secretNames(client, { namespace });
  } catch (error) {
    if (error instanceof KubernetesError && error.code === 'forbidden') {
      return;
    }
    throw error;
  }
  if (!names.includes(secret)) {
    throw new EngineError(
      'no-bucket',
      `The Secret '${secret}' with the keys of the bucket is not in namespace '${namespace}'`,
      'Make it there, or name another one.'
    );
  }
}

function unusable(why: string, namespace: string): EngineError {
  return new EngineError(
    'no-bucket',
    `Results cannot be stored in the artifact repository of namespace '${namespace}': ${why}`,
    'Name the bucket and the secret with its keys instead, or a claim.'
  );
}

function parse(text: string | undefined): unknown {
  try {
    return load(text ?? '');
  } catch {
    return undefined;
  }
}
