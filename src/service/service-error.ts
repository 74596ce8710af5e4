import type { ApiError } from './api/errors';

/** A request cannot be answered; says so in the words of the API. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly body: ApiError
  ) {
    super(body.message);
    this.name = 'ServiceError';
  }
}

/** A request that no client of ours would make. */
export function wrongCall(code: string, message: string): ServiceError {
  const hint = 'Correct the request.';
  return new ServiceError(400, { code, message, hint });
}
