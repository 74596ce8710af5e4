import * as z from 'zod';
import { readToken, type Access } from './access';
import { KubeflowError } from './kubeflow-error';

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `apis/v2beta1/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: object;
  readonly signal?: AbortSignal;
}

/** How long an answer may take, in ms: busy servers were seen to take half a minute. */
const PATIENCE = 60_000;

/** What a server says of an error: its gateway in one way, uploads in another. */
const refusal = z.looseObject({
  message: z.string().optional(),
  error_message: z.string().optional(),
  error: z.string().optional()
});

/**
 * Asks Kubeflow's API; the token is read for each call.
 *
 * @throws KubeflowError; what `signal` is aborted with
 */
export async function call<T>(
  access: Access,
  schema: z.ZodType<T>,
  { method, path, query = {}, body, signal }: Call
): Promise<T> {
  const url = new URL(`${access.host}/apis/v2beta1/${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, value);
    }
  }
  const token = await readToken(access);
  const patience = AbortSignal.timeout(PATIENCE);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' })
      },
      body: body && JSON.stringify(body),
      // Pages to log in are no answer, and no place for a token.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, patience]) : patience
    });
    text = await answer.text();
  } catch (error) {
    signal?.throwIfAborted();
    throw unreachable(access, error);
  }
  if (!answer.ok) {
    throw refused(access, answer.status, text);
  }
  const read = schema.safeParse(parse(text));
  if (!read.success) {
    throw new KubeflowError(
      'no-kubeflow',
      `What answers at ${access.host} is not the API of Kubeflow Pipelines v2`,
      'Check the address: that of its pages ends in /pipeline, that of its service in :8888.'
    );
  }
  return read.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreachable({ host }: Access, error: unknown): KubeflowError {
  const { cause, name, message } = error as Error;
  const why =
    name === 'TimeoutError'
      ? `no answer within ${PATIENCE / 1000} s`
      : cause instanceof Error && cause.message !== ''
        ? cause.message
        : ((cause as { code?: string } | undefined)?.code ?? message);
  return new KubeflowError(
    'no-kubeflow',
    `Kubeflow cannot be reached at ${host}: ${why}`,
    'Check the address and the network, and whether the service is forwarded (kubectl port-forward -n kubeflow svc/ml-pipeline 8888:8888).'
  );
}

function refused(
  { host, tokenFile }: Access,
  status: number,
  text: string
): KubeflowError {
  const said = refusal.safeParse(parse(text)).data;
  const why = (said?.message ?? said?.error_message ?? said?.error ?? '').slice(
    0,
    1000
  );
  if (status === 401 || (status >= 300 && status < 400)) {
    return new KubeflowError(
      'kubeflow-refuses',
      `Kubeflow at ${host} does not know who asks${why && `: ${why}`}`,
      `In a notebook server of Kubeflow, choose 'Allow access to Kubeflow Pipelines' when it is made; elsewhere, have a token in a file and name that (tokenFile; now ${tokenFile}), or forward the service.`,
      status
    );
  }
  if (status === 403) {
    return new KubeflowError(
      'kubeflow-refuses',
      `Kubeflow does not let you do that${why && `: ${why}`}`,
      'Check the namespace, or ask whoever runs Kubeflow for the right.',
      status
    );
  }
  if (status === 429 || status >= 500) {
    return new KubeflowError(
      'no-kubeflow',
      `Kubeflow at ${host} is not well (${status})${why && `: ${why}`}`,
      'Try again later, or tell whoever runs it.',
      status
    );
  }
  return new KubeflowError(
    'kubeflow-refuses',
    why === ''
      ? `Kubeflow at ${host} answers ${status}`
      : `Kubeflow refuses: ${why}`,
    status === 404
      ? 'Check the address, the namespace, and whether it was removed there.'
      : 'Correct what it names.',
    status
  );
}
