/** An API server on loopback: pages, watches, preconditions and the faults of real ones. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { KubernetesObject } from '../objects';
import { makeCertificate, type Certificate } from './certificate';
import { status, type Received, type Reply } from './replies';

interface Past {
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly collection: string;
  readonly object: KubernetesObject;
}

interface Watcher {
  readonly collection: string;
  readonly response: ServerResponse;
}

export class ApiServer {
  /** Answers instead of the server where it gives a reply; it may answer itself and give 'done'. */
  intercept: (
    request: Received,
    response: ServerResponse
  ) => Reply | 'done' | undefined = () => undefined;
  /** How many objects a page holds at most, whatever is asked. */
  pageSize = Infinity;
  readonly received: Received[] = [];
  private readonly _objects = new Map<string, Map<string, KubernetesObject>>();
  private readonly _left = new Map<string, string>();
  private readonly _snapshots = new Map<string, KubernetesObject[]>();
  private _history: Past[] = [];
  private _revision = 100;
  private _oldest = 0;
  private readonly _watchers = new Set<Watcher>();
  private readonly _sockets = new Set<Socket>();
  private _connections = 0;

  private constructor(
    private readonly _server: Server,
    readonly authority: Certificate
  ) {}

  static async start(): Promise<ApiServer> {
    const authority = makeCertificate('test authority');
    const { cert, key } = authority;
    const server = createServer({
      cert,
      key,
      ca: cert,
      requestCert: true,
      rejectUnauthorized: false
    });
    const api = new ApiServer(server, authority);
    const numbers = new WeakMap<Socket, number>();
    server.on('secureConnection', (socket: TLSSocket) => {
      numbers.set(socket, api._connections++);
      api._sockets.add(socket);
      socket.on('close', () => api._sockets.delete(socket));
      socket.on('error', () => undefined);
    });
    server.on('request', (request, response) => {
      void api._receive(request, response, numbers.get(request.socket) ?? -1);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return api;
  }

  get address(): string {
    const { port } = this._server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  get revision(): number {
    return this._revision;
  }

  get watchers(): number {
    return this._watchers.size;
  }

  async stop(): Promise<void> {
    this._server.close();
    this._sockets.forEach(socket => socket.destroy());
    await once(this._server, 'close');
  }

  /** Makes an object or changes it. */
  put(
    collection: string,
    name: string,
    {
      metadata,
      ...more
    }: { readonly metadata?: object; readonly [field: string]: unknown } = {}
  ): KubernetesObject {
    const objects = this._in(collection);
    const known = objects.get(name);
    this._revision += 1;
    const object = {
      apiVersion: 'v1',
      kind: 'Thing',
      ...more,
      metadata: {
        ...metadata,
        name,
        namespace: /namespaces\/([^/]+)\//.exec(collection)?.[1],
        uid:
          known?.metadata.uid ??
          this._left.get(`${collection}/${name}`) ??
          `uid-${this._revision}`,
        resourceVersion: String(this._revision)
      }
    };
    objects.set(name, object);
    this._happen(known ? 'MODIFIED' : 'ADDED', collection, object);
    return object;
  }

  remove(collection: string, name: string): void {
    this._left.delete(`${collection}/${name}`);
    this._take(collection, name);
  }

  /** Takes an object out of what a selector means: it is told as deleted, and can come back. */
  leave(collection: string, name: string): void {
    const known = this._in(collection).get(name);
    if (known) {
      this._left.set(`${collection}/${name}`, known.metadata.uid);
      this._take(collection, name);
    }
  }

  objects(collection: string): KubernetesObject[] {
    return [...this._in(collection).values()];
  }

  /** Forgets the past: who goes on from it gets 410. */
  compact(): void {
    this._oldest = this._revision;
    this._history = [];
    this._snapshots.clear();
  }

  /** Ends the watches as a server does; or cuts their sockets off. */
  endWatches(how: 'end' | 'reset'): void {
    for (const { response } of this._watchers) {
      if (how === 'end') {
        response.end();
      } else {
        response.socket?.destroy();
      }
    }
    this._watchers.clear();
  }

  /** Says something to all who watch. */
  tell(event: object): void {
    this._watchers.forEach(({ response }) =>
      response.write(`${JSON.stringify(event)}\n`)
    );
  }

  /** Tells events of the past again, as a server that lags behind would. */
  repeat(count: number): void {
    for (const { type, object } of this._history.slice(-count)) {
      this.tell({ type, object });
    }
  }

  private _take(collection: string, name: string): void {
    const known = this._in(collection).get(name);
    if (known) {
      this._revision += 1;
      this._in(collection).delete(name);
      const resourceVersion = String(this._revision);
      const metadata = { ...known.metadata, resourceVersion };
      this._happen('DELETED', collection, { ...known, metadata });
    }
  }

  private _in(collection: string): Map<string, KubernetesObject> {
    const objects = this._objects.get(collection) ?? new Map();
    this._objects.set(collection, objects);
    return objects;
  }

  private _happen(
    type: Past['type'],
    collection: string,
    object: KubernetesObject
  ): void {
    this._history.push({ revision: this._revision, type, collection, object });
    for (const watcher of this._watchers) {
      if (watcher.collection === collection) {
        watcher.response.write(`${JSON.stringify({ type, object })}\n`);
      }
    }
  }

  private async _receive(
    request: IncomingMessage,
    response: ServerResponse,
    connection: number
  ): Promise<void> {
    const url = new URL(request.url ?? '', 'https://any');
    let body = '';
    for await (const chunk of request) {
      body += String(chunk);
    }
    const { CN } =
      (request.socket as TLSSocket).getPeerCertificate().subject ?? {};
    const received = {
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body,
      certificate: typeof CN === 'string' ? CN : undefined,
      connection
    };
    this.received.push(received);
    const reply = this.intercept(received, response);
    if (reply !== 'done') {
      const {
        status,
        body: answer,
        headers
      } = reply ?? this._answer(received, response) ?? {};
      if (status !== undefined) {
        response.writeHead(status, {
          'content-type': 'application/json',
          ...headers
        });
        response.end(
          typeof answer === 'string' ? answer : JSON.stringify(answer)
        );
      }
    }
  }

  /** Undefined where the answer goes on. */
  private _answer(
    { method, path, query, body }: Received,
    response: ServerResponse
  ): Reply | undefined {
    const at =
      /^(.*?\/namespaces\/[^/]+\/[a-z]+|.*?\/(?:nodes|persistentvolumes))(?:\/([^/]+))?$/.exec(
        path
      );
    if (!at) {
      return status(
        404,
        'NotFound',
        'the server could not find the requested resource'
      );
    }
    const [, collection, name] = at;
    const object =
      name === undefined ? undefined : this._in(collection).get(name);
    if (name !== undefined && !object && method !== 'PATCH') {
      return status(404, 'NotFound', `things "${name}" not found`);
    }
    switch (method) {
      case 'POST': {
        const { metadata, ...more } = JSON.parse(body);
        if (this._in(collection).has(metadata.name)) {
          return status(
            409,
            'AlreadyExists',
            `things "${metadata.name}" already exists`
          );
        }
        return query.dryRun === 'All'
          ? { status: 201, body: { metadata, ...more } }
          : {
              status: 201,
              body: this.put(collection, metadata.name, { metadata, ...more })
            };
      }
      case 'PATCH': {
        const more = JSON.parse(body);
        return {
          status: 200,
          body: this.put(collection, name, { ...object, ...more })
        };
      }
      case 'DELETE': {
        const { preconditions } = JSON.parse(body);
        if (preconditions.uid !== object?.metadata.uid) {
          return status(
            409,
            'Conflict',
            'Precondition failed: UID in precondition'
          );
        }
        this.remove(collection, name);
        return { status: 200, body: { kind: 'Status', status: 'Success' } };
      }
      default:
        return object
          ? { status: 200, body: object }
          : query.watch
            ? this._watch(collection, query, response)
            : this._list(collection, query);
    }
  }

  private _list(collection: string, query: Received['query']): Reply {
    let revision = String(this._revision);
    let start = 0;
    if (query.continue) {
      [revision, start] = JSON.parse(query.continue);
    }
    const key = `${collection} ${revision}`;
    const all =
      start === 0
        ? this.objects(collection).sort((a, b) =>
            a.metadata.name < b.metadata.name ? -1 : 1
          )
        : this._snapshots.get(key);
    if (!all) {
      return status(
        410,
        'Expired',
        'The provided continue parameter is too old'
      );
    }
    this._snapshots.set(key, all);
    const limit = query.limit
      ? Math.min(Number(query.limit), this.pageSize)
      : Infinity;
    const items = all.slice(start, start + limit);
    const end = start + items.length;
    return {
      status: 200,
      body: {
        apiVersion: 'v1',
        kind: 'ThingList',
        metadata: {
          resourceVersion: revision,
          ...(end < all.length && { continue: JSON.stringify([revision, end]) })
        },
        items
      }
    };
  }

  private _watch(
    collection: string,
    query: Received['query'],
    response: ServerResponse
  ): Reply | undefined {
    const from = Number(query.resourceVersion);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (from < this._oldest) {
      const { body } = status(
        410,
        'Expired',
        `too old resource version: ${from}`
      );
      response.end(`${JSON.stringify({ type: 'ERROR', object: body })}\n`);
      return undefined;
    }
    for (const past of this._history) {
      if (past.collection === collection && past.revision > from) {
        const { type, object } = past;
        response.write(`${JSON.stringify({ type, object })}\n`);
      }
    }
    const watcher = { collection, response };
    this._watchers.add(watcher);
    response.on('close', () => this._watchers.delete(watcher));
    return undefined;
  }
}
