import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SECRET = '0'.repeat(32);

/** As `cellway/extension/process.py` gives it to Node. */
const FLAG = '--max-semi-space-size=2';

/** As `cellway/extension/environment.py` gives it to the process. */
const ALLOCATION = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: String(128 * 1024)
};

/** The service as JupyterLab's server starts it, in a process of its own. */
export class Service {
  private constructor(
    readonly root: string,
    private readonly _process: ChildProcess
  ) {}

  /** @param program - the path of its bundle */
  static async start(
    program: string,
    environment: Readonly<Record<string, string>>
  ): Promise<Service> {
    const root = await mkdtemp(join(tmpdir(), 'cellway-watching-'));
    const child = spawn(process.execPath, [FLAG, program], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...ALLOCATION }
    });
    const socket = join(root, 'socket');
    child.stdin.write(
      `${JSON.stringify({ socket, secret: SECRET, root, environment })}\n`
    );
    await once(createInterface({ input: child.stdout }), 'line');
    return new Service(root, child);
  }

  /** Sends a request; resolves with the head of the answer. */
  async open(
    method: string,
    path: string,
    body?: object
  ): Promise<IncomingMessage> {
    const sent = request({
      socketPath: join(this.root, 'socket'),
      method,
      path,
      agent: false,
      headers: {
        'x-cellway-secret': SECRET,
        ...(body && { 'content-type': 'application/json' })
      }
    });
    sent.end(body && JSON.stringify(body));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    if ((answer.statusCode ?? 500) >= 300) {
      throw new Error(`${method} ${path}: ${await text(answer)}`);
    }
    return answer;
  }

  /** What the process takes now and has taken at most, in MB (Linux). */
  async memory(): Promise<{ readonly now: number; readonly most: number }> {
    const path = `/proc/${this._process.pid}/status`;
    const status = await readFile(path, 'utf8');
    const of = (word: string): number =>
      (Number(new RegExp(`^${word}:\\s*(\\d+)`, 'm').exec(status)?.[1]) *
        1024) /
      1e6;
    return { now: of('VmRSS'), most: of('VmHWM') };
  }

  async stop(): Promise<void> {
    this._process.stdin?.end();
    await once(this._process, 'exit');
    await rm(this.root, { recursive: true, force: true });
  }
}

export async function text(answer: IncomingMessage): Promise<string> {
  let all = '';
  for await (const chunk of answer.setEncoding('utf8')) {
    all += String(chunk);
  }
  return all;
}
