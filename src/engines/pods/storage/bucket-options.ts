import * as z from 'zod';
import type { Bucket } from './bucket';

/** What a bucket is described by, unless the cluster does. */
const DESCRIBED = [
  'endpoint',
  'region',
  'secret',
  'accessKey',
  'secretKey',
  'sessionToken',
  'certificates'
] as const;

/** A name that objects of Kubernetes can have. */
const name = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, 'is no name of an object');

/** A key in a Secret or a ConfigMap. */
const key = z.string().regex(/^[-._a-zA-Z0-9]+$/, 'is no key of a secret');

/** A bucket for results, as people name it. */
export const bucketOptions = z
  .strictObject({
    bucket: z
      .string()
      .regex(/^[a-zA-Z0-9][\w.-]{1,61}[a-zA-Z0-9]$/, 'is no name of a bucket')
      .optional(),
    /** Amazon's of the region if absent. */
    endpoint: z
      .string()
      .regex(
        /^https?:\/\/[^\s/@?#{}"]+(\/[\w.-]+)*\/?$/,
        'has to be a URL like https://minio.example:9000'
      )
      .optional(),
    region: z
      .string()
      .regex(/^[\w-]+$/, 'is no region')
      .optional(),
    /** `cellway/NAMESPACE` if absent. */
    prefix: z
      .string()
      .regex(
        /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/,
        'has to be names of letters, digits, - and _ with / between them'
      )
      .optional(),
    /** The Secret in which the keys are. */
    secret: name.optional(),
    accessKey: key.optional(),
    secretKey: key.optional(),
    sessionToken: key.optional(),
    certificates: z
      .strictObject({
        configMap: name.optional(),
        secret: name.optional(),
        key: key.default('ca.crt')
      })
      .refine(
        each => (each.configMap === undefined) !== (each.secret === undefined),
        'needs either configMap or secret'
      )
      .optional(),
    /** In days. */
    expires: z.int().min(3, 'has to be 3 days at least').optional(),
    /** Instead: the artifact repository of Argo in this namespace. */
    repository: z
      .strictObject({
        configMap: name.default('artifact-repositories'),
        /** The one that the ConfigMap names as its default if absent. */
        key: key.optional()
      })
      .optional()
  })
  .superRefine((given, context) => {
    const tell = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (given.repository === undefined) {
      if (given.bucket === undefined) {
        tell('bucket', 'name a bucket, or the repository of the cluster');
      } else if (given.secret === undefined) {
        tell('secret', 'name the Secret that holds the keys of the bucket');
      }
      return;
    }
    const both = (['bucket', ...DESCRIBED] as const).filter(
      each => given[each] !== undefined
    );
    if (both.length > 0) {
      tell(
        'repository',
        `the repository of the cluster says what the bucket is: leave out ${both.join(', ')}, or the repository`
      );
    }
  });

export type BucketOptions = z.infer<typeof bucketOptions>;

/** @returns undefined where the cluster has to be asked which it is */
export function namedBucket(
  options: BucketOptions,
  namespace: string | undefined
): Bucket | undefined {
  const { bucket, secret, endpoint, region = 'us-east-1', prefix } = options;
  const { accessKey = 'accesskey', secretKey = 'secretkey' } = options;
  const { sessionToken, certificates, expires } = options;
  if (bucket === undefined || secret === undefined) {
    return undefined;
  }
  return {
    endpoint: endpoint ?? `https://s3.${region}.amazonaws.com`,
    region,
    bucket,
    prefix:
      prefix ?? (namespace === undefined ? 'cellway' : `cellway/${namespace}`),
    secret,
    accessKey,
    secretKey,
    ...(sessionToken !== undefined && { sessionToken }),
    ...(certificates && { certificates }),
    ...(expires !== undefined && { expires })
  };
}
