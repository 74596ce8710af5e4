import { createSecureContext } from 'node:tls';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import type { Identity } from './credentials';

/** How long making a connection may take, in ms. */
const CONNECT = 10_000;

const OPTIONS = {
  // A connection for each watch and log, so that one that hangs is alone.
  allowH2: false,
  connectTimeout: CONNECT,
  // Those that nobody uses are closed before load balancers forget them.
  keepAliveTimeout: 20_000
};

/**
 * The connections to one server, kept open and shared by all requests. New
 * ones are made when the certificates change.
 */
export class Dispatchers {
  private _current: Dispatcher | undefined;
  private _key = '';

  constructor(private readonly _proxy: string | undefined) {}

  for(tls: Identity['tls']): Dispatcher {
    const key = JSON.stringify(tls);
    if (!this._current || key !== this._key) {
      // Ends as what still goes on over it does.
      this._current?.close().catch(() => undefined);
      this._current = this._make(tls);
      this._key = key;
    }
    return this._current;
  }

  /** Cuts what still goes on. */
  async close(): Promise<void> {
    await this._current?.destroy();
    this._current = undefined;
  }

  private _make(tls: Identity['tls']): Dispatcher {
    const connect = {
      ...tls,
      // Else each connection makes one: some 100 kB, and a millisecond.
      secureContext: createSecureContext(tls),
      allowH2: false,
      timeout: CONNECT,
      keepAlive: true,
      keepAliveInitialDelay: 30_000
    };
    return this._proxy === undefined
      ? new Agent({ ...OPTIONS, connect })
      : new ProxyAgent({ ...OPTIONS, uri: this._proxy, requestTls: connect });
  }
}
