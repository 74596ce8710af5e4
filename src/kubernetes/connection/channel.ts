import type { Readable } from 'node:stream';

/** A request to the API server, before it is known who asks. */
export interface ChannelRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the request, or the reading of its answer. */
  readonly signal: AbortSignal;
  /** How long the answer may be silent once it has begun, in ms; 0 for ever. */
  readonly silence?: number;
}

export interface ChannelAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: Readable;
}

/** The way to one cluster as one identity. What the rest of this room needs of it. */
export interface Channel {
  /** The name of the context. */
  readonly context: string;
  /** The namespace that is meant where none is named. */
  readonly namespace: string;
  /** Where the server is, to tell it. */
  readonly server: string;
  /**
   * Sends once; a 401 is answered by reading the credentials again and one
   * more try. Errors of the network are thrown as they come.
   *
   * @throws KubernetesError `unauthorized` where there are no credentials
   */
  send(request: ChannelRequest): Promise<ChannelAnswer>;
  /** Cuts what still goes on. */
  close(): Promise<void>;
}
