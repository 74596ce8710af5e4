import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a server that can be cut and mended: what stands for its death and return. */
export class BreakingLine {
  private readonly _sockets = new Set<Socket>();
  private readonly _server = createServer(socket => {
    const there = connect(Number(this._to.port || 443), this._to.hostname);
    socket.pipe(there).pipe(socket);
    for (const each of [socket, there]) {
      this._sockets.add(each);
      each.on('error', () => undefined);
      each.on('close', () => {
        this._sockets.delete(each);
        socket.destroy();
        there.destroy();
      });
    }
  });
  private _port = 0;

  constructor(private readonly _to: URL) {}

  get address(): string {
    return `https://127.0.0.1:${this._port}`;
  }

  async mend(): Promise<void> {
    this._server.listen(this._port, '127.0.0.1');
    await once(this._server, 'listening');
    this._port = (this._server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    const closed = once(this._server, 'close');
    this._server.close();
    this._sockets.forEach(socket => socket.resetAndDestroy());
    await closed;
  }
}
