import type { ApiError } from '../../service/api/errors';

/** The service has refused a call, or could not be reached. */
export class ServiceError extends Error {
  readonly code: string;
  /** The way out. */
  readonly hint: string;
  /** The id of the run that is meant, or that stands in the way. */
  readonly run: string | undefined;
  /** What is wrong with the notebook, where that is the reason. */
  readonly diagnostics: ApiError['diagnostics'];

  /** @param status - of HTTP; 0 where no answer came */
  constructor(
    readonly status: number,
    { code, message, hint, run, diagnostics }: ApiError
  ) {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
    this.hint = hint;
    this.run = run;
    this.diagnostics = diagnostics;
  }

  /** Whether the same call may succeed later, without anybody doing something. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** The id of the run that goes on and stands in the way of what was asked for. */
export function blockingRun(
  problem: ServiceError | undefined
): string | undefined {
  return problem?.code === 'run-is-active' ? problem.run : undefined;
}

/** The error in an answer, also where something else than the service has answered. */
export async function readError(response: Response): Promise<ServiceError> {
  const { status } = response;
  const body = await response.json().catch(() => undefined);
  if (isApiError(body)) {
    return new ServiceError(status, body);
  }
  if (status === 404) {
    return new ServiceError(status, {
      code: 'no-server-extension',
      message: 'This Jupyter server does not have Cellway.',
      hint: 'Install the Python package cellway where the server runs, and start the server again. `jupyter server extension list` shows what it has.'
    });
  }
  if (status === 401 || status === 403) {
    return new ServiceError(status, {
      code: 'not-allowed',
      message: 'The Jupyter server does not let you in.',
      hint: 'Reload the page and log in again.'
    });
  }
  return new ServiceError(status, {
    code: 'no-service',
    message:
      `The Jupyter server answers ${status} ${response.statusText}`.trim(),
    hint: 'Try again; the log of the Jupyter server says more.'
  });
}

/** No answer came at all. */
export function unreachable(): ServiceError {
  return new ServiceError(0, {
    code: 'unreachable',
    message: 'The Jupyter server does not answer.',
    hint: 'See whether it still runs and whether the network is there.'
  });
}

/** Whatever a call has thrown: what is no error of the service's is no answer. */
export function asServiceError(error: unknown): ServiceError {
  return error instanceof ServiceError ? error : unreachable();
}

function isApiError(body: unknown): body is ApiError {
  return (
    typeof body === 'object' &&
    body !== null &&
    ['code', 'message', 'hint'].every(
      key => typeof (body as Record<string, unknown>)[key] === 'string'
    )
  );
}
