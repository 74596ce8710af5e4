import { EngineError, type EngineErrorCode } from '../../engine-error';

/** Kubeflow refuses something, or cannot be reached. */
export class KubeflowError extends EngineError {
  constructor(
    code: Extract<EngineErrorCode, 'no-kubeflow' | 'kubeflow-refuses'>,
    message: string,
    hint: string,
    /** The HTTP status, where it has answered. */
    readonly status?: number
  ) {
    super(code, message, hint);
    this.name = 'KubeflowError';
  }

  /** Whether it may pass by itself. */
  get isPassing(): boolean {
    const { status } = this;
    return (
      this.code === 'no-kubeflow' &&
      (status === undefined || status === 429 || status >= 500)
    );
  }
}
