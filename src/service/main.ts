import { rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { CellAnalyser } from '../analysis/cell-code';
import { makeEngines } from '../engines/make-engines';
import { LocalEngine } from '../engines/local/local-engine';
import { makeApp } from './app';
import { Clusters } from './clusters/clusters';
import { Images } from './images/images';
import { launch, type Launch, type Notice } from './launch';
import { listen } from './listen';
import { Pipelines } from './pipelines';
import { placesOfExamples } from './examples/copy-examples';
import { Runs } from './runs';
import { Surroundings } from './surroundings';

/** The version in package.json, put in by scripts/build-service.mjs. */
declare const CELLWAY_VERSION: string;

/** How often it is told that runs go on, in ms. */
const BUSY_EVERY = 5_000;

const HERE = dirname(fileURLToPath(import.meta.url));

async function serve({
  socket,
  secret,
  root,
  environment
}: Launch): Promise<void> {
  const runner = `${HERE}/runner.pyz`;
  const local = new LocalEngine({
    runner,
    workers: workersOf(environment),
    environment
  });
  const engines = makeEngines(local, {
    runner,
    environment,
    version: CELLWAY_VERSION
  });
  const loadOurAnalyser = async (): Promise<CellAnalyser> => {
    // Large, and not needed before the first notebook.
    const { loadAnalyser } = await import('./analyser');
    return loadAnalyser(HERE);
  };
  const pipelines = new Pipelines(loadOurAnalyser);
  const tools = { runner, loadAnalyser: loadOurAnalyser };
  const app = makeApp({
    secret,
    version: CELLWAY_VERSION,
    engines,
    runs: new Runs({ engines, pipelines, root, environment }),
    clusters: new Clusters({ environment, version: CELLWAY_VERSION }),
    surroundings: new Surroundings({
      root,
      environment,
      tools,
      examples: placesOfExamples(HERE)
    }),
    images: new Images({ root, environment, tools }),
    log: text => console.error(text)
  });
  await listen(app, socket);
  tell({ ready: true, version: CELLWAY_VERSION });
  setInterval(() => {
    if (local.isBusy) {
      tell({ busy: true });
    }
  }, BUSY_EVERY);
}

/** How many steps run at once; undefined where nobody has said. */
function workersOf({
  CELLWAY_WORKERS: given
}: Launch['environment']): number | undefined {
  if (given !== undefined && !/^[1-9]\d{0,3}$/.test(given)) {
    console.error(`CELLWAY_WORKERS is to be a number from 1, not '${given}'.`);
    return undefined;
  }
  return given === undefined ? undefined : Number(given);
}

function tell(notice: Notice): void {
  console.log(JSON.stringify(notice));
}

/** Leaves nothing behind; runners end as their pipes to this process close. */
async function end(socket: string | undefined): Promise<void> {
  if (socket !== undefined) {
    await rm(socket, { force: true }).catch(() => undefined);
    await rmdir(dirname(socket)).catch(() => undefined);
  }
  process.exit();
}

function fail(error: unknown): void {
  console.error(error);
  process.exitCode = 1;
  void end(undefined);
}

let socket: string | undefined;
const input = createInterface({ input: process.stdin });
input.once('line', line => {
  try {
    const told = launch.parse(JSON.parse(line));
    socket = told.socket;
    serve(told).catch(fail);
  } catch (error) {
    fail(error);
  }
});
input.once('close', () => void end(socket));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void end(socket));
}
// Whoever read what is printed here may be dead.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);
