import { ServerConnection } from '@jupyterlab/services';
import { ServiceClient } from '../service-client';
import type { ServiceError } from '../service-error';

const PLACE = { id: 'r1', notebook: 'a folder/a&b.ipynb' };

interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/** A client, and what it sends, answered by `answer`. */
function clientOf(answer: () => Response | Promise<Response>): {
  client: ServiceClient;
  sent: Sent[];
} {
  const sent: Sent[] = [];
  const settings = ServerConnection.makeSettings({
    baseUrl: 'http://jupyter/user/me/',
    token: 'secret',
    // jsdom's signals are none for Node's requests.
    Request: class extends Request {
      constructor(url: RequestInfo | URL, init?: RequestInit) {
        super(url, { ...init, signal: null });
      }
    },
    fetch: async input => {
      const request = input as Request;
      sent.push({
        method: request.method,
        url: new URL(request.url),
        headers: request.headers,
        body: await request.text()
      });
      return answer();
    }
  });
  return { client: new ServiceClient(settings), sent };
}

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status });

async function failureOf(answer: () => Response): Promise<ServiceError> {
  return clientOf(answer)
    .client.run(PLACE)
    .then(
      () => {
        throw new Error('no error');
      },
      error => error as ServiceError
    );
}

describe('ServiceClient', () => {
  it('finds a run below the server, with its login and the whole path', async () => {
    const { client, sent } = clientOf(() => json({ id: 'r1' }));
    expect(await client.run(PLACE)).toEqual({ id: 'r1' });
    const [{ url, headers, method }] = sent as [Sent];
    expect(method).toBe('GET');
    expect(url.pathname).toBe('/user/me/cellway/api/runs/r1');
    expect(url.searchParams.get('notebook')).toBe('a folder/a&b.ipynb');
    expect(headers.get('Authorization')).toBe('token secret');
  });

  it('says of every POST that it is JSON, also without a body', async () => {
    const { client, sent } = clientOf(
      () => new Response(null, { status: 204 })
    );
    await client.cancel(PLACE);
    await client.resume(PLACE);
    expect(sent.map(each => `${each.method} ${each.url.pathname}`)).toEqual([
      'POST /user/me/cellway/api/runs/r1/cancel',
      'POST /user/me/cellway/api/runs/r1/resume'
    ]);
    expect(sent.map(each => each.headers.get('Content-Type'))).toEqual([
      'application/json',
      'application/json'
    ]);
  });

  it('reads events as they come', async () => {
    const lines =
      '{"type":"start","cursor":"9"}\n\n{"type":"run","cursor":"20"}\n';
    const { client, sent } = clientOf(() => new Response(lines));
    const cursors = [];
    const { signal } = new AbortController();
    for await (const { cursor } of client.events(PLACE, '7', signal)) {
      cursors.push(cursor);
    }
    expect(cursors).toEqual(['9', '20']);
    expect(sent[0]?.url.searchParams.get('from')).toBe('7');
  });

  it("passes on the service's errors, with the way out", async () => {
    const body = { code: 'run-is-active', message: 'It runs.', hint: 'Wait.' };
    const error = await failureOf(() => json(body, 409));
    expect(error).toMatchObject({ ...body, status: 409, isPassing: false });
  });

  it('says what to do where the server does not know us', async () => {
    const error = await failureOf(
      () => new Response('<html>', { status: 404 })
    );
    expect(error.code).toBe('no-server-extension');
    expect(error.hint).toContain('Install');
  });

  it('tells a proxy that is in trouble from a wrong call', async () => {
    const error = await failureOf(() => new Response('', { status: 502 }));
    expect(error).toMatchObject({ code: 'no-service', isPassing: true });
  });

  it('says that the server is gone', async () => {
    const error = await failureOf(() => {
      throw new TypeError('fetch failed');
    });
    expect(error).toMatchObject({ code: 'unreachable', isPassing: true });
  });

  it('changes what people say of a run', async () => {
    const { client, sent } = clientOf(() => json({ id: 'r1' }));
    await client.mark(PLACE, { name: 'best', pinned: false });
    const [{ method, url, body, headers }] = sent;
    expect(method).toBe('PATCH');
    expect(url.pathname).toBe('/user/me/cellway/api/runs/r1');
    expect(headers.get('Content-Type')).toBe('application/json');
    expect(JSON.parse(body)).toEqual({ name: 'best', pinned: false });
  });
});
