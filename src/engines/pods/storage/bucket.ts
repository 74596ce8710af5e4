/** An S3 bucket in which steps store what they hand on; `cellway/runner/pod/s3` reaches it. */
import { createHash } from 'node:crypto';

export interface Bucket {
  /** A URL. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Below which everything lies. */
  readonly prefix: string;
  /** The keys of it, by reference: nothing of them is ever here. */
  readonly secret: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken?: string;
  /** Where the certificates are that its endpoint is trusted by, beside those of the image. */
  readonly certificates?: Certificates;
  /** After how many days a rule of the bucket removes what lies below the prefix. */
  readonly expires?: number;
}

/** One of the two names is given. */
export interface Certificates {
  readonly configMap?: string;
  readonly secret?: string;
  /** In PEM. */
  readonly key: string;
}

/** Where steps store what they hand on. */
export type DataPlace =
  { readonly claim: string } | { readonly bucket: Bucket };

/** As it is called in sentences. */
export function placeName(place: DataPlace): string {
  return 'claim' in place
    ? `on the claim '${place.claim}'`
    : `in the bucket '${place.bucket.bucket}'`;
}

/** Differs where two buckets do not hold the same. */
export function bucketIdentity(bucket: Bucket): string {
  return `s3:${createHash('sha256').update(bucketArgument(bucket)).digest('hex')}`;
}

/** What programs of the runner are told of it (`--bucket`); no more than that. */
export function bucketArgument({
  endpoint,
  region,
  bucket,
  prefix
}: Bucket): string {
  return JSON.stringify({ endpoint, region, bucket, prefix });
}

/** A container begins without what is not there, and says so itself: it is looked at more closely than its pod. */
interface Reference {
  readonly name: string;
  readonly key: string;
  readonly optional: true;
}

type Source =
  | { readonly secretKeyRef: Reference }
  | { readonly configMapKeyRef: Reference };

/** The variables of a container that has the keys. */
export function keysOf({
  secret,
  accessKey,
  secretKey,
  sessionToken,
  certificates
}: Bucket): { readonly name: string; readonly valueFrom: Source }[] {
  const ofSecret = (name: string, key: string): ReturnType<typeof keysOf> => [
    { name, valueFrom: sourceOf({ secret, key }) }
  ];
  return [
    ...ofSecret('CELLWAY_S3_KEY_ID', accessKey),
    ...ofSecret('CELLWAY_S3_KEY', secretKey),
    ...(sessionToken === undefined
      ? []
      : ofSecret('CELLWAY_S3_TOKEN', sessionToken)),
    ...(certificates
      ? [
          {
            name: 'CELLWAY_S3_CERTIFICATES',
            valueFrom: sourceOf(certificates)
          }
        ]
      : [])
  ];
}

function sourceOf({ configMap, secret = '', key }: Certificates): Source {
  return configMap === undefined
    ? { secretKeyRef: { name: secret, key, optional: true } }
    : { configMapKeyRef: { name: configMap, key, optional: true } };
}
