import { request } from 'undici';
import type { Channel, ChannelAnswer, ChannelRequest } from './channel';
import { programOf, type FoundContext } from './contexts';
import { Credentials, type Identity } from './credentials';
import { Dispatchers } from './dispatchers';
import { forClientNode } from './for-client-node';
import { text } from './kubeconfig';
import { environmentProxy } from './proxy';

export interface HttpChannelOptions {
  readonly context: string;
  readonly found: FoundContext;
  readonly environment: NodeJS.ProcessEnv;
  /** Cellway's, for the User-Agent. */
  readonly version: string;
}

/** The way to a cluster over HTTP. Loaded only where one is used: undici and client-node are large. */
export class HttpChannel implements Channel {
  readonly context: string;
  readonly namespace: string;
  readonly server: string;
  private readonly _credentials: Credentials;
  private readonly _dispatchers: Dispatchers;
  private readonly _userAgent: string;
  private readonly _groups: Readonly<Record<string, string[]>>;

  /** @throws KubernetesError `invalid-kubeconfig` */
  constructor(options: HttpChannelOptions) {
    const { context, found, environment, version } = options;
    this.context = context;
    this.namespace = found.namespace;
    this.server = text(found.cluster.server).replace(/\/+$/, '');
    // client-node knows `as`, and not what belongs to it.
    const groups = found.user['as-groups'];
    this._groups = Array.isArray(groups)
      ? { 'impersonate-group': groups.map(String) }
      : {};
    this._userAgent = `cellway/${version}`;
    this._credentials = new Credentials(
      forClientNode(found, environment),
      programOf(found.user)
    );
    this._dispatchers = new Dispatchers(
      text(found.cluster['proxy-url']) ||
        environmentProxy(this.server, environment)
    );
  }

  async send(asked: ChannelRequest): Promise<ChannelAnswer> {
    const identity = await this._identity(asked.signal);
    const answer = await this._sendAs(identity, asked);
    if (answer.status !== 401) {
      return answer;
    }
    answer.body.resume();
    this._credentials.renew(identity);
    return this._sendAs(await this._identity(asked.signal), asked);
  }

  async close(): Promise<void> {
    await this._dispatchers.close();
  }

  private async _identity(signal: AbortSignal): Promise<Identity> {
    try {
      return await unlessAborted(this._credentials.read(), signal);
    } catch (error) {
      throw (signal.aborted && this._credentials.unfinished) || error;
    }
  }

  private async _sendAs(
    identity: Identity,
    { method, path, headers, body, signal, silence }: ChannelRequest
  ): Promise<ChannelAnswer> {
    const answer = await request(`${this.server}${path}`, {
      method,
      headers: {
        ...headers,
        ...identity.headers,
        ...this._groups,
        'user-agent': this._userAgent
      },
      body,
      signal,
      dispatcher: this._dispatchers.for(identity.tls),
      // The deadline of the call ends it by its signal.
      headersTimeout: 0,
      bodyTimeout: silence ?? 0
    });
    return {
      status: answer.statusCode,
      header: name => [answer.headers[name] ?? []].flat()[0],
      body: answer.body
    };
  }
}

async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal
): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort);
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
