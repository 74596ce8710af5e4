/** A server with the REST API of Kubeflow Pipelines v2beta1, as far as we use it, on loopback. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedCall {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authorization?: string;
  readonly body?: Record<string, unknown>;
}

interface FakeRun {
  run_id: string;
  display_name: string;
  experiment_id: string;
  state: string;
  error?: { message: string };
  readonly body: Record<string, unknown>;
  readonly tasks: Map<string, object>;
}

export interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Record<string, string>;
}

const PREFIX = '/apis/v2beta1/';

export class FakeKubeflow {
  version = '2.16.0';
  isMultiUser = false;
  readonly calls: ReceivedCall[] = [];
  readonly runs = new Map<string, FakeRun>();
  readonly experiments = new Map<
    string,
    { name: string; namespace?: string }
  >();
  /** Answers instead of the server where it gives one. */
  intercept: (call: ReceivedCall) => Answer | undefined = () => undefined;

  private constructor(private readonly _server: Server) {}

  static async start(): Promise<FakeKubeflow> {
    const server = createServer();
    const fake = new FakeKubeflow(server);
    server.on('request', (request, response) => {
      void received(request).then(call => {
        fake.calls.push(call);
        const answer = fake.intercept(call) ?? fake._answer(call);
        response.writeHead(answer.status, {
          'content-type': 'application/json',
          ...answer.headers
        });
        const { body } = answer;
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return fake;
  }

  get host(): string {
    const { port } = this._server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  get last(): FakeRun {
    return [...this.runs.values()].slice(-1)[0];
  }

  /** Lets a task of a run come to a state, with the nodes that Argo has around it. */
  setTask(name: string, state: string, more: object = {}): void {
    const started = '2026-01-01T10:00:00Z';
    const ended =
      state === 'RUNNING' ? '1970-01-01T00:00:00Z' : '2026-01-01T10:00:07Z';
    const times = { start_time: started, end_time: ended };
    this.last.tasks.set(`${name}-driver`, {
      display_name: `${name}-driver`,
      state: 'SUCCEEDED',
      ...times
    });
    this.last.tasks.set(name, { display_name: name, state, ...times, ...more });
  }

  async stop(): Promise<void> {
    this._server.closeAllConnections();
    this._server.close();
    await once(this._server, 'close');
  }

  private _answer({ method, path, body = {} }: ReceivedCall): Answer {
    const url = new URL(path, 'http://fake');
    const [kind, rest = ''] = url.pathname.slice(PREFIX.length).split('/');
    const [id, action] = rest.split(':');
    switch (`${method} ${kind}${rest && '/'}${action ? `:${action}` : ''}`) {
      case 'GET healthz':
        return ok({ tag_name: this.version, multi_user: this.isMultiUser });
      case 'GET experiments':
        return ok({
          experiments: [...this.experiments].map(([experiment_id, each]) => ({
            experiment_id,
            display_name: each.name
          }))
        });
      case 'POST experiments':
        return this._makeExperiment(body);
      case 'POST runs':
        return this._makeRun(body);
      case 'GET runs':
        return ok({ runs: [...this.runs.values()].map(shown) });
    }
    const run = this.runs.get(id);
    if (!run) {
      return refusal(404, `Run ${id} not found`);
    }
    switch (`${method} ${action ?? ''}`) {
      case 'GET ':
        return ok(shown(run));
      case 'DELETE ':
        this.runs.delete(id);
        return ok({});
      case 'POST terminate':
        run.state = 'CANCELING';
        return ok({});
      case 'POST retry':
        run.state = 'RUNNING';
        return ok({});
      default:
        return refusal(501, `${method} ${path} is not known here`);
    }
  }

  private _makeExperiment(body: Record<string, unknown>): Answer {
    if (this.isMultiUser && body.namespace === undefined) {
      return refusal(400, 'Namespace is empty');
    }
    const id = `experiment-${this.experiments.size + 1}`;
    const name = String(body.display_name);
    const namespace = body.namespace as string | undefined;
    this.experiments.set(id, { name, namespace });
    return ok({ experiment_id: id, display_name: name });
  }

  private _makeRun(body: Record<string, unknown>): Answer {
    const run: FakeRun = {
      run_id: `run-${this.runs.size + 1}`,
      display_name: String(body.display_name),
      experiment_id: String(body.experiment_id ?? 'default'),
      state: 'PENDING',
      body,
      tasks: new Map()
    };
    this.runs.set(run.run_id, run);
    return ok(shown(run));
  }
}

async function received(request: IncomingMessage): Promise<ReceivedCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString();
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    authorization: request.headers.authorization,
    ...(text !== '' && { body: JSON.parse(text) })
  };
}

function shown(run: FakeRun): object {
  return {
    run_id: run.run_id,
    display_name: run.display_name,
    experiment_id: run.experiment_id,
    state: run.state,
    error: run.error,
    created_at: '2026-01-01T09:59:00Z',
    finished_at: '1970-01-01T00:00:00Z',
    run_details: { task_details: [...run.tasks.values()] }
  };
}

function ok(body: object): Answer {
  return { status: 200, body };
}

function refusal(status: number, message: string): Answer {
  return { status, body: { error: message, code: 5, message, details: [] } };
}
