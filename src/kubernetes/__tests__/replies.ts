import type { IncomingMessage } from 'node:http';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The name in the certificate that the client has shown. */
  readonly certificate: string | undefined;
  /** By number, in the order of their being made. */
  readonly connection: number;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a real server says where it refuses. */
export function status(
  code: number,
  reason: string,
  message: string,
  details?: object
): Reply {
  return {
    status: code,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      code,
      reason,
      message,
      details
    }
  };
}
