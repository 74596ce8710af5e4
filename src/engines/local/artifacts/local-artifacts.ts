import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotebookDocument } from '../../../notebook/document';
import type { Loading, StepArtifacts } from '../../../runs/run-artifacts';
import { RunStore } from '../../../runs/run-store';
import { STEP_PROTOCOL, type RestoredItem } from '../../../runs/step-request';
import type {
  LookRequest,
  TablePart,
  ValuePreview
} from '../../../runs/value-look';
import type { ArtifactFile, Artifacts } from '../../artifacts';
import type { ArtifactId, RunHandle } from '../../engine';
import { EngineError } from '../../engine-error';
import { findInterpreter } from '../interpreter/interpreter';
import { describeStep } from './describe-step';
import { look } from './look-process';
import { PastRun } from './past-run';

/** How many previews are remembered: what is stored never changes. */
const REMEMBERED = 100;

/** The values in a store, which runs of this machine have left. */
export class LocalArtifacts implements Artifacts {
  private readonly _previews = new Map<string, Promise<ValuePreview>>();

  constructor(
    private readonly _runner: string,
    private readonly _environment: NodeJS.ProcessEnv
  ) {}

  async list(handle: RunHandle): Promise<StepArtifacts[]> {
    const run = await pastRun(handle);
    return Promise.all(
      run.plan.pipeline.steps.map(({ id }) => describeStep(run, id))
    );
  }

  async inputs(handle: RunHandle, step: string): Promise<Loading> {
    const run = await pastRun(handle);
    return this._loading(run, await run.restored(run.step(step)));
  }

  async output(handle: RunHandle, id: ArtifactId): Promise<Loading> {
    const run = await pastRun(handle);
    return this._loading(run, run.left(id));
  }

  async preview(
    handle: RunHandle,
    id: ArtifactId,
    part: TablePart = [0, 0]
  ): Promise<ValuePreview> {
    const run = await pastRun(handle);
    const restore = run.left(id);
    const key = JSON.stringify([handle.place, id.name, restore, part]);
    const known = this._previews.get(key);
    if (known) {
      return known;
    }
    const asked = this._look(run, id.name, restore, { part: [...part] });
    const preview = asked.then(found => {
      if (found.preview === undefined) {
        throw cannotShow(id.name, found.error);
      }
      return found.preview;
    });
    this._previews.set(key, preview);
    preview.catch(() => this._previews.delete(key));
    const [oldest] = this._previews.keys();
    if (this._previews.size > REMEMBERED && oldest !== undefined) {
      this._previews.delete(oldest);
    }
    return preview;
  }

  async file(
    handle: RunHandle,
    id: ArtifactId,
    format?: string
  ): Promise<ArtifactFile> {
    const run = await pastRun(handle);
    const path = join(tmpdir(), `cellway-${randomUUID()}.artifact`);
    try {
      const { file, error } = await this._look(run, id.name, run.left(id), {
        file: path,
        ...(format !== undefined && { format })
      });
      if (file === undefined) {
        throw cannotShow(id.name, error);
      }
      const name = `${id.step}.${id.name}.${file.extension}`;
      const { size } = await stat(path);
      return { name, type: file.type, size, path };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  private async _look(
    run: PastRun,
    name: string,
    restore: readonly RestoredItem[],
    more: Pick<LookRequest, 'file' | 'format' | 'part'>
  ): ReturnType<typeof look> {
    const { objects, folder } = await this._loading(run, restore);
    const notebook = NotebookDocument.parse(run.text);
    const interpreter = await findInterpreter(notebook, this._environment);
    return look(interpreter, this._runner, {
      protocol: STEP_PROTOCOL,
      folder,
      objects,
      restore: [...restore],
      name,
      ...more
    });
  }

  /** @throws RunError where an object is missing or damaged */
  private async _loading(
    { store, folder }: PastRun,
    restore: readonly RestoredItem[]
  ): Promise<Loading> {
    for (const item of restore) {
      if (item.kind === 'value' || item.kind === 'state') {
        await store.objects.verify(item.object);
      }
    }
    const { objects } = store;
    return {
      runner: this._runner,
      folder,
      objects: objects.folder,
      restore: [...restore]
    };
  }
}

function pastRun({ id, place }: RunHandle): Promise<PastRun> {
  return PastRun.read(new RunStore(place), id);
}

function cannotShow(
  name: string,
  { name: kind, message } = { name: 'Error', message: 'nobody knows why' }
): EngineError {
  return new EngineError(
    'cannot-show',
    `'${name}' cannot be looked at: ${kind}: ${message}`,
    'Load it into a kernel to look at it there.'
  );
}
