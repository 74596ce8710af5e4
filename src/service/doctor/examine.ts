import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findInstallation } from './installation';
import { examineJupyter } from './examine-jupyter';
import { examineKernel } from './examine-kernel';
import { examineStore } from './examine-store';
import { missing, well, type Finding } from './finding';
import type { Tools } from './tools';
import { tryRun } from './try-run';

/**
 * Finds out what works for notebooks of a folder. Leaves nothing behind.
 *
 * @yields findings as they are made
 */
export async function* examine(
  folder: string,
  environment: NodeJS.ProcessEnv,
  tools: Tools
): AsyncGenerator<Finding> {
  if (process.platform === 'win32') {
    yield missing(
      'System',
      'runs on Windows itself are not possible yet',
      'Use the Windows Subsystem for Linux (WSL).'
    );
    return;
  }
  yield well('Node', `${process.versions.node}, ${process.execPath}`);
  const scratch = await mkdtemp(join(tmpdir(), 'cellway-doctor-'));
  try {
    const work = join(scratch, '.cellway');
    await mkdir(work, { mode: 0o700 });
    const kernel = await examineKernel(environment, scratch, tools);
    yield* kernel;
    yield await examineStore(folder, environment);
    if (kernel.every(each => each.state !== 'missing')) {
      yield await tryRun(environment, scratch, tools);
    }
    yield* examineJupyter(await findInstallation(environment));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
