import type { JSONObject } from '@lumino/coreutils';
import type { NewRun } from '../../service/api/runs';

/** What a person has set; schema/clusters.json says what each means. */
export interface ClusterSettings {
  /** '' where no cluster is set up. */
  readonly context: string;
  readonly namespace: string;
  /** Kubeflow's address, '' where it is not set up, and whose namespace runs are in. */
  readonly kubeflow: { readonly host: string; readonly namespace: string };
  /** By context, the programs that the person has agreed to. */
  readonly programs: Readonly<Record<string, string>>;
  /** All of them. */
  readonly values: JSONObject;
}

export function readSettings(values: JSONObject): ClusterSettings {
  const { context, namespace, programs } = values;
  return {
    context: textOf(context),
    namespace: textOf(namespace),
    kubeflow: {
      host: textOf(values.kubeflowHost),
      namespace: textOf(values.kubeflowNamespace)
    },
    programs: Object.fromEntries(
      Object.entries(objectOf(programs)).map(([name, each]) => [
        name,
        textOf(each)
      ])
    ),
    values
  };
}

/** In seconds. */
const DAY = 24 * 3600;

type Options = NonNullable<NewRun['options']>;

/** What the engine `argo` is told; what is empty is left to it. */
export function optionsOf({
  context,
  namespace,
  programs,
  values
}: ClusterSettings): Options {
  const { keep } = values;
  return given({
    context,
    namespace,
    program: Object.hasOwn(programs, context) ? programs[context] : '',
    ...pick(values, [
      'image',
      'imagePullPolicy',
      'imagePullSecrets',
      'serviceAccount',
      'user',
      'packing',
      'priorityClass',
      'nodeSelector',
      'tolerations'
    ]),
    storage: storageOf(values),
    keep: typeof keep === 'number' ? Math.round(keep * DAY) : undefined
  });
}

/** What the engine `kubeflow` is told; what is empty is left to it. */
export function optionsOfKubeflow({
  kubeflow,
  programs,
  values
}: ClusterSettings): Options {
  const context = textOf(values.kubeflowContext);
  return given({
    ...kubeflow,
    context,
    program: Object.hasOwn(programs, context) ? programs[context] : '',
    cache: values.kubeflowCache,
    ...pick(values, [
      'image',
      'imagePullPolicy',
      'imagePullSecrets',
      'serviceAccount',
      'storageClass',
      'nodeSelector',
      'tolerations'
    ])
  });
}

/** Whether what was chosen is enough, the engine says. */
function storageOf(values: JSONObject): object {
  const { claim, storageSize, storageClass, accessMode } = values;
  const { bucketPrefix: prefix, bucketExpires } = values;
  const expires = bucketExpires === 0 ? undefined : bucketExpires;
  switch (values.results) {
    case 'repository': {
      const [configMap, key] = textOf(values.repository).split('/');
      const repository = given({ configMap, key });
      return { s3: { repository, ...given({ prefix, expires }) } };
    }
    case 'bucket':
      return {
        s3: given({
          bucket: values.bucket,
          endpoint: values.bucketEndpoint,
          region: values.bucketRegion,
          secret: values.bucketSecret,
          accessKey: values.bucketAccessKey,
          secretKey: values.bucketSecretKey,
          certificates: given({ configMap: values.bucketCertificates }),
          prefix,
          expires
        })
      };
    default:
      return given(
        textOf(claim) !== ''
          ? { claim }
          : { size: storageSize, storageClass, accessMode }
      );
  }
}

function pick(values: JSONObject, names: readonly string[]): object {
  return Object.fromEntries(names.map(name => [name, values[name]]));
}

/** Without what is empty. */
function given(values: object): Options {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        (typeof value !== 'object' || Object.keys(value).length > 0)
    )
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
