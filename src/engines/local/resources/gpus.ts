import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The variable by which CUDA, and all that is built on it, learns which GPUs it may use. */
export const VISIBLE_GPUS = 'CUDA_VISIBLE_DEVICES';

/** A driver that hangs is as good as none; in ms. */
const PATIENCE = 10_000;

/** The NVIDIA GPUs that processes of this environment may use. */
export async function findGpus(
  environment: NodeJS.ProcessEnv
): Promise<string[]> {
  const allowed = environment[VISIBLE_GPUS];
  if (allowed !== undefined) {
    return readVisible(allowed);
  }
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', ['-L'], {
      env: environment,
      timeout: PATIENCE
    });
    return readList(stdout);
  } catch {
    return [];
  }
}

/** CUDA reads the list up to the first entry that is no device: `-1` means none. */
function readVisible(value: string): string[] {
  const entries = value.split(',').map(each => each.trim());
  const end = entries.findIndex(each => each === '' || /^-/.test(each));
  return end < 0 ? entries : entries.slice(0, end);
}

/**
 * Reads what `nvidia-smi -L` prints. Of a GPU that is divided (MIG) only the
 * parts can be used; they stand below it. Numbers would not do as names: CUDA
 * counts the fastest first.
 */
function readList(text: string): string[] {
  const gpus: string[][] = [];
  for (const line of text.split('\n')) {
    const id = /\(UUID: ((?:GPU|MIG)-[^)]+)\)/.exec(line)?.[1];
    if (id?.startsWith('GPU')) {
      gpus.push([id]);
    } else if (id !== undefined) {
      gpus[gpus.length - 1]?.push(id);
    }
  }
  return gpus.flatMap(([whole, ...parts]) =>
    parts.length > 0 ? parts : [whole]
  );
}

/** Hands out GPUs, each to one step at a time. */
export class GpuPool {
  private readonly _free: string[];

  constructor(gpus: readonly string[]) {
    this._free = [...gpus];
  }

  /** Takes as many as there are, at most `count`. */
  take(count: number): string[] {
    return this._free.splice(0, count);
  }

  giveBack(gpus: readonly string[]): void {
    this._free.unshift(...gpus);
  }
}
