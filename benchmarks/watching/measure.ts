/**
 * Measures the service while it follows runs on a cluster of which it is told
 * as much as by a real one: its memory, and how long it takes from a change of
 * a pod to the event in its stream. Called with the path of its bundle; writes
 * `{stations, delays}` as JSON.
 */
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { kubeconfig } from '../../src/kubernetes/__tests__/connected';
import { BusyCluster, type State } from './busy-cluster';
import { Service, text } from './service';

const RUNS = 4;
const STEPS = 250;

/** Of how many steps of each run pods run at first; those of the others wait. */
const FIRST = 25;

/** How long it is waited until memory is looked at, in ms: what can be collected is, meanwhile. */
const REST = 10_000;

/** Between two changes, in ms, where they come one by one. */
const PACE = 10;

const ALL = Array.from({ length: STEPS }, (_, index) => index + 1);

interface Station {
  readonly what: string;
  /** In MB. */
  readonly now: number;
  readonly most: number;
}

async function main(program: string): Promise<void> {
  const cluster = await BusyCluster.start();
  const folder = await mkdtemp(join(tmpdir(), 'cellway-watched-'));
  const KUBECONFIG = join(folder, 'config');
  await writeFile(KUBECONFIG, JSON.stringify(kubeconfig(cluster.api, {})));
  const PATH = process.env.PATH ?? '';
  const environment = { PATH, HOME: folder, KUBECONFIG };
  const service = await Service.start(program, environment);
  const runs = Array.from(
    { length: RUNS },
    (_, index) => new MeasuredRun(cluster, service, index + 1)
  );
  const stations: Station[] = [];
  const look = async (what: string): Promise<void> => {
    await setTimeout(REST);
    stations.push({ what, ...(await service.memory()) });
  };
  await look('idle');
  for (const run of runs) {
    await run.submit();
  }
  await look(`${RUNS} runs of ${STEPS} steps have been submitted`);
  runs.forEach(run => run.tell(ALL, 'waiting'));
  await look('all pods wait');
  const first = ALL.slice(0, FIRST);
  const begun = await paced(runs, first, 'running');
  runs.forEach(run => run.tell(first, 'running'));
  runs.forEach(run => run.tell(ALL.slice(FIRST), 'waiting'));
  await look(`${RUNS * FIRST} of them run, and all have changed once more`);
  const more = await paced(runs, ALL.slice(FIRST), 'running');
  await look('all pods run, and their logs are followed');
  const half = RUNS / 2;
  const ended = await paced(runs.slice(0, half), ALL, 'succeeded');
  const atOnce = runs
    .slice(half)
    .flatMap(run => ALL.map(each => run.change(each, 'succeeded')));
  const burst = await Promise.all(atOnce.map(tell => tell()));
  runs.forEach(run => run.end());
  await Promise.all(runs.map(run => run.ended));
  await look('all runs have ended');
  await service.stop();
  await cluster.api.stop();
  await rm(folder, { recursive: true });
  const delays = { begun: [...begun, ...more], ended, burst };
  console.log(JSON.stringify({ stations, delays }));
}

/** One change after the other, of all runs in turn; how long until each was heard of, in ms. */
async function paced(
  runs: readonly MeasuredRun[],
  steps: readonly number[],
  state: State
): Promise<number[]> {
  const heard: Promise<number>[] = [];
  for (const number of steps) {
    for (const run of runs) {
      heard.push(run.change(number, state)());
      await setTimeout(PACE);
    }
    if (number % FIRST === 0) {
      runs.forEach(run => run.tellWorkflow());
    }
  }
  return Promise.all(heard);
}

class MeasuredRun {
  readonly namespace: string;
  private readonly _path: string;
  private readonly _id: string;
  private readonly _heard = new Map<string, (time: number) => void>();
  private _ended: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly _cluster: BusyCluster,
    private readonly _service: Service,
    number: number
  ) {
    this.namespace = `team-${number}`;
    this._path = `notebook-${number}.ipynb`;
    this._id = `20261126-090000-00000${number}`;
  }

  /** Resolves when the stream of events has. */
  get ended(): Promise<unknown> {
    return this._ended;
  }

  async submit(): Promise<void> {
    const notebook = { path: this._path, text: notebookText() };
    await writeFile(join(this._service.root, this._path), notebook.text);
    const { namespace, _id: id } = this;
    const options = { namespace, image: 'python' };
    await text(
      await this._service.open('POST', '/runs', {
        id,
        notebook,
        engine: 'argo',
        options,
        force: true
      })
    );
    const events = await this._service.open(
      'GET',
      `/runs/${id}/events?notebook=${this._path}`
    );
    const lines = createInterface({ input: events });
    lines.on('line', line => this._hear(line));
    this._ended = once(lines, 'close');
    while (this._cluster.workflow(namespace) === undefined) {
      await setTimeout(10);
    }
  }

  /** Tells pods in one go. */
  tell(steps: readonly number[], state: State): void {
    steps.forEach(each => this._cluster.pod(this.namespace, each, state)());
    this.tellWorkflow();
  }

  tellWorkflow(): void {
    this._cluster.tellWorkflow(this.namespace, STEPS, 'Running');
  }

  /**
   * Makes the change of a pod, which is no work of the service.
   *
   * @returns what tells it, and resolves with how long it took until that was heard, in ms
   */
  change(number: number, state: State): () => Promise<number> {
    const tell = this._cluster.pod(this.namespace, number, state);
    return async () => {
      const begun = performance.now();
      const heard = new Promise<number>(resolve =>
        this._heard.set(`s${number} ${state}`, resolve)
      );
      tell();
      return (await heard) - begun;
    };
  }

  end(): void {
    this._cluster.tellWorkflow(this.namespace, STEPS, 'Succeeded');
  }

  private _hear(line: string): void {
    if (line !== '') {
      const { type, step, status } = JSON.parse(line) as Record<string, string>;
      if (type === 'step') {
        this._heard.get(`${step} ${status}`)?.(performance.now());
      }
    }
  }
}

/** Steps that need nothing of each other. */
function notebookText(): string {
  return JSON.stringify({
    cells: ALL.map(number => ({
      cell_type: 'code',
      execution_count: null,
      id: `cell-${number}`,
      metadata: { tags: [`step:s${number}`] },
      outputs: [],
      source: `x${number} = ${number}\nprint(x${number})`
    })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5
  });
}

void main(process.argv[2]);
