import { EngineError, type EngineErrorCode } from '../engines/engine-error';
import {
  KubernetesError,
  type KubernetesErrorCode
} from '../kubernetes/kubernetes-error';
import { NotebookError } from '../notebook/errors';
import { RunError, type RunErrorCode } from '../runs/run-error';
import type { ApiError } from './api/errors';
import { ServiceError } from './service-error';

/** The statuses of what can go wrong below the service; 500 for all else. */
const STATUSES: Readonly<
  Partial<Record<EngineErrorCode | RunErrorCode, number>>
> = {
  'invalid-run': 400,
  'ambiguous-run': 400,
  'no-such-run': 404,
  'no-such-step': 404,
  'no-such-artifact': 404,
  'run-exists': 409,
  'run-is-active': 409,
  'run-is-pinned': 409,
  'nothing-to-resume': 409,
  'input-not-there': 409,
  'no-kernel': 422,
  'kernel-not-understood': 422,
  'no-such-engine': 422,
  'invalid-options': 422,
  'cannot-compile': 422,
  'cannot-show': 422,
  'no-bucket': 422,
  'kubeflow-refuses': 424,
  'no-kubeflow': 502
};

/**
 * The statuses of what goes wrong with a cluster. That it does not know us, or
 * refuses, is no 401 or 403 of ours: those are about who asks the service.
 */
const CLUSTER_STATUSES: Readonly<Record<KubernetesErrorCode, number>> = {
  'invalid-name': 400,
  'namespace-not-open': 400,
  'no-such-context': 404,
  'not-found': 404,
  conflict: 409,
  expired: 409,
  'not-started': 409,
  'program-not-agreed': 409,
  invalid: 422,
  forbidden: 424,
  'invalid-kubeconfig': 424,
  quota: 424,
  refused: 424,
  unauthorized: 424,
  'too-many-requests': 429,
  'server-failed': 502,
  unreachable: 502
};

export interface Explanation {
  readonly status: number;
  readonly body: ApiError;
  /** Whether nobody has foreseen it, so that the log is to have its stack. */
  readonly isUnforeseen: boolean;
}

/** What to answer where a request failed. */
export function explainError(error: unknown): Explanation {
  if (error instanceof ServiceError) {
    return { status: error.status, body: error.body, isUnforeseen: false };
  }
  if (error instanceof NotebookError) {
    const { code, hint, position, cell } = error;
    const where = position
      ? ` (line ${position.line}, column ${position.column})`
      : cell !== null
        ? ` (cell ${cell + 1})`
        : '';
    const message = `The notebook cannot be read: ${error.message}${where}`;
    return { status: 422, body: { code, message, hint }, isUnforeseen: false };
  }
  if (error instanceof EngineError || error instanceof RunError) {
    const { code, message, hint } = error;
    const { run } = error.about;
    const status = STATUSES[code] ?? 500;
    const body = { code, message, hint, ...(run !== undefined && { run }) };
    return { status, body, isUnforeseen: false };
  }
  if (error instanceof KubernetesError) {
    const { code, message, hint } = error;
    const status = CLUSTER_STATUSES[code];
    return { status, body: { code, message, hint }, isUnforeseen: false };
  }
  return {
    status: 500,
    body: {
      code: 'internal-error',
      message: error instanceof Error ? error.message : String(error),
      hint: 'The log of the Jupyter server tells more.'
    },
    isUnforeseen: true
  };
}
