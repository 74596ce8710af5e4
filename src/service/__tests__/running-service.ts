/** A service on a socket in a temporary folder, and a client for it. */
import { request, type IncomingMessage, type Server } from 'node:http';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CellAnalyser } from '../../analysis/cell-code';
import { loadParser } from '../../analysis/syntax/__tests__/load-parser';
import {
  environmentIn,
  FAKE_RUNNER,
  temporaryFolder
} from '../../engines/local/__tests__/notebooks';
import { Engines, type EngineEntry } from '../../engines/engines';
import { LocalEngine } from '../../engines/local/local-engine';
import type { ApiError } from '../api/errors';
import { makeApp } from '../app';
import { Clusters } from '../clusters/clusters';
import { Images } from '../images/images';
import { listen } from '../listen';
import { Pipelines } from '../pipelines';
import { Runs } from '../runs';
import { Surroundings } from '../surroundings';

export const SECRET = 'the secret of the tests, long enough';

export interface Call {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The body as JSON. */
  readonly json: unknown;
  /** The body as an error. */
  readonly error: ApiError;
}

export class RunningService {
  private constructor(
    readonly root: string,
    readonly log: readonly string[],
    private readonly _socket: string,
    private readonly _server: Server,
    private readonly _engine: LocalEngine
  ) {}

  static async start(
    load = async () => new CellAnalyser(await loadParser()),
    program: (folder: string) => string = () => FAKE_RUNNER,
    others: Readonly<Record<string, EngineEntry>> = {}
  ): Promise<RunningService> {
    const folder = await temporaryFolder();
    const root = join(folder, 'root');
    await mkdir(root);
    const environment = environmentIn(folder);
    const runner = program(folder);
    const engine = new LocalEngine({ runner, environment });
    const engines = new Engines({
      local: { load: async () => engine },
      ...others
    });
    const pipelines = new Pipelines(load);
    const log: string[] = [];
    const tools = { runner, loadAnalyser: load };
    const app = makeApp({
      secret: SECRET,
      version: '1.2.3',
      engines,
      runs: new Runs({ engines, pipelines, root, environment }),
      clusters: new Clusters({ environment, version: '1.2.3' }),
      surroundings: new Surroundings({
        root,
        environment,
        tools,
        examples: [join(__dirname, '../../../examples')]
      }),
      images: new Images({ root, environment, tools }),
      log: text => log.push(text)
    });
    const socket = join(folder, 's');
    const server = await listen(app, socket);
    return new RunningService(root, log, socket, server, engine);
  }

  /** Sends a request with the secret, and JSON where there is a body. */
  async call(method: string, path: string, call: Call = {}): Promise<Answer> {
    const response = await this.open(method, path, call);
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) {
      text += chunk;
    }
    const parsed = (): unknown => JSON.parse(text);
    return {
      status: response.statusCode ?? 0,
      text,
      get json() {
        return parsed();
      },
      get error() {
        return parsed() as ApiError;
      }
    };
  }

  /** Resolves with the head of the answer. */
  open(
    method: string,
    path: string,
    { body, headers = {} }: Call = {}
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          socketPath: this._socket,
          method,
          path,
          agent: false,
          headers: {
            'x-cellway-secret': SECRET,
            ...(['POST', 'PATCH'].includes(method) && {
              'content-type': 'application/json'
            }),
            ...headers
          }
        },
        resolve
      );
      sent.once('error', reject);
      sent.end(
        typeof body === 'string' || body === undefined
          ? body
          : JSON.stringify(body)
      );
    });
  }

  async stop(): Promise<void> {
    this._engine.close();
    this._server.closeAllConnections();
    await new Promise(resolve => this._server.close(resolve));
  }
}
