/**
 * Runs notebooks with an engine, for tests: reads one JSON object a line, a
 * `Request`, and writes an `Answer` for each when its run has ended, in any order.
 *
 * Called with the path of the runner's program, how many steps of a run may run at the
 * same time, the paths of the two WebAssembly modules, and for Argo its options in JSON.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';

import { CellAnalyser } from '../../src/analysis/cell-code';
import { createParser } from '../../src/analysis/syntax/parser';
import { ArgoEngine } from '../../src/engines/argo/argo-engine';
import type {
  Engine,
  EngineOptions,
  RunHandle,
  RunRequest
} from '../../src/engines/engine';
import { LocalEngine } from '../../src/engines/local/local-engine';
import { NotebookDocument } from '../../src/notebook/document';
import { buildPipeline } from '../../src/pipeline/build';
import { newRunId } from '../../src/runs/run-id';
import type { RunDiagnostic } from '../../src/runs/run-event';
import { RunStore } from '../../src/runs/run-store';

interface Request {
  /** Comes back with the answer. */
  readonly number: number;
  /** The path of a notebook to run. */
  readonly notebook?: string;
  /** The id of its run; a new one if absent. */
  readonly id?: string;
  readonly selection?: RunRequest['selection'];
  /** An earlier run to go on with. */
  readonly resume?: RunHandle;
  /** Cancel the run when so many steps have begun. */
  readonly cancelAt?: number;
  /** End this process, as a power cut would, when so many steps have begun. */
  readonly dieAt?: number;
}

interface Answer {
  readonly number: number;
  readonly handle: RunHandle;
  /** What the analysis says, where the request names a notebook. */
  readonly plan?: object;
  /** The path of the notebook with the outputs of the run. */
  readonly executed: string;
  /** What was told of cells as the run went on. */
  readonly told: readonly RunDiagnostic[];
  readonly record: object;
}

class Server {
  constructor(
    private readonly _engine: Engine,
    private readonly _analyser: CellAnalyser,
    private readonly _options?: EngineOptions
  ) {}

  async answer(request: Request): Promise<Answer> {
    const { number, notebook, id = newRunId(), selection, resume } = request;
    let handle = resume;
    let plan: ReturnType<typeof buildPipeline> | undefined;
    if (handle) {
      await this._engine.resume(handle);
    } else if (notebook !== undefined) {
      const text = await readFile(notebook, 'utf8');
      plan = buildPipeline(NotebookDocument.parse(text), this._analyser);
      handle = await this._engine.submit({
        id,
        notebook: { path: notebook, text },
        pipeline: plan.pipeline,
        parameters: {},
        options: this._options,
        selection
      });
    } else {
      throw new Error('Neither a notebook nor a run');
    }
    const told = await this._follow(handle, request);
    const store = new RunStore(handle.place);
    const record = await store.read(handle.id);
    const { executed } = store.run(handle.id);
    return { number, handle, plan, executed, told, record };
  }

  /** Waits for the end of a run. */
  private async _follow(
    handle: RunHandle,
    { cancelAt, dieAt }: Request
  ): Promise<RunDiagnostic[]> {
    const told: RunDiagnostic[] = [];
    let begun = 0;
    const { signal } = new AbortController();
    for await (const event of this._engine.watch(handle, '', signal)) {
      if (event.type === 'diagnostic') {
        told.push(event.diagnostic);
      } else if (event.type === 'step' && event.status === 'running') {
        begun += 1;
        if (begun === dieAt) {
          process.kill(process.pid, 'SIGKILL');
        } else if (begun === cancelAt) {
          void this._engine.cancel(handle);
        }
      }
    }
    return told;
  }
}

async function main(args: readonly string[]): Promise<void> {
  const [runner, workers, runtime, grammar, options] = args;
  const parser = await createParser({
    runtime,
    language: readFileSync(grammar)
  });
  const server = new Server(
    options === undefined
      ? new LocalEngine({ runner, workers: Number(workers) })
      : new ArgoEngine({ runner, environment: process.env, version: '0' }),
    new CellAnalyser(parser),
    options === undefined ? undefined : JSON.parse(options)
  );
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request;
    void server
      .answer(request)
      .catch((error: unknown) => ({
        number: request.number,
        crash: error instanceof Error ? error.stack : String(error)
      }))
      .then(answer => process.stdout.write(JSON.stringify(answer) + '\n'));
  }
}

void main(process.argv.slice(2));
