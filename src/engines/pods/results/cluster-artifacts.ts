import type { Loading, StepArtifacts } from '../../../runs/run-artifacts';
import type { RunRecord } from '../../../runs/run-record';
import { RunStore } from '../../../runs/run-store';
import type { RestoredItem } from '../../../runs/step-request';
import type { TablePart, ValuePreview } from '../../../runs/value-look';
import type { ArtifactFile, Artifacts } from '../../artifacts';
import type { ArtifactId, RunHandle } from '../../engine';
import { PastRun } from '../../local/artifacts/past-run';
import type { DataAccess } from './data-access';
import { fetchObjects, type RemoteObject } from './fetch-objects';

/** Objects up to this size, in bytes, come along with others: who looks at one value looks at more. */
const SMALL = 1024 * 1024;

/** How much comes along, in bytes. */
const ALONG = 8 * 1024 * 1024;

/**
 * The values that runs on a cluster have left. What somebody looks at is first
 * brought into the store of this machine, and then is as that of any run here.
 */
export class ClusterArtifacts implements Artifacts {
  private readonly _over = new AbortController();
  /** The objects that are on their way, each with what brings it. */
  private readonly _coming = new Map<string, Promise<void>>();

  /**
   * @param _local - shows what is in the store
   * @param _reach - how what a run has left is reached; called where something is lacking
   */
  constructor(
    private readonly _local: Artifacts,
    private readonly _reach: (record: RunRecord) => Promise<DataAccess>
  ) {}

  list(handle: RunHandle): Promise<StepArtifacts[]> {
    return this._local.list(handle);
  }

  async inputs(handle: RunHandle, step: string): Promise<Loading> {
    const run = await pastRun(handle);
    await this._bring(run, await run.restored(run.step(step)));
    return this._local.inputs(handle, step);
  }

  async output(handle: RunHandle, id: ArtifactId): Promise<Loading> {
    await this.bring(handle, id);
    return this._local.output(handle, id);
  }

  async preview(
    handle: RunHandle,
    id: ArtifactId,
    part?: TablePart
  ): Promise<ValuePreview> {
    await this.bring(handle, id);
    return this._local.preview(handle, id, part);
  }

  async file(
    handle: RunHandle,
    id: ArtifactId,
    format?: string
  ): Promise<ArtifactFile> {
    await this.bring(handle, id);
    return this._local.file(handle, id, format);
  }

  /**
   * Sees to it that a variable is in the store, as a step left it.
   *
   * @throws EngineError `no-such-step`, `no-such-artifact`, `cannot-show`; RunError; KubernetesError
   */
  async bring(handle: RunHandle, id: ArtifactId): Promise<void> {
    const run = await pastRun(handle);
    await this._bring(run, run.left(id));
  }

  /** Ends what is on its way, and returns when no pod of it is left. */
  async close(): Promise<void> {
    this._over.abort();
    await Promise.allSettled(this._coming.values());
  }

  private async _bring(
    run: PastRun,
    items: readonly RestoredItem[]
  ): Promise<void> {
    const { objects } = run.store;
    const sizes = sizesIn(run);
    const hashes = new Set(
      items.flatMap(each => ('object' in each ? [each.object] : []))
    );
    const lacking: RemoteObject[] = [];
    for (const hash of hashes) {
      const isComing = this._coming.has(objects.path(hash));
      if (!isComing && !(await objects.isWhole(hash))) {
        lacking.push({ hash, size: sizes.get(hash) ?? 0 });
      }
    }
    if (lacking.length > 0) {
      this._start(run, lacking, await this._small(run, sizes, hashes));
    }
    for (const hash of hashes) {
      await this._coming.get(objects.path(hash));
    }
  }

  /** Begins to bring objects. */
  private _start(
    run: PastRun,
    wanted: readonly RemoteObject[],
    along: readonly RemoteObject[]
  ): void {
    const { objects } = run.store;
    const isNew = ({ hash }: RemoteObject): boolean =>
      !this._coming.has(objects.path(hash));
    const [needed, extra] = [wanted.filter(isNew), along.filter(isNew)];
    if (needed.length === 0) {
      return;
    }
    const fetched = this._fetch(run, needed, extra);
    for (const { hash } of [...needed, ...extra]) {
      const path = objects.path(hash);
      this._coming.set(path, fetched);
      const forget = (): boolean => this._coming.delete(path);
      fetched.then(forget, forget);
    }
  }

  private async _fetch(
    { store, record }: PastRun,
    wanted: readonly RemoteObject[],
    along: readonly RemoteObject[]
  ): Promise<void> {
    const { signal } = this._over;
    signal.throwIfAborted();
    const access = await this._reach(record);
    await fetchObjects(access, store.objects, wanted, along, signal);
  }

  /** Small objects of the run that are not here yet. */
  private async _small(
    { store: { objects } }: PastRun,
    sizes: ReadonlyMap<string, number>,
    but: ReadonlySet<string>
  ): Promise<RemoteObject[]> {
    const found: RemoteObject[] = [];
    let room = ALONG;
    for (const [hash, size] of sizes) {
      const isWanted = size <= Math.min(SMALL, room) && !but.has(hash);
      if (isWanted && !(await objects.has(hash, size))) {
        found.push({ hash, size });
        room -= size;
      }
    }
    return found;
  }
}

function pastRun({ id, place }: RunHandle): Promise<PastRun> {
  return PastRun.read(new RunStore(place), id);
}

/** How large the objects are that the steps of a run have stored, by their hashes. */
function sizesIn({ results }: PastRun): ReadonlyMap<string, number> {
  const stored = [...results.values()].flatMap(({ objects, states }) => [
    ...objects,
    ...Object.values(states)
  ]);
  return new Map(stored.map(({ hash, size }) => [hash, size]));
}
