import { readFile } from 'node:fs/promises';
import { KubeflowError } from './kubeflow-error';

/** Where Kubeflow's API is, and how it knows who asks. */
export interface Access {
  /** The address below which `apis/v2beta1` is found, without a slash at its end. */
  readonly host: string;
  /** The file of a token, which somebody renews. */
  readonly tokenFile?: string;
}

/** What a person may say of it; what is absent is found. */
export interface AccessWishes {
  readonly host?: string;
  readonly tokenFile?: string;
}

/** The address within a cluster on which Kubeflow is installed as usual. */
const IN_CLUSTER = 'http://ml-pipeline.kubeflow.svc.cluster.local:8888';

/** Where Kubeflow's `PodDefault` access-ml-pipeline mounts the token of a notebook server. */
const TOKEN = '/var/run/secrets/kubeflow/pipelines/token';

/**
 * The way to Kubeflow: what was said, else what Kubeflow's own SDK would take
 * from the environment.
 *
 * @throws KubeflowError `no-kubeflow`
 */
export function findAccess(
  wishes: AccessWishes,
  environment: NodeJS.ProcessEnv
): Access {
  const {
    KF_PIPELINES_ENDPOINT,
    KF_PIPELINES_SA_TOKEN_PATH,
    KUBERNETES_SERVICE_HOST
  } = environment;
  const said = wishes.host || KF_PIPELINES_ENDPOINT;
  const host = said || (KUBERNETES_SERVICE_HOST && IN_CLUSTER);
  if (!host) {
    throw new KubeflowError(
      'no-kubeflow',
      'No Kubeflow is known here',
      'Name its address (host), or set KF_PIPELINES_ENDPOINT: of a service that is forwarded http://localhost:8888, of its pages https://ADDRESS/pipeline.'
    );
  }
  return {
    host: addressOf(host),
    tokenFile: wishes.tokenFile ?? (KF_PIPELINES_SA_TOKEN_PATH || TOKEN)
  };
}

/** @throws KubeflowError */
function addressOf(host: string): string {
  const text = /^\w+:\/\//.test(host) ? host : `http://${host}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') {
    throw new KubeflowError(
      'no-kubeflow',
      `'${host}' is no address of Kubeflow`,
      'Write it as https://ADDRESS/pipeline or http://ADDRESS:8888.'
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** What a token may be (RFC 6750), and how long: no other file is sent to anybody. */
const TOKEN_TEXT = /^[\w.~+/-]{1,16384}=*$/;

/**
 * The token as it is now: it is renewed while it is used. Undefined where
 * there is none; then Kubeflow may know who asks by other means, or not ask.
 */
export async function readToken({
  tokenFile
}: Access): Promise<string | undefined> {
  if (tokenFile === undefined) {
    return undefined;
  }
  const text = await readFile(tokenFile, 'utf8').catch(() => '');
  const token = text.trim();
  return TOKEN_TEXT.test(token) ? token : undefined;
}
