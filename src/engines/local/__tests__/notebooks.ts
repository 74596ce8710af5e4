/** Notebooks and engines for tests, in temporary folders with real processes. */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CellAnalyser } from '../../../analysis/cell-code';
import { loadParser } from '../../../analysis/syntax/__tests__/load-parser';
import { NotebookDocument } from '../../../notebook/document';
import { buildPipeline } from '../../../pipeline/build';
import type { Pipeline } from '../../../pipeline/model';
import { temporaryFolder } from '../../../runs/__tests__/temporary-folder';
import { RunStore } from '../../../runs/run-store';
import type { Engine, RunHandle, RunRequest, WatchedEvent } from '../../engine';
import { LocalEngine } from '../local-engine';

export { temporaryFolder };

export const FAKE_RUNNER = join(__dirname, 'fake_runner.py');

const BUILD = join(__dirname, '../../../../scripts/build-runner.py');

/** Packs the runner as it ships, into a folder. */
export function packRunner(folder: string): string {
  const program = join(folder, 'runner.pyz');
  execFileSync('python3', [BUILD, program]);
  return program;
}

/** A code cell: its tags, if any, and its source. */
export type Code = readonly [tags: string, source: string];

/** The text of a notebook of code cells, and of markdown cells tagged `text`. */
export function notebookText(
  cells: readonly Code[],
  metadata: object = {}
): string {
  const all = cells.map(([tags, source]) => ({
    cell_type: tags === 'text' ? 'markdown' : 'code',
    ...(tags !== 'text' && { execution_count: 7, outputs: [OLD_OUTPUT] }),
    metadata: tags === '' ? {} : { tags: tags.split(' ') },
    source
  }));
  const notebook = { cells: all, metadata, nbformat: 4, nbformat_minor: 5 };
  return JSON.stringify(notebook, undefined, 1);
}

const OLD_OUTPUT = { output_type: 'stream', name: 'stdout', text: 'old' };

let python: string | undefined;
let parser: ReturnType<typeof loadParser> | undefined;

export async function pipelineOf(text: string): Promise<Pipeline> {
  parser ??= loadParser();
  const analyser = new CellAnalyser(await parser);
  return buildPipeline(NotebookDocument.parse(text), analyser).pipeline;
}

/** An environment in which a notebook without a kernel runs with `python3`, and nothing of this machine counts. */
export function environmentIn(folder: string): NodeJS.ProcessEnv {
  python ??= execFileSync('python3', [
    '-c',
    'import sys; print(sys.executable)'
  ])
    .toString()
    .trim();
  return { PATH: process.env.PATH, HOME: folder, CELLWAY_PYTHON: python };
}

/** What became of a run. */
export interface Ran {
  readonly handle: RunHandle;
  readonly store: RunStore;
  readonly events: readonly WatchedEvent[];
  /** The state of each step, in order. */
  readonly statuses: Readonly<Record<string, string>>;
  readonly status: string;
  /** The text that each code cell shows in the executed notebook. */
  readonly texts: readonly string[];
}

export interface RunOptions extends Partial<RunRequest> {
  readonly folder?: string;
  /** One of this machine with a runner that answers at once, if absent. */
  readonly engine?: Engine;
  readonly metadata?: object;
  /** 1 if absent. */
  readonly workers?: number;
  readonly gpus?: readonly string[];
  /** Called with each event. */
  onEvent?(event: WatchedEvent, engine: Engine, handle: RunHandle): void;
}

export async function submit(
  cells: readonly Code[],
  options: RunOptions = {}
): Promise<{ engine: Engine; handle: RunHandle }> {
  const folder = options.folder ?? (await temporaryFolder());
  const text = notebookText(cells, options.metadata);
  const path = join(folder, 'notebook.ipynb');
  await writeFile(path, text);
  const engine =
    options.engine ??
    new LocalEngine({
      runner: FAKE_RUNNER,
      workers: options.workers ?? 1,
      gpus: options.gpus,
      environment: environmentIn(folder)
    });
  const handle = await engine.submit({
    id: 'test',
    notebook: { path, text },
    pipeline: await pipelineOf(text),
    parameters: {},
    ...options
  });
  return { engine, handle };
}

/** Runs a notebook to its end. */
export async function runToEnd(
  cells: readonly Code[],
  options: RunOptions = {}
): Promise<Ran> {
  const { engine, handle } = await submit(cells, options);
  return watchToEnd(engine, handle, options);
}

export async function watchToEnd(
  engine: Engine,
  handle: RunHandle,
  options: RunOptions = {}
): Promise<Ran> {
  const events: WatchedEvent[] = [];
  const { signal } = new AbortController();
  for await (const event of engine.watch(handle, '', signal)) {
    events.push(event);
    options.onEvent?.(event, engine, handle);
  }
  const store = new RunStore(handle.place);
  const record = await store.read(handle.id);
  const executed = await readFile(store.run(handle.id).executed, 'utf8');
  return {
    handle,
    store,
    events,
    status: record.status,
    statuses: Object.fromEntries(
      record.steps.map(each => [each.step, each.status])
    ),
    texts: shownTexts(executed)
  };
}

interface Shown {
  readonly output_type: string;
  readonly text?: string;
  readonly ename?: string;
}

function shownTexts(notebook: string): string[] {
  const { cells } = JSON.parse(notebook) as {
    cells: { cell_type: string; outputs: Shown[] }[];
  };
  return cells
    .filter(each => each.cell_type === 'code')
    .map(({ outputs }) =>
      outputs.map(each => each.text ?? each.ename ?? '').join('')
    );
}
