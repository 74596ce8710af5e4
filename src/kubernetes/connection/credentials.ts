import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import type { RequestOptions } from 'node:https';
import { messageOf } from '../failure';
import { KubernetesError } from '../kubernetes-error';

/** What a request bears, and what its connection is made with. */
export interface Identity {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly tls: {
    readonly ca?: string | Buffer;
    readonly cert?: string | Buffer;
    readonly key?: string | Buffer;
    readonly servername?: string;
    readonly rejectUnauthorized?: boolean;
  };
  /** How often the credentials had been renewed when it was read. */
  readonly renewals: number;
}

/** How long a program may take to log in, in ms: it may open a browser. */
const LOGIN = 60_000;

/**
 * Who we are, by client-node's KubeConfig: it reads certificates, tokens and
 * files of tokens, runs programs and renews what expires.
 */
export class Credentials {
  private _config: KubeConfig;
  private _reading: Promise<Identity> | undefined;
  private _renewals = 0;

  /**
   * @param _kubeconfig - of one context, as forClientNode makes it
   * @param _program - what it runs, to name it where it fails
   */
  constructor(
    private readonly _kubeconfig: string,
    private readonly _program: string | undefined
  ) {
    this._config = this._load();
  }

  /**
   * Reads what is kept in files, and logs in where that is due; once for all
   * who ask meanwhile.
   *
   * @throws KubernetesError `unauthorized`
   */
  read(): Promise<Identity> {
    const reading =
      this._reading ??
      this._read().finally(() => {
        if (this._reading === reading) {
          this._reading = undefined;
        }
      });
    this._reading = reading;
    return reading;
  }

  /**
   * Forgets what was read, because the cluster did not take it. Once, however
   * many requests were refused meanwhile.
   */
  renew(refused: Identity): void {
    if (refused.renewals !== this._renewals) {
      return;
    }
    this._renewals += 1;
    // Its caches of tokens cannot be emptied otherwise.
    this._config = this._load();
    this._reading = undefined;
  }

  /** What to say where nobody waits any longer for the program to log in; it goes on. */
  get unfinished(): KubernetesError | undefined {
    return this._program === undefined
      ? undefined
      : new KubernetesError(
          'unauthorized',
          `The program that logs in has not ended yet (${this._program}).`,
          'Finish logging in, where it asks for something, and try again.',
          { program: this._program }
        );
  }

  private _load(): KubeConfig {
    const config = new KubeConfig();
    config.loadFromString(this._kubeconfig);
    return config;
  }

  private async _read(): Promise<Identity> {
    const renewals = this._renewals;
    const options: RequestOptions & { servername?: string } = {};
    try {
      await within(LOGIN, this._config.applyToHTTPSOptions(options));
    } catch (error) {
      throw this._failure(error);
    }
    const { ca, cert, key, servername, rejectUnauthorized, auth } = options;
    const basic = auth && `Basic ${Buffer.from(auth).toString('base64')}`;
    const headers = Object.entries({
      ...options.headers,
      ...(basic && { Authorization: basic })
    }).map(([name, value]) => [name, String(value).trim()]);
    return {
      headers: Object.fromEntries(headers),
      tls: {
        ...(ca && { ca: ca as Buffer }),
        ...(cert && { cert: cert as Buffer }),
        ...(key && { key: key as Buffer }),
        ...(servername && { servername }),
        ...(rejectUnauthorized !== undefined && { rejectUnauthorized })
      },
      renewals
    };
  }

  private _failure(error: unknown): KubernetesError {
    const why = messageOf(error).trim().slice(0, 1000);
    return this._program === undefined
      ? new KubernetesError(
          'unauthorized',
          `The credentials of the cluster cannot be read: ${why}`,
          'Log in to the cluster again.'
        )
      : new KubernetesError(
          'unauthorized',
          `The program that logs in has failed (${this._program}): ${why}`,
          'Log in with the tool of your cloud, in a terminal, and try again.',
          { program: this._program }
        );
  }
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer in ${ms / 1000} s`)),
      ms
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
