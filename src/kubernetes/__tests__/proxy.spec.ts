import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import {
  connect as connectSocket,
  createServer as createSocketServer,
  type AddressInfo,
  type Socket
} from 'node:net';
import { environmentProxy } from '../connection/proxy';
import { ApiServer } from './api-server';
import { connectTo, Folder, kubeconfig } from './connected';

test.each([
  ['https://k.example:6443', {}, undefined],
  ['https://k.example', { HTTPS_PROXY: 'http://p:1' }, 'http://p:1'],
  ['https://k.example', { https_proxy: 'p:1' }, 'http://p:1'],
  ['https://k.example', { HTTP_PROXY: 'http://p:1' }, undefined],
  ['http://k.example', { HTTP_PROXY: 'http://p:1' }, 'http://p:1'],
  ['https://localhost:6443', { HTTPS_PROXY: 'http://p:1' }, undefined],
  ['https://127.0.0.1:6443', { HTTPS_PROXY: 'http://p:1' }, undefined],
  ['https://[::1]:6443', { HTTPS_PROXY: 'http://p:1' }, undefined]
])('For %s, %j names %s', (server, environment, proxy) => {
  expect(environmentProxy(server, environment)).toBe(proxy);
});

test.each([
  ['*', 'k.example', true],
  ['example', 'k.example', true],
  ['.example', 'k.example', true],
  ['*.example', 'k.example', true],
  ['.k.example', 'k.example', false],
  ['K.Example', 'k.example', true],
  ['ample', 'k.example', false],
  ['a, k.example ,b', 'k.example', true],
  ['k.example:6443', 'k.example', true],
  ['k.example:443', 'k.example', false],
  ['', 'k.example', false],
  ['10.0.0.0/8', '10.1.2.3', true],
  ['10.0.0.0/8', '11.1.2.3', false],
  ['10.0.0.0/99', '10.1.2.3', false],
  ['10.1.2.3', '10.1.2.3', true],
  ['fd00::/8', '[fd00::1]', true],
  ['fd00::1', '[fd00::1]', true],
  ['10.0.0.0/8', '[fd00::1]', false]
])('NO_PROXY=%s for %s: %s', (NO_PROXY, host, isDirect) => {
  const environment = { HTTPS_PROXY: 'http://p:1', NO_PROXY };
  expect(environmentProxy(`https://${host}:6443`, environment)).toBe(
    isDirect ? undefined : 'http://p:1'
  );
});

describe('A proxy', () => {
  let api: ApiServer;
  let folder: Folder;
  let proxy: Server;
  let tunnels: string[];

  beforeEach(async () => {
    api = await ApiServer.start();
    api.put('/api/v1/nodes', 'n');
    folder = new Folder();
    tunnels = [];
    proxy = createServer();
    proxy.on('connect', ({ url = '' }, socket) => {
      tunnels.push(url);
      const [, port] = url.split(':');
      const there = connectSocket(Number(port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        there.pipe(socket).pipe(there);
      });
      [there, socket].forEach(each => each.on('error', () => undefined));
    });
    await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    proxy.close();
    await api.stop();
    folder.remove();
  });

  function address(): string {
    return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  }

  test('of the kubeconfig is used', async () => {
    const client = await connectTo(
      folder,
      kubeconfig(api, {}, { 'proxy-url': address() })
    );
    await client.get('nodes', 'n');
    expect(tunnels).toEqual([new URL(api.address).host]);
    await client.close();
  });

  test('of the environment is used', async () => {
    const { port } = new URL(api.address);
    const client = await connectTo(
      folder,
      // By a name that only the proxy knows: this machine itself needs no proxy.
      kubeconfig(
        api,
        {},
        {
          server: `https://k.example:${port}`,
          'tls-server-name': 'localhost'
        }
      ),
      { environment: { HTTPS_PROXY: address() } }
    );
    await client.get('nodes', 'n');
    expect(tunnels).toEqual([`k.example:${port}`]);
    await client.close();
  });

  test('that speaks SOCKS is used', async () => {
    const socks = createSocketServer(socket => void answerSocks(socket));
    socks.listen(0, '127.0.0.1');
    await once(socks, 'listening');
    const { port } = socks.address() as AddressInfo;
    const client = await connectTo(
      folder,
      kubeconfig(api, {}, { 'proxy-url': `socks5://127.0.0.1:${port}` })
    );
    await client.get('nodes', 'n');
    expect(tunnels).toEqual([new URL(api.address).port]);
    await client.close();
    socks.close();
  });

  /** Of RFC 1928 only: no login, and a connection to an address of this machine. */
  async function answerSocks(socket: Socket): Promise<void> {
    socket.on('error', () => undefined);
    await once(socket, 'data');
    socket.write(Buffer.from([5, 0]));
    const [asked] = (await once(socket, 'data')) as [Buffer];
    const port = asked.readUInt16BE(asked.length - 2);
    tunnels.push(String(port));
    const there = connectSocket(port, '127.0.0.1', () => {
      socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
      there.pipe(socket).pipe(there);
    });
    there.on('error', () => undefined);
  }
});
